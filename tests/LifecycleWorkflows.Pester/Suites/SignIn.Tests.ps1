BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $workflows = '{"value":[{"id":"w1"}]}'
    $application = '11111111-1111-1111-1111-111111111111'
    $signIn = @{ ClientId = $application; TenantId = 'contoso.com' }
    $tokenPath = 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token'

    function ConvertTo-Base64Url([string] $Text) { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text)).TrimEnd('=').Replace('+', '-').Replace('/', '_') }

    function Get-Jwt([hashtable] $Claim) { "$(ConvertTo-Base64Url '{"alg":"none"}').$(ConvertTo-Base64Url (ConvertTo-Json $Claim)).canary" }

    function Get-TokenAnswer([string] $Text = 'canary-token', [int] $Life = 3600) { ConvertTo-Json @{ token_type = 'Bearer'; expires_in = $Life; access_token = $Text } }

    function Get-UserAnswer([string] $Text = 'canary-token') {
        $who = @{ aud = $application; iss = 'https://login.microsoftonline.com/t/v2.0'; sub = 's'; oid = 'o'; tid = 't'; preferred_username = 'adele@contoso.com'; exp = 4000000000 }
        ConvertTo-Json @{
            token_type = 'Bearer'; expires_in = 3600; access_token = $Text; refresh_token = 'canary-refresh'; id_token = Get-Jwt $who
            client_info = ConvertTo-Base64Url '{"uid":"o","utid":"t"}'; scope = 'https://graph.microsoft.com/LifecycleWorkflows-Workflow.Read.All https://graph.microsoft.com/LifecycleWorkflows-Reports.Read.All'
        }
    }

    function New-Certificate([int] $From = -1, [int] $To = 1) {
        $key = [Security.Cryptography.RSA]::Create(2048)
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=lwf-test', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays($From), [DateTimeOffset]::Now.AddDays($To))
    }

    function Get-Sent($Handler, [int] $Number = 0) {
        $form = @{}
        foreach ($pair in "$($Handler.Requests[$Number].Body)" -split '&') { $name, $value = $pair -split '='; $form[$name] = [Net.WebUtility]::UrlDecode($value) }
        $form
    }

    function Get-AssertionHeader($Form) {
        $part = ($Form.client_assertion -split '\.')[0].Replace('-', '+').Replace('_', '/')
        [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($part.PadRight([int][Math]::Ceiling($part.Length / 4) * 4, '='))) | ConvertFrom-Json
    }

    # A process of its own with these variables: MSAL keeps tokens of managed identities for the process, and variables are the process's.
    function Invoke-With([hashtable] $Variable, [string] $Script) {
        $set = $Variable.GetEnumerator() | ForEach-Object { "`$env:$($_.Key) = '$($_.Value)'; " }
        Invoke-FreshShell @"
            $set
            Import-Module '$modulePath'
            Add-Type -Path '$PSScriptRoot/Handler.cs'
            $Script
"@
    }
}

Describe 'Signing in with a certificate' {
    BeforeAll {
        $certificate = New-Certificate
        $pfx, $pem = (Join-Path $TestDrive 'c.pfx'), (Join-Path $TestDrive 'c.pem')
        [IO.File]::WriteAllBytes($pfx, $certificate.Export('Pfx', 'canary-password'))
        [IO.File]::WriteAllText($pem, $certificate.ExportCertificatePem() + "`n" + $certificate.PrivateKey.ExportPkcs8PrivateKeyPem())
        $encrypted = Join-Path $TestDrive 'encrypted.crt'
        $encryption = [Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 2)
        [IO.File]::WriteAllText($encrypted, "Bag Attributes`n" + $certificate.PrivateKey.ExportEncryptedPkcs8PrivateKeyPem('canary-password', $encryption) + "`n" + $certificate.ExportCertificatePem())
    }

    AfterEach { Disconnect-Lwf }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'an object'; With = { @{ Certificate = $certificate } } }
        @{ Name = 'a PFX file with its password'; With = { @{ CertificatePath = $pfx; CertificatePassword = Get-Token 'canary-password' } } }
        @{ Name = 'a PEM file'; With = { @{ CertificatePath = $pem } } }
        @{ Name = 'a PEM file with an encrypted key'; With = { @{ CertificatePath = $encrypted; CertificatePassword = Get-Token 'canary-password' } } }
    ) {
        $handler = [LwfTests.Handler]::new().Add(200, (Get-TokenAnswer)).Add(200, $workflows)
        $with = & $With
        Connect-Lwf @signIn @with -HttpMessageHandler $handler
        (Get-LwfWorkflow).Id | Should -Be 'w1'
        $handler.Requests[0].Uri.AbsoluteUri | Should -Be $tokenPath
        $form = Get-Sent $handler
        $form.grant_type, $form.scope | Should -Be 'client_credentials', 'https://graph.microsoft.com/.default'
        (Get-AssertionHeader $form).PSObject.Properties.Name | Should -Not -Contain 'x5c'
        (Get-LwfConnection).AuthenticationType | Should -Be 'Certificate'
    }

    It 'sends the chain on request' {
        $handler = [LwfTests.Handler]::new().Add(200, (Get-TokenAnswer))
        Connect-Lwf @signIn -Certificate $certificate -SendCertificateChain -HttpMessageHandler $handler
        (Get-AssertionHeader (Get-Sent $handler)).x5c | Should -Not -BeNullOrEmpty
    }

    It 'finds one by its thumbprint' {
        $store = [Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
        $stored = [Security.Cryptography.X509Certificates.X509Certificate2]::new($pfx, 'canary-password', 'PersistKeySet')
        try {
            $store.Open('ReadWrite')
            $store.Add($stored)
        }
        catch { Set-ItResult -Skipped -Because 'this account has no certificate store to write to' }
        try {
            $handler = [LwfTests.Handler]::new().Add(200, (Get-TokenAnswer)).Add(200, $workflows)
            Connect-Lwf @signIn -CertificateThumbprint $stored.Thumbprint -HttpMessageHandler $handler
            (Get-LwfWorkflow).Id | Should -Be 'w1'
        }
        finally { $store.Remove($stored) }
    }

    It 'is <Condition> for <Name>, before anything is sent' -ForEach @(
        @{ Name = 'a wrong password'; Condition = 'InvalidRequest'; With = { @{ CertificatePath = $pfx; CertificatePassword = Get-Token 'canary-wrong' } } }
        @{ Name = 'an encrypted key without its password'; Condition = 'InvalidRequest'; With = { @{ CertificatePath = $encrypted } } }
        @{ Name = 'what is no thumbprint'; Condition = 'InvalidRequest'; With = { @{ CertificateThumbprint = 'CN=lwf-test' } } }
        @{ Name = 'a missing file'; Condition = 'InvalidRequest'; With = { @{ CertificatePath = 'nowhere.pfx' } } }
        @{ Name = 'an unknown thumbprint'; Condition = 'InvalidRequest'; With = { @{ CertificateThumbprint = '00' * 20 } } }
        @{ Name = 'one without a key'; Condition = 'InvalidRequest'; With = { @{ Certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate.RawData) } } }
        @{ Name = 'one that has expired'; Condition = 'AuthenticationFailed'; With = { @{ Certificate = New-Certificate -From -9 -To -1 } } }
        @{ Name = 'one that is not valid yet'; Condition = 'AuthenticationFailed'; With = { @{ Certificate = New-Certificate -From 1 -To 9 } } }
    ) {
        $handler = [LwfTests.Handler]::new().Add(200, (Get-TokenAnswer))
        $with = & $With
        $problem = { Connect-Lwf @signIn @with -HttpMessageHandler $handler } | Should -Throw -PassThru -ErrorId "$Condition,*"
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$problem$($problem.Exception)" | Should -Not -Match 'canary'
        $handler.Requests | Should -BeNullOrEmpty
    }
}

