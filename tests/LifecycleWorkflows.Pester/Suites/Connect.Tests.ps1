BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $workflows = '{"value":[{"id":"w1"}]}'
    $secret = [pscredential]::new('11111111-1111-1111-1111-111111111111', (Get-Token 'canary-secret'))
}

Describe 'Connect-Lwf' {
    AfterEach { Disconnect-Lwf }

    It 'uses a token that was given' {
        $handler = [LwfTests.Handler]::new().Add(200, $workflows)
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler | Should -BeNullOrEmpty
        (Get-LwfWorkflow).Id | Should -Be 'w1'
        $handler.Requests[0].Uri.AbsoluteUri | Should -Be 'https://graph.microsoft.com/v1.0/identityGovernance/lifecycleWorkflows/workflows'
        $handler.Requests[0].Authorization | Should -Be 'Bearer canary-token'
    }

    It 'signs in with a client secret to <Environment>, once' -ForEach @(
        @{ Environment = 'Global'; Login = 'login.microsoftonline.com'; Graph = 'graph.microsoft.com' }
        @{ Environment = 'USGov'; Login = 'login.microsoftonline.us'; Graph = 'graph.microsoft.us' }
        @{ Environment = 'USGovDoD'; Login = 'login.microsoftonline.us'; Graph = 'dod-graph.microsoft.us' }
        @{ Environment = 'China'; Login = 'login.chinacloudapi.cn'; Graph = 'microsoftgraph.chinacloudapi.cn' }
    ) {
        $handler = [LwfTests.Handler]::new().Add(200, '{"token_type":"Bearer","expires_in":3600,"access_token":"from-msal"}').Add(200, $workflows)
        Connect-Lwf -ClientSecretCredential $secret -TenantId contoso.com -Environment $Environment -HttpMessageHandler $handler
        1..3 | ForEach-Object { (Get-LwfWorkflow).Id | Should -Be 'w1' }
        $handler.Requests | Should -HaveCount 4
        $handler.Requests[0].Uri.AbsoluteUri | Should -Be "https://$Login/contoso.com/oauth2/v2.0/token"
        [Uri]::UnescapeDataString($handler.Requests[0].Body) | Should -BeLike "*scope=https://$Graph/.default*"
        $handler.Requests[1].Uri.Host | Should -Be $Graph
        $handler.Requests[1].Authorization | Should -Be 'Bearer from-msal'
    }

    It 'fails at once, and says why, when the secret is wrong' {
        $handler = [LwfTests.Handler]::new().Add(401, '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret canary-secret for Adele Vance"}')
        $problem = { Connect-Lwf -ClientSecretCredential $secret -TenantId contoso.com -HttpMessageHandler $handler } | Should -Throw -PassThru -ErrorId 'AuthenticationFailed,*'
        $problem.Exception.Code | Should -Be 'invalid_client'
        "$problem" + $problem.Exception.ToString() | Should -Not -Match 'canary|Adele'
        Get-LwfConnection | Should -BeNullOrEmpty
    }

    It 'shows a connection without its secrets' {
        $connection = Connect-Lwf -AccessToken (Get-Token) -TenantId contoso.com -ApiVersion beta -PassThru
        $connection | Should -BeOfType LifecycleWorkflows.Connection
        $connection.TenantId, $connection.ApiVersion, $connection.Environment, $connection.AuthenticationType | Should -Be 'contoso.com', 'beta', 'Global', 'AccessToken'
        ($connection | Format-List * -Force | Out-String) + "$connection" + ($connection | ConvertTo-Json -Depth 9) | Should -Not -Match 'canary'
    }

    It 'has no member that leads to the token or to anything but what it shows' {
        $connection = Connect-Lwf -AccessToken (Get-Token) -PassThru
        ($connection | Get-Member -MemberType Properties).Name | Should -Be 'ApiVersion', 'AuthenticationType', 'ClientId', 'ConnectedDateTime', 'Environment', 'GraphEndpoint', 'TenantId'
        ($connection | Get-Member -MemberType Methods).Name | Should -Be 'Equals', 'GetHashCode', 'GetType', 'ToString'
    }

    It 'is ConnectionFailed when the sign-in service cannot be reached' {
        $handler = [LwfTests.Handler]::new().Fail()
        { Connect-Lwf -ClientSecretCredential $secret -TenantId contoso.com -HttpMessageHandler $handler } | Should -Throw -ErrorId 'ConnectionFailed,*'
    }

    It 'is forgotten by Disconnect-Lwf' {
        Connect-Lwf -AccessToken (Get-Token)
        Get-LwfConnection | Should -Not -BeNullOrEmpty
        Disconnect-Lwf
        Get-LwfConnection | Should -BeNullOrEmpty
        { Get-LwfWorkflow } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'gives connections that cmdlets take side by side, in parallel too' {
        $one, $two = 'w1', 'w2' | ForEach-Object { Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, "{`"value`":[{`"id`":`"$_`"}]}")) -PassThru }
        (Get-LwfWorkflow -Connection $one).Id, (Get-LwfWorkflow -Connection $two).Id, (Get-LwfWorkflow).Id | Should -Be 'w1', 'w2', 'w2'
        $module = $modulePath
        1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            (Get-LwfWorkflow -Connection ($_ % 2 ? $using:one : $using:two)).Id
        } | Group-Object -NoElement | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be 'w1 4', 'w2 4'
    }

    It 'does not dispose of the handler that it was given' {
        $handler = [LwfTests.Handler]::new().Add(200, $workflows)
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
        Disconnect-Lwf
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
        (Get-LwfWorkflow).Id | Should -Be 'w1'
    }
}

Describe 'A token of a script that ends while the pipeline is busy' {
    It 'breaks off neither a listing nor the answers to it, however slow what follows is' {
        $handler = [LwfTests.Handler]::new()
        1..3 | ForEach-Object {
            if ($_ -gt 1) { $null = $handler.Refuse('Bearer error="invalid_token"') }
            $link = $_ -lt 3 ? ",`"@odata.nextLink`":`"https://graph.microsoft.com/v1.0/$_`"" : ''
            $null = $handler.Add(200, "{`"value`":[{`"id`":`"$_`"},{`"id`":`"$_-b`"}]$link}")
        }
        $asked = [pscustomobject]@{ Times = 0 }
        Connect-Lwf -AccessTokenProvider { $asked.Times++; Get-Token "token-$($asked.Times)" } -HttpMessageHandler $handler -RetryTimeout 1
        $slow = Get-LwfRun -WorkflowId w | ForEach-Object { Start-Sleep -Milliseconds 700; $_ }
        $slow.Id | Should -Be '1', '1-b', '2', '2-b', '3', '3-b'
        $asked.Times | Should -Be 3
    }
}
