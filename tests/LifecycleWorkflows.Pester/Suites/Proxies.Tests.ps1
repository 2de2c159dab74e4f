# Which requests take the way through a proxy, and with whose credentials. Variables of the environment are the process's,
# and the framework reads them once: each case that sets them has a shell of its own.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    if (-not ('LwfTests.Proxy' -as [type])) { Add-Type -Path "$PSScriptRoot/Proxy.cs" }
    $application = '11111111-1111-1111-1111-111111111111'
    $connect = 'CONNECT login.microsoftonline.com:443 HTTP/1.1'

    function Invoke-Behind([string] $Address, [hashtable] $Variable, [string] $Script) {
        $all = @{} + $Variable
        foreach ($name in 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY') { $all[$name] = $all[$name.ToLowerInvariant()] = $Address }
        $set = $all.GetEnumerator() | ForEach-Object { "[Environment]::SetEnvironmentVariable('$($_.Key)', '$($_.Value)'); " }
        Invoke-FreshShell "`$env:NO_PROXY = `$env:no_proxy = `$null; $set Import-Module '$modulePath'; $Script"
    }

    function Get-Secret { [pscredential]::new($application, (Get-Token 'canary-secret')) }
}

Describe 'What is meant for this computer' {
    BeforeAll {
        $pem = Join-Path $TestDrive 'tls.pem'
        $emulator = Start-Emulator
        $fabric = Start-Emulator '--certificate-file', $pem
        $proxy = [LwfTests.Proxy]::new()
    }

    AfterAll {
        Stop-Emulator $emulator
        Stop-Emulator $fabric
        $proxy.Dispose()
    }

    It 'never takes a proxy: the identity of <Kind>' -ForEach @(
        @{ Kind = 'appService'; From = { $emulator } }
        @{ Kind = 'instanceMetadata'; From = { $emulator } }
        @{ Kind = 'serviceFabric'; From = { $fabric } }
    ) {
        $address = (& $From).Address
        $kinds = Invoke-RestMethod "$address/emulator/managed-identity" -SkipCertificateCheck
        $variables = @{}
        $kinds.$Kind.PSObject.Properties | ForEach-Object { $variables[$_.Name] = $_.Value }
        Invoke-Behind "http://$($proxy.Host)" $variables @"
            Connect-Lwf -Identity -GraphEndpoint $($emulator.Address)
            (Get-LwfConnection).AuthenticationType
"@ | Should -Be 'ManagedIdentity'
        (Invoke-RestMethod "$address/emulator/sign-ins" -SkipCertificateCheck) | Should -Not -BeNullOrEmpty
        $proxy.Requests | Should -BeNullOrEmpty
    }

    It 'never takes a proxy: an endpoint on loopback, with -Proxy' {
        Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint $emulator.Address -Proxy "http://$($proxy.Host)"
        Get-LwfWorkflow | Should -Not -BeNullOrEmpty
        $proxy.Requests | Should -BeNullOrEmpty
        Disconnect-Lwf
    }
}