Describe 'Signing in as a person' {
    AfterEach { Disconnect-Lwf }

    It 'shows a code to enter, asks for what reading needs, and goes on without asking again' {
        $handler = [LwfTests.Handler]::new().
            Add(200, '{"user_code":"ABCDEF","device_code":"canary-device","verification_uri":"https://microsoft.com/devicelogin","expires_in":900,"interval":1,"message":"m"}').
            Add(400, '{"error":"authorization_pending","error_description":"x"}').Add(200, (Get-UserAnswer 'first')).
            Add(200, $workflows).Refuse('Bearer error="insufficient_claims", claims="eyJhIjoxfQ=="').Add(200, (Get-UserAnswer 'second')).Add(200, $workflows)
        $said = Connect-Lwf @signIn -UseDeviceCode -HttpMessageHandler $handler 6>&1
        "$said" | Should -BeLike '*https://microsoft.com/devicelogin*ABCDEF*'
        $scope = (Get-Sent $handler).scope -split ' '
        $scope -like '*LifecycleWorkflows*' | Sort-Object | Should -Be 'https://graph.microsoft.com/LifecycleWorkflows-Reports.Read.All', 'https://graph.microsoft.com/LifecycleWorkflows-Workflow.Read.All'
        (Get-LwfWorkflow).Id, (Get-LwfWorkflow).Id | Should -Be 'w1', 'w1'
        $handler.Requests.Where{ $_.Method -eq 'GET' }.Authorization | Should -Be 'Bearer first', 'Bearer first', 'Bearer second'
        $renewal = Get-Sent $handler 5
        $renewal.grant_type | Should -Be 'refresh_token'
        ($renewal.claims | ConvertFrom-Json).a | Should -Be 1 -Because 'what the service demands is passed on'
    }

    It 'asks for other scopes on request, and for those of the cloud' {
        $handler = [LwfTests.Handler]::new().Add(400, '{"error":"invalid_scope","error_description":"AADSTS70011: x"}')
        { Connect-Lwf @signIn -UseDeviceCode -Scopes LifecycleWorkflows.ReadWrite.All -Environment USGovDoD -HttpMessageHandler $handler } | Should -Throw -ErrorId 'AuthenticationFailed,*'
        (Get-Sent $handler).scope -split ' ' -like '*LifecycleWorkflows*' | Should -Be 'https://dod-graph.microsoft.us/LifecycleWorkflows.ReadWrite.All'
    }

    It 'is AuthenticationFailed when nobody enters the code' {
        $handler = [LwfTests.Handler]::new().
            Add(200, '{"user_code":"A","device_code":"canary","verification_uri":"https://microsoft.com/devicelogin","expires_in":900,"interval":1,"message":"m"}').
            Add(400, '{"error":"expired_token","error_description":"AADSTS70020: canary"}')
        $problem = { Connect-Lwf @signIn -UseDeviceCode -HttpMessageHandler $handler 6>$null } | Should -Throw -PassThru -ErrorId 'AuthenticationFailed,*'
        "$($problem.ErrorDetails.RecommendedAction)" | Should -BeLike '*code*'
        "$problem$($problem.Exception)" | Should -Not -Match 'canary'
    }

    It 'opens the browser, with a code that only this process can redeem' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only on Linux can the test put its own browser in place of the system''s' }
        $browser = New-Item -ItemType Directory (Join-Path $TestDrive 'browser')
        @"
#!$shell
param(`$Address)
Set-Content '$browser/address' `$Address
`$query = [Web.HttpUtility]::ParseQueryString(([uri]`$Address).Query)
`$null = Invoke-WebRequest `$query['redirect_uri'] -Method Post -Body @{ code = 'canary-code'; state = `$query['state'] }
"@ | Set-Content "$browser/xdg-open"
        chmod +x "$browser/xdg-open"
        $path = $env:PATH
        try {
            $env:PATH = "${browser}:$path"
            $handler = [LwfTests.Handler]::new().Add(200, (Get-UserAnswer)).Add(200, $workflows)
            Connect-Lwf @signIn -HttpMessageHandler $handler
        }
        finally { $env:PATH = $path }
        (Get-LwfWorkflow).Id | Should -Be 'w1'
        $form = Get-Sent $handler
        $asked = [Web.HttpUtility]::ParseQueryString(([uri](Get-Content "$browser/address")).Query)
        $challenge = [Convert]::ToBase64String([Security.Cryptography.SHA256]::HashData([Text.Encoding]::ASCII.GetBytes($form.code_verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        $form.code, $form.grant_type | Should -Be 'canary-code', 'authorization_code'
        $asked['code_challenge'], $asked['code_challenge_method'] | Should -Be $challenge, 'S256'
        ([uri]$asked['redirect_uri']).IsLoopback | Should -BeTrue
    }
}

Describe 'Signing in without a credential of one''s own' {
    It 'uses a managed identity: <Name>' -ForEach @(
        @{ Name = 'of the system'; Parameter = ''; Query = '' }
        @{ Name = 'by client id'; Parameter = '-ClientId 22222222-2222-2222-2222-222222222222'; Query = 'client_id=22222222-2222-2222-2222-222222222222' }
        @{ Name = 'by object id'; Parameter = '-IdentityObjectId 33333333-3333-3333-3333-333333333333'; Query = '(object_id|principal_id)=33333333-3333-3333-3333-333333333333' }
        @{ Name = 'by resource id'; Parameter = '-IdentityResourceId /subscriptions/s/x'; Query = 'mi_res_id=/subscriptions/s/x' }
    ) {
        Invoke-With @{ IDENTITY_ENDPOINT = 'http://127.0.0.1:9/msi'; IDENTITY_HEADER = 'canary' } @"
            `$handler = [LwfTests.Handler]::new().Add(200, '{"access_token":"mi","expires_on":"4000000000","resource":"r","token_type":"Bearer"}').Add(200, '$workflows')
            Connect-Lwf -Identity $Parameter -HttpMessageHandler `$handler
            (Get-LwfWorkflow).Id
            (Get-LwfWorkflow).Id
            `$handler.Requests.Authorization -join ','
            [uri]::UnescapeDataString(`$handler.Requests[0].Uri.Query)
"@ | Should -Match "^w1\s+w1\s+,Bearer mi,Bearer mi\s+\?.*resource=https://graph\.microsoft\.com.*$Query"
    }

    It 'says that there is no managed identity' {
        Invoke-With @{} @"
            try { Connect-Lwf -Identity -HttpMessageHandler ([LwfTests.Handler]::new().Fail()) } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
"@ | Should -Match '^AuthenticationFailed,[\s\S]*no managed identity'
    }

    It 'refuses two names for one identity' {
        { Connect-Lwf -Identity -ClientId $application -IdentityObjectId $application } | Should -Throw -ErrorId 'InvalidRequest,*'
    }

    It 'takes a federated token' {
        $handler = [LwfTests.Handler]::new().Add(200, (Get-TokenAnswer)).Add(200, $workflows)
        Connect-Lwf @signIn -FederatedToken (Get-Token 'canary.federated.token') -HttpMessageHandler $handler
        (Get-LwfWorkflow).Id | Should -Be 'w1'
        (Get-Sent $handler).client_assertion | Should -Be 'canary.federated.token'
    }

    It 'reads a federated token''s file each time' {
        $file = Join-Path $TestDrive 'token'
        Set-Content $file 'one'
        $handler = [LwfTests.Handler]::new().Add(200, (Get-TokenAnswer 'a')).Refuse('Bearer').Add(200, (Get-TokenAnswer 'b')).Add(200, $workflows)
        Connect-Lwf @signIn -FederatedTokenFile $file -HttpMessageHandler $handler
        Set-Content $file 'two'
        (Get-LwfWorkflow).Id | Should -Be 'w1'
        (Get-Sent $handler 0).client_assertion, (Get-Sent $handler 2).client_assertion | Should -Be 'one', 'two'
    }

    It 'detects <Name>' -ForEach @(
        @{ Name = 'GitHub Actions'; Variable = @{ ACTIONS_ID_TOKEN_REQUEST_URL = 'https://pipelines.example/token?v=1'; ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'job'; AZURE_TENANT_ID = 'contoso.com'; AZURE_CLIENT_ID = '11111111-1111-1111-1111-111111111111' }
            Answer = '{"value":"from.the.host"}'; Asked = 'GET https://pipelines.example/token?v=1&audience=api%3A%2F%2FAzureADTokenExchange Bearer job' }
        @{ Name = 'Azure Pipelines'; Variable = @{ SYSTEM_OIDCREQUESTURI = 'https://dev.example/oidc'; SYSTEM_ACCESSTOKEN = 'job'; AZURESUBSCRIPTION_SERVICE_CONNECTION_ID = 'sc'; AZURESUBSCRIPTION_CLIENT_ID = '11111111-1111-1111-1111-111111111111'; AZURESUBSCRIPTION_TENANT_ID = 'contoso.com' }
            Answer = '{"oidcToken":"from.the.host"}'; Asked = 'POST https://dev.example/oidc?api-version=7.1&serviceConnectionId=sc Bearer job' }
    ) {
        Invoke-With $Variable @"
            `$handler = [LwfTests.Handler]::new().Add(200, '$Answer').Add(200, '$(Get-TokenAnswer)').Add(200, '$workflows')
            Connect-Lwf -WorkloadIdentity -HttpMessageHandler `$handler
            (Get-LwfWorkflow).Id
            `$handler.Requests[0] | ForEach-Object { "`$(`$_.Method) `$(`$_.Uri.AbsoluteUri) `$(`$_.Authorization)" }
            `$handler.Requests[1].Body -match 'client_assertion=from\.the\.host'
"@ | Should -Be ('w1', $Asked, 'True' -join [Environment]::NewLine)
    }

    It 'says what a pipeline lacks' {
        Invoke-With @{ GITHUB_ACTIONS = 'true' } 'try { Connect-Lwf -WorkloadIdentity } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }' |
            Should -Match 'AuthenticationFailed,[\s\S]*id-token: write'
    }

    It 'goes by environment variables: <Name>' -ForEach @(
        @{ Name = 'a secret'; Variable = @{ AZURE_CLIENT_SECRET = 'canary' }; Sent = 'client_secret=canary' }
        @{ Name = 'a federated token''s file'; Variable = @{ AZURE_FEDERATED_TOKEN_FILE = 'FILE' }; Sent = 'client_assertion=from-file' }
    ) {
        $file = Join-Path $TestDrive 'assertion'
        Set-Content $file 'from-file'
        $all = @{ AZURE_TENANT_ID = 'contoso.com'; AZURE_CLIENT_ID = $application; AZURE_AUTHORITY_HOST = 'https://login.microsoftonline.us/' }
        foreach ($name in $Variable.Keys) { $all[$name] = $Variable[$name].Replace('FILE', $file) }
        Invoke-With $all @"
            `$handler = [LwfTests.Handler]::new().Add(200, '$(Get-TokenAnswer)').Add(200, '$workflows')
            Connect-Lwf -EnvironmentVariable -HttpMessageHandler `$handler
            (Get-LwfWorkflow).Id
            `$handler.Requests[0].Uri.AbsoluteUri
            `$handler.Requests[0].Body -match '$Sent'
"@ | Should -Be ('w1', 'https://login.microsoftonline.us/contoso.com/oauth2/v2.0/token', 'True' -join [Environment]::NewLine)
    }

    It 'takes a path in an environment variable from where the shell is: <Name>' -ForEach @(
        @{ Name = 'a certificate'; Variable = @{ AZURE_CLIENT_CERTIFICATE_PATH = 'relative.pem' }; Sign = '-EnvironmentVariable' }
        @{ Name = 'a token file'; Variable = @{ AZURE_FEDERATED_TOKEN_FILE = 'relative.token' }; Sign = '-EnvironmentVariable' }
        @{ Name = 'a token file of a pod'; Variable = @{ AZURE_FEDERATED_TOKEN_FILE = 'relative.token' }; Sign = '-WorkloadIdentity' }
    ) {
        $certificate = New-Certificate
        [IO.File]::WriteAllText("$TestDrive/relative.pem", "Bag Attributes`n" + $certificate.PrivateKey.ExportPkcs8PrivateKeyPem() + "`n" + $certificate.ExportCertificatePem(), [Text.Encoding]::Unicode)
        [IO.File]::WriteAllText("$TestDrive/relative.token", 'from-file')
        Invoke-With ($Variable + @{ AZURE_TENANT_ID = 'contoso.com'; AZURE_CLIENT_ID = $application }) @"
            Set-Location '$TestDrive'
            `$handler = [LwfTests.Handler]::new().Add(200, '$(Get-TokenAnswer)').Add(200, '$workflows')
            Connect-Lwf $Sign -HttpMessageHandler `$handler
            Set-Location /
            (Get-LwfWorkflow).Id
            `$handler.Requests[0].Body -match 'client_assertion=(from-file|ey)'
"@ | Should -Be ('w1', 'True' -join [Environment]::NewLine)
    }

    It 'names the environment variable that is missing' {
        Invoke-With @{ AZURE_TENANT_ID = 'contoso.com' } 'try { Connect-Lwf -EnvironmentVariable } catch { $_.FullyQualifiedErrorId; "$_" }' | Should -Match '^InvalidRequest,[\s\S]*AZURE_CLIENT_ID'
    }
}

Describe 'Tokens of somebody else' {
    AfterEach { Disconnect-Lwf }

    It 'takes the object that Get-AzAccessToken gives' {
        $handler = [LwfTests.Handler]::new().Add(200, $workflows)
        [pscustomobject]@{ Token = Get-Token; ExpiresOn = [DateTimeOffset]::Now.AddHours(1); TenantId = 'contoso.com' } | Connect-Lwf -HttpMessageHandler $handler
        (Get-LwfWorkflow).Id | Should -Be 'w1'
        $handler.Requests[0].Authorization | Should -Be 'Bearer canary-token'
        (Get-LwfConnection).TenantId | Should -Be 'contoso.com'
    }

    It 'refuses an object without a token' {
        { [pscustomobject]@{ Text = 'canary' } | Connect-Lwf } | Should -Throw -ErrorId 'InvalidRequest,*'
    }

    It 'asks a script block when connecting, after a 401, and when the token is about to end' {
        $asked = @{ Times = 0 }
        $handler = [LwfTests.Handler]::new().Add(200, $workflows).Refuse('Bearer').Add(200, $workflows)
        $provider = { $asked.Times++; [pscustomobject]@{ Token = Get-Token "token-$($asked.Times)"; ExpiresOn = [DateTimeOffset]::Now.AddSeconds($asked.Times -lt 2 ? 3600 : 0) } }
        Connect-Lwf -AccessTokenProvider $provider -HttpMessageHandler $handler
        1..3 | ForEach-Object { (Get-LwfWorkflow).Id | Should -Be 'w1' }
        $handler.Requests.Authorization | Should -Be 'Bearer token-1', 'Bearer token-1', 'Bearer token-2', 'Bearer token-3'
    }

    It 'asks a script block once for a request that is refused again' {
        $asked = @{ Times = 0 }
        $handler = [LwfTests.Handler]::new().Refuse('Bearer')
        Connect-Lwf -AccessTokenProvider { $asked.Times++; Get-Token "token-$($asked.Times)" } -HttpMessageHandler $handler
        { Get-LwfWorkflow -ErrorAction Stop } | Should -Throw -ErrorId 'AuthenticationFailed,*'
        $asked.Times | Should -Be 2
        $handler.Requests | Should -HaveCount 2
    }

    It 'is AuthenticationFailed when a script block <Name>' -ForEach @(
        @{ Name = 'throws'; Provider = { throw 'canary' } }
        @{ Name = 'gives nothing'; Provider = { } }
        @{ Name = 'gives two'; Provider = { Get-Token; Get-Token } }
    ) {
        $problem = { Connect-Lwf -AccessTokenProvider $Provider } | Should -Throw -PassThru -ErrorId 'AuthenticationFailed,*'
        "$problem$($problem.Exception)" | Should -Not -Match 'canary'
    }

    It 'does not hang when a script block needs its own token' {
        $box = @{}
        $box.Connection = Connect-Lwf -AccessTokenProvider { if ($box.Connection) { Get-LwfWorkflow -Connection $box.Connection -ErrorAction Stop }; Get-Token } -HttpMessageHandler ([LwfTests.Handler]::new().Refuse('Bearer')) -PassThru
        { Get-LwfWorkflow -ErrorAction Stop } | Should -Throw -ErrorId 'AuthenticationFailed,*'
    }

    It 'runs the text of the script block in another runspace' {
        $connection = Connect-Lwf -AccessTokenProvider { ConvertTo-SecureString ([guid]::NewGuid()) -AsPlainText -Force } -HttpMessageHandler ([LwfTests.Handler]::new().Refuse('Bearer').Add(200, $workflows)) -PassThru
        $module = $modulePath
        1 | ForEach-Object -Parallel { Import-Module $using:module; (Get-LwfWorkflow -Connection $using:connection).Id } | Should -Be 'w1'
    }
}