Describe 'What leaves this computer' {
    BeforeEach { $proxy = [LwfTests.Proxy]::new() }

    AfterEach { $proxy.Dispose() }

    It 'takes the proxy of the environment, with the credentials in its address' {
        Invoke-Behind "http://user:canary-proxy@$($proxy.Host)" @{} @"
            `$secret = [pscredential]::new('$application', (ConvertTo-SecureString canary-secret -AsPlainText -Force))
            try { Connect-Lwf -ClientSecretCredential `$secret -TenantId contoso.com } catch { `$_.FullyQualifiedErrorId; "`$_"; `$_.Exception.ToString() }
"@ | Should -Match "^ConnectionFailed,\S+\s+The sign-in service couldn't be reached: the proxy $($proxy.Host) refused to connect to login\.microsoftonline\.com:443\.(?![\s\S]*canary)"
        $proxy.Requests | Should -Be $connect, "$connect user:canary-proxy"
    }

    It 'takes the proxy of the parameter, with <Name>' -ForEach @(
        @{ Name = 'the credentials in its address'; With = { @{ Proxy = "http://us%40er:canary%3Aproxy@$($proxy.Host)" } }; Login = 'us@er:canary:proxy' }
        @{ Name = '-ProxyCredential'; With = { @{ Proxy = "http://$($proxy.Host)"; ProxyCredential = [pscredential]::new('CONTOSO\user', (Get-Token 'canary-proxy')) } }; Login = 'CONTOSO\user:canary-proxy' }
        @{ Name = 'an email address as the user name'; With = { @{ Proxy = "http://$($proxy.Host)"; ProxyCredential = [pscredential]::new('user@contoso.com', (Get-Token 'canary-proxy')) } }; Login = 'user@contoso.com:canary-proxy' }
    ) {
        $with = & $With
        $problem = { Connect-Lwf -ClientSecretCredential (Get-Secret) -TenantId contoso.com @with } | Should -Throw -PassThru -ErrorId 'ConnectionFailed,*'
        $proxy.Requests | Should -Be $connect, "$connect $Login"
        "$problem$($problem.Exception)$($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match 'canary'
    }

    It 'is told that the proxy wants credentials: <Name>' -ForEach @(
        @{ Name = 'without any'; With = @{} }
        @{ Name = 'with those of the user, which are not for Basic'; With = @{ ProxyUseDefaultCredentials = $true } }
    ) {
        $problem = { Connect-Lwf -ClientSecretCredential (Get-Secret) -TenantId contoso.com -Proxy "http://$($proxy.Host)" @With } | Should -Throw -PassThru -ErrorId 'ConnectionFailed,*'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-ProxyCredential*'
        # In 7.4, the framework answers Basic with an empty name and an empty password.
        $proxy.Requests.TrimEnd(' :') | Select-Object -Unique | Should -Be $connect
    }

    It 'shows no secret of the proxy, with everything turned on' {
        $connection = Connect-Lwf -AccessToken (Get-Token) -Proxy "http://user:canary-proxy@$($proxy.Host)" -MaxRetry 0 -PassThru
        $said = Get-LwfWorkflow -Verbose -Debug -ErrorAction Continue *>&1
        $text = $said, $connection, $said.Exception, (ConvertTo-Json $connection -Depth 5), (Get-Member -InputObject $connection -Force) | Format-List * -Force | Out-String -Width 500
        "$text$($said.Exception)" | Should -Not -Match 'canary'
        $text | Should -Match "wasn't sent: the proxy $($proxy.Host) refused to connect to graph\.microsoft\.com:443"
        Disconnect-Lwf
    }
}

Describe 'A proxy that cannot be' {
    It 'is InvalidRequest when connecting, without its address: <Proxy>' -ForEach @(
        @{ Proxy = 'proxy.contoso.com:8080' }
        @{ Proxy = '10.0.0.1:8080' }
        @{ Proxy = 'user:canary@proxy.contoso.com:8080' }
        @{ Proxy = 'http://user:canary@proxy.contoso.com:8080/proxy.pac' }
        @{ Proxy = 'http://user:canary@proxy.contoso.com:99999' }
        @{ Proxy = 'ftp://user:canary@proxy.contoso.com' }
    ) {
        $problem = { Connect-Lwf -AccessToken (Get-Token) -Proxy $Proxy } | Should -Throw -PassThru -ErrorId 'InvalidRequest,*'
        "$problem" | Should -BeLike '*-Proxy*'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike 'Specify *:8080*'
        "$problem$($problem.Exception)" | Should -Not -Match 'canary'
    }

    It 'is InvalidRequest: <Name>' -ForEach @(
        @{ Name = 'two kinds of credentials'; With = { @{ Proxy = 'http://p.example:1'; ProxyCredential = Get-Secret; ProxyUseDefaultCredentials = $true } }; Says = '*-ProxyUseDefaultCredentials*-ProxyCredential*' }
        @{ Name = 'credentials in the address and in the parameter'; With = { @{ Proxy = 'http://u:canary@p.example:1'; ProxyCredential = Get-Secret } }; Says = '*-ProxyCredential*-Proxy*' }
        @{ Name = 'credentials without a proxy'; With = { @{ ProxyCredential = Get-Secret } }; Says = '*-ProxyCredential*without -Proxy*' }
        @{ Name = 'a credential that is empty'; With = { @{ Proxy = 'http://p.example:1'; ProxyCredential = $null } }; Says = '*-ProxyCredential*empty*' }
        @{ Name = 'an address that is empty'; With = { @{ Proxy = '' } }; Says = '*-Proxy*empty*' }
        @{ Name = 'a Graph endpoint that is none'; With = { @{ GraphEndpoint = 'https://graph.example:99999' } }; Says = '*-GraphEndpoint*' }
    ) {
        $with = & $With
        $problem = { Connect-Lwf -AccessToken (Get-Token) @with } | Should -Throw -PassThru -ErrorId 'InvalidRequest,*'
        "$problem" | Should -BeLike $Says
        "$problem" | Should -Not -Match 'canary'
    }
}

Describe 'A port where nobody listens' {
    It 'is found out in seconds, visibly, and named' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint "http://127.0.0.1:$port"
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $said = Get-LwfWorkflow -Verbose -ErrorVariable problem -ErrorAction SilentlyContinue 4>&1
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 6
        "$problem" | Should -BeLike "*wasn't sent: 127.0.0.1:$port refused the connection."
        "$said" | Should -BeLike '*ConnectionFailed; attempt 2 in *'
        Disconnect-Lwf
    }
}