Describe 'The life of a token' {
    BeforeAll { $emulator = Start-Emulator '--require-jwt', '--page-size', '10' }

    AfterAll { Stop-Emulator $emulator }

    AfterEach { Disconnect-Lwf }

    It 'goes on in the middle of a listing: ten pages, one refresh, nothing twice' {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 100; tasksPerUser = 1 }
        $asked = @{ Times = 0 }
        $provider = { $asked.Times++; Get-Token (Invoke-Control $emulator 'token' Post @{ scopes = @('LifecycleWorkflows.Read.All') }).accessToken }
        Connect-Lwf -AccessTokenProvider $provider -GraphEndpoint $emulator.Address
        $count = 0
        $ids = Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] | ForEach-Object {
            $_.Id
            if (++$count -eq 15) { $null = Invoke-Control $emulator 'settings' Patch @{ clockOffset = 'PT2H' } }
        }
        $null = Invoke-Control $emulator 'settings' Patch @{ clockOffset = 'PT0S' }
        $ids | Should -HaveCount 100
        $ids | Sort-Object -Unique | Should -HaveCount 100
        $asked.Times | Should -Be 2
        $answered = @(Get-Request $emulator).status
        ($answered -eq 401).Count, ($answered -eq 200).Count | Should -Be 1, 10
    }

    It 'does not hang when a page that is read ahead and a cmdlet further down wait for the same token' {
        $made = Invoke-Control $emulator 'generate' Post @{ users = 50; tasksPerUser = 1 }
        $token = Get-Token (Invoke-Control $emulator 'token' Post @{ scopes = @('LifecycleWorkflows.Read.All') }).accessToken
        # Every token is about to end, so that every request asks for one.
        Connect-Lwf -AccessTokenProvider { [pscustomobject]@{ Token = $token; ExpiresOn = [DateTimeOffset]::Now.AddSeconds(-1) } } -GraphEndpoint $emulator.Address
        $ids = Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] | ForEach-Object {
            $_.Id
            Start-Sleep -Milliseconds 5
            $null = Get-LwfWorkflow -WorkflowId $made.workflowIds[0]
        }
        $ids | Should -HaveCount 50
    }

    It 'is told apart by tenant in 8 runspaces at once, 1,000 calls each' {
        $tenants = [LwfTests.Tenants]::new()
        $secret = [pscredential]::new($application, (Get-Token 'canary-secret'))
        $module = $modulePath
        $ids = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:module
            $name = $_ % 2 ? 'one.example' : 'two.example'
            Connect-Lwf -ClientSecretCredential $using:secret -TenantId $name -GraphEndpoint "https://$name" -HttpMessageHandler $using:tenants
            foreach ($call in 1..1000) { "$name $((Get-LwfWorkflow).Id)" }
        } | Group-Object -NoElement
        $ids | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be 'one.example one.example 4000', 'two.example two.example 4000'
        $tenants.Calls, $tenants.Strays | Should -Be 8000, 0
    }

    It 'signs in at the emulator through MSAL: <Name>' -ForEach @(
        @{ Name = 'secret'; With = { @{ ClientSecretCredential = [pscredential]::new($app.appId, (Get-Token 'right')) } } }
        @{ Name = 'certificate'; With = { @{ ClientId = $app.appId; Certificate = New-Certificate } } }
        @{ Name = 'federated token'; With = { @{ ClientId = $app.appId; FederatedToken = Get-Token 'a.b.c' } } }
    ) {
        $app = Invoke-Control $emulator 'apps' Post @{ clientSecret = 'right'; roles = @('LifecycleWorkflows.Read.All') }
        $with = & $With
        Connect-Lwf @with -TenantId contoso.com -AuthorityHost https://login.emulator.example -HttpMessageHandler ([LwfTests.Forwarder]::new($emulator.Address))
        Get-LwfWorkflow | Should -Not -BeNullOrEmpty
        (Test-LwfConnection | Where-Object Cmdlet -EQ Get-LwfRun).Permission | Should -Be 'LifecycleWorkflows.Read.All'
    }

    It 'keeps nothing on disk where there is no protected store, and says so' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'here the system has a protected store' }
        $home_ = Join-Path $TestDrive 'home'
        $null = New-Item -ItemType Directory $home_
        Invoke-With @{ HOME = $home_; LOCALAPPDATA = $home_; XDG_DATA_HOME = "$home_/data"; DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nowhere' } @"
            `$secret = [pscredential]::new('$application', (ConvertTo-SecureString canary -AsPlainText -Force))
            try { Connect-Lwf -ClientSecretCredential `$secret -TenantId contoso.com -ContextScope CurrentUser -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, '$(Get-TokenAnswer)')) } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
"@ | Should -Match '^AuthenticationFailed,[\s\S]*libsecret'
        Get-ChildItem $home_ -Recurse -File | Where-Object FullName -Match 'LifecycleWorkflows' | Should -BeNullOrEmpty
    }

    It 'does not keep tokens where the shell is, for want of a profile' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only on Linux a variable says where the profile is' }
        $here = New-Item -ItemType Directory (Join-Path $TestDrive 'no-profile')
        Invoke-With @{ HOME = 'relative'; XDG_DATA_HOME = '' } @"
            [Environment]::CurrentDirectory = '$here'
            `$secret = [pscredential]::new('$application', (ConvertTo-SecureString canary -AsPlainText -Force))
            try { Connect-Lwf -ClientSecretCredential `$secret -TenantId contoso.com -ContextScope CurrentUser -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, '$(Get-TokenAnswer)')) } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
"@ | Should -Match '^AuthenticationFailed,[\s\S]*On Windows, it requires the loaded profile[\s\S]*on macOS, it requires[\s\S]*on Linux, it requires'
        Get-ChildItem $here -Recurse | Should -BeNullOrEmpty
    }

    It 'keeps tokens in the keyring for the next shell, and nothing readable on disk' {
        $tools = Get-Command dbus-run-session, gnome-keyring-daemon -CommandType Application -ErrorAction Ignore
        if (@($tools.Name | Sort-Object -Unique).Count -ne 2) { Set-ItResult -Skipped -Because 'there is no keyring here that a test may have to itself' }
        $keyringHome = Join-Path $TestDrive 'keyring'
        $null = New-Item -ItemType Directory $keyringHome
        $connect = Join-Path $TestDrive 'connect.ps1'
        Set-Content $connect @"
            param([string] `$Answer)
            Import-Module '$modulePath'
            Add-Type -Path '$PSScriptRoot/Handler.cs'
            `$handler = [LwfTests.Handler]::new()
            if (`$Answer) { `$handler = `$handler.Add(200, `$Answer) }
            `$handler = `$handler.Add(200, '$workflows')
            `$secret = [pscredential]::new('$application', (ConvertTo-SecureString canary -AsPlainText -Force))
            Connect-Lwf -ClientSecretCredential `$secret -TenantId contoso.com -ContextScope CurrentUser -HttpMessageHandler `$handler
            "`$((Get-LwfWorkflow).Id) after `$(`$handler.Requests.Count)"
            if (-not `$Answer) { Disconnect-Lwf }
"@
        $session = Join-Path $TestDrive 'session.sh'
        Set-Content $session @"
            export HOME='$keyringHome' XDG_DATA_HOME='$keyringHome/data'
            printf password | gnome-keyring-daemon --unlock --components=secrets > '$keyringHome/started' 2>&1
            '$shell' -NoProfile -NonInteractive -File '$connect' '$((Get-TokenAnswer) -replace '\s+', ' ')'
            '$shell' -NoProfile -NonInteractive -File '$connect' ''
            grep -rl canary '$keyringHome'
            exit 0
"@
        & dbus-run-session -- bash $session 2>$null | Should -Be 'w1 after 2', 'w1 after 1' -Because 'the second shell finds the token of the first'
    }

    It 'refuses to keep what is no session' {
        { Connect-Lwf -AccessToken (Get-Token) -ContextScope CurrentUser } | Should -Throw -ErrorId 'InvalidRequest,*'
        { Connect-Lwf -AccessToken (Get-Token) -ContextScope Machine } | Should -Throw -ErrorId 'InvalidRequest,*'
    }
}

Describe 'Disconnect-Lwf' {
    It 'ends the connection for all that hold it: <Name>' -ForEach @(
        @{ Name = 'a token'; Answers = 0; With = { @{ AccessToken = Get-Token } } }
        @{ Name = 'a script block'; Answers = 0; With = { @{ AccessTokenProvider = { Get-Token } } } }
        @{ Name = 'an application'; Answers = 1; With = { @{ ClientSecretCredential = [pscredential]::new($application, (Get-Token 'secret')); TenantId = 'contoso.com' } } }
        @{ Name = 'a person'; Answers = 2; With = { $signIn + @{ UseDeviceCode = $true } } }
    ) {
        $handler = [LwfTests.Handler]::new()
        if ($Answers -gt 1) { $null = $handler.Add(200, '{"user_code":"A","device_code":"d","verification_uri":"https://microsoft.com/devicelogin","expires_in":900,"interval":1,"message":"m"}').Add(200, (Get-UserAnswer)) }
        elseif ($Answers) { $null = $handler.Add(200, (Get-TokenAnswer)) }
        $null = $handler.Add(200, $workflows)
        $with = & $With
        $connection = Connect-Lwf @with -HttpMessageHandler $handler -PassThru 6>$null
        (Get-LwfWorkflow).Id | Should -Be 'w1'
        Disconnect-Lwf
        $sent = $handler.Requests.Count
        $module = $modulePath
        $problem = { Get-LwfWorkflow -Connection $connection } | Should -Throw -PassThru -ErrorId 'NotConnected,*'
        "$problem" | Should -BeLike '*disconnected*'
        { Test-LwfConnection -Connection $connection } | Should -Throw -ErrorId 'NotConnected,*'
        { [pscustomobject]@{ WorkflowId = 'w'; TaskId = 't'; TaskProcessingResultId = 'x' } | Resume-LwfTaskProcessingResult -OperationStatus Completed -Connection $connection } |
            Should -Throw -ErrorId 'NotConnected,*'
        1 | ForEach-Object -Parallel { Import-Module $using:module; try { Get-LwfWorkflow -Connection $using:connection } catch { $_.FullyQualifiedErrorId } } | Should -BeLike 'NotConnected,*'
        $handler.Requests | Should -HaveCount $sent -Because 'neither token nor session is left'
    }

    It 'leaves other connections as they are' {
        $other = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, $workflows)) -PassThru
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, $workflows))
        Disconnect-Lwf
        (Get-LwfWorkflow -Connection $other).Id | Should -Be 'w1'
    }
}

Describe 'A cloud that is documented to lack something' {
    It 'is warned of once, and named when the service refuses' {
        Invoke-With @{} @"
            `$handler = [LwfTests.Handler]::new().Add(404, '{"error":{"code":"BadRequest","message":"Resource not found for the segment ''resume''."}}')
            `$token = ConvertTo-SecureString x -AsPlainText -Force
            `$warned = 1..3 | ForEach-Object { Connect-Lwf -AccessToken `$token -Environment USGov -HttpMessageHandler `$handler 3>&1 }
            @(`$warned).Count
            Resume-LwfAccessPackageAssignmentRequest -AccessPackageAssignmentRequestId r -Stage assignmentRequestCreated -CustomExtensionStageInstanceId i -ErrorAction SilentlyContinue -ErrorVariable problem
            `$problem[0].ErrorDetails.RecommendedAction
"@ | Should -Match '^1\s+In the cloud USGov, resuming access package assignment requests'
    }
}

Describe 'What goes wrong' {
    It 'is <Condition> and says what to do: <Name>' -ForEach @(
        @{ Name = 'a wrong secret'; Status = 401; Code = 'invalid_client'; Number = 7000215; Condition = 'AuthenticationFailed'; Advice = '*secret*' }
        @{ Name = 'an unknown tenant'; Status = 400; Code = 'invalid_request'; Number = 90002; Condition = 'AuthenticationFailed'; Advice = '*-TenantId*' }
        @{ Name = 'an unknown application'; Status = 400; Code = 'unauthorized_client'; Number = 700016; Condition = 'AuthenticationFailed'; Advice = '*application*' }
        @{ Name = 'missing consent'; Status = 400; Code = 'invalid_grant'; Number = 65001; Condition = 'AuthenticationFailed'; Advice = '*onsent*' }
        @{ Name = 'a wrong clock'; Status = 401; Code = 'invalid_client'; Number = 700024; Condition = 'AuthenticationFailed'; Advice = '*clock*' }
        @{ Name = 'too many requests'; Status = 429; Code = 'x'; Number = 0; Condition = 'Throttled'; Advice = '*later*' }
        @{ Name = 'a failing service'; Status = 503; Code = 'x'; Number = 0; Condition = 'ServiceUnavailable'; Advice = '*later*' }
    ) {
        $handler = [LwfTests.Handler]::new().Add($Status, "{`"error`":`"$Code`",`"error_description`":`"AADSTS${Number}: canary`"}")
        $secret = [pscredential]::new($application, (Get-Token 'canary-secret'))
        $problem = { Connect-Lwf -ClientSecretCredential $secret -TenantId contoso.com -HttpMessageHandler $handler } | Should -Throw -PassThru -ErrorId "$Condition,*"
        $problem.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        "$problem$($problem.Exception)$($problem.Exception | Format-List * -Force | Out-String)" | Should -Not -Match 'canary'
    }

    It 'is ConnectionFailed when the proxy refuses' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $secret = [pscredential]::new($application, (Get-Token 'canary-secret'))
        { Connect-Lwf -ClientSecretCredential $secret -TenantId contoso.com -Proxy "http://127.0.0.1:$port" } | Should -Throw -ErrorId 'ConnectionFailed,*'
    }

    It 'is ConnectionFailed when the proxy wants a password' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $proxy = [powershell]::Create().AddScript({
            param($listener)
            while ($client = $listener.AcceptTcpClient()) {
                $stream = $client.GetStream()
                $null = $stream.Read([byte[]]::new(4096), 0, 4096)
                $stream.Write([Text.Encoding]::ASCII.GetBytes("HTTP/1.1 407 Proxy Authentication Required`r`nProxy-Authenticate: Basic realm=x`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"))
                $client.Dispose()
            }
        }).AddArgument($listener)
        $running = $proxy.BeginInvoke()
        try {
            $secret = [pscredential]::new($application, (Get-Token 'canary-secret'))
            $problem = { Connect-Lwf -ClientSecretCredential $secret -TenantId contoso.com -Proxy "http://127.0.0.1:$($listener.LocalEndpoint.Port)" } | Should -Throw -PassThru -ErrorId 'ConnectionFailed,*'
            $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-Proxy*'
        }
        finally {
            $listener.Stop()
            try { $null = $proxy.EndInvoke($running) } catch [Management.Automation.MethodInvocationException] { $null = $_ }
            $proxy.Dispose()
        }
    }

    It 'is InvalidRequest: <Name>' -ForEach @(
        @{ Name = 'an authority without https'; With = @{ AuthorityHost = 'http://127.0.0.1' } }
        @{ Name = 'a proxy beside a handler'; With = @{ Proxy = 'http://127.0.0.1' } }
        @{ Name = 'no tenant'; With = @{ TenantId = ' ' } }
        @{ Name = 'a client id that is none'; With = @{ ClientId = 'x' } }
    ) {
        $all = $signIn + @{ FederatedToken = Get-Token 'a.b.c'; HttpMessageHandler = [LwfTests.Handler]::new() }
        foreach ($name in $With.Keys) { $all[$name] = $With[$name] }
        { Connect-Lwf @all } | Should -Throw -ErrorId 'InvalidRequest,*'
    }

    It 'shows no secret anywhere, with everything turned on' {
        $certificate = New-Certificate
        $pfx = Join-Path $TestDrive 'canary.pfx'
        [IO.File]::WriteAllBytes($pfx, $certificate.Export('Pfx', 'canary-password'))
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $refusal = '{"error":"invalid_client","error_description":"AADSTS7000215: canary-secret canary-password canary-assertion"}'
        $ways = @{ ClientSecretCredential = [pscredential]::new($application, (Get-Token 'canary-secret')); TenantId = 'contoso.com' },
            ($signIn + @{ CertificatePath = $pfx.Replace('canary', 'x'); CertificatePassword = Get-Token 'canary-password' }),
            ($signIn + @{ FederatedToken = Get-Token 'canary-assertion' }), @{ AccessToken = Get-Token }
        Move-Item $pfx $pfx.Replace('canary', 'x')
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        $Error.Clear()
        $null = Start-Transcript $transcript
        $said = try {
            foreach ($way in $ways) {
                foreach ($answer in (Get-TokenAnswer), $refusal) {
                    $handler = [LwfTests.Handler]::new().Add($answer -eq $refusal ? 401 : 200, $answer).Add(200, $workflows)
                    try { Connect-Lwf @way -HttpMessageHandler $handler -Verbose -Debug *>&1 } catch { $_; $_.Exception.ToString(); $_ | Format-List * -Force }
                    Get-LwfConnection | Format-List * -Force
                    Get-LwfConnection | ForEach-Object { ConvertTo-Json $_ -Depth 10; Get-Member -InputObject $_ -Force }
                    try { Test-LwfConnection *>&1 | Format-List * -Force } catch { $_ }
                    Disconnect-Lwf
                }
            }
        }
        finally { $null = Stop-Transcript }
        $text = ($said | Out-String -Width 500) + (Get-Content $transcript -Raw) + ($Error | ForEach-Object { $_; $_.Exception.ToString(); $_ | Format-List * -Force } | Out-String -Width 500)
        $text.Length | Should -BeGreaterThan 2000
        $text | Should -Not -Match 'canary-'
    }
}

Describe 'Test-LwfConnection' {
    AfterEach { Disconnect-Lwf }

    It 'tells from the scopes of a user what works and what is missing' {
        Connect-Lwf -AccessToken (Get-Token (Get-Jwt @{ scp = 'openid LifecycleWorkflows-Reports.Read.All'; exp = 4000000000 }))
        $access = Test-LwfConnection
        $access[0].TokenKind, "$($access[0].TokenPermissions)", $access[0].TokenExpiresDateTime.Year | Should -Be 'Delegated', 'LifecycleWorkflows-Reports.Read.All', 2096
        ($access | Where-Object Access -EQ Allowed).Cmdlet | Should -Be 'Get-LwfRun', 'Get-LwfSubjectProcessingResult', 'Get-LwfSummary', 'Get-LwfTaskProcessingResult', 'Get-LwfTaskReport', 'Get-LwfUserProcessingResult', 'Wait-LwfTaskProcessingResult'
        $resume = $access | Where-Object Cmdlet -EQ Resume-LwfTaskProcessingResult
        $resume.Access, $resume.MissingPermission | Should -Be 'Denied', 'LifecycleWorkflows.ReadWrite.All'
        $resume.Remark | Should -BeLike '*directory role*'
    }

    It 'counts two permissions as one where a cmdlet needs both' {
        Connect-Lwf -AccessToken (Get-Token (Get-Jwt @{ scp = 'LifecycleWorkflows-Workflow.ReadBasic.All LifecycleWorkflows-Reports.Read.All'; exp = 4000000000 }))
        $pending = Test-LwfConnection | Where-Object Cmdlet -EQ Get-LwfPendingTask
        $pending.Access, $pending.Permission | Should -Be 'Allowed', 'LifecycleWorkflows-Workflow.ReadBasic.All and LifecycleWorkflows-Reports.Read.All'
    }

    It 'says that an application without permissions may still be an authorised one' {
        Connect-Lwf -AccessToken (Get-Token (Get-Jwt @{ exp = 4000000000 }))
        $resume = Test-LwfConnection | Where-Object Cmdlet -EQ Resume-LwfTaskProcessingResult
        $resume.TokenKind, $resume.Access, $resume.MissingPermission | Should -Be 'Application', 'Unknown', 'LifecycleWorkflows.ReadWrite.All'
        $resume.Remark | Should -BeLike '*authorizedApps*'
    }

    It 'says so when a token cannot be read' {
        Connect-Lwf -AccessToken (Get-Token 'opaque')
        Test-LwfConnection | Select-Object -ExpandProperty Access -Unique | Should -Be 'Unknown'
        Test-LwfConnection | Format-Table | Out-String -Width 200 | Should -BeLike '*The token cannot be read. Try the cmdlet.*'
    }

    It 'lists every cmdlet that talks to the service' {
        Connect-Lwf -AccessToken (Get-Token 'opaque')
        (Test-LwfConnection).Cmdlet | Should -Be (Get-Command -Module LifecycleWorkflows | Where-Object { $_.Parameters.ContainsKey('Connection') -and $_.Name -ne 'Test-LwfConnection' } | Sort-Object Name).Name
    }

    It 'needs a connection' {
        { Test-LwfConnection } | Should -Throw -ErrorId 'NotConnected,*'
    }
}
