# Sign-in as a whole: the module's own MSAL over https to an authority that checks what it is given and signs what it gives.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    if (-not ('LwfTests.Trust' -as [type])) { Add-Type -Path "$PSScriptRoot/Trust.cs" }
    $application = '11111111-1111-1111-1111-111111111111'
    $machine = '22222222-2222-2222-2222-222222222222'
    $reading = 'LifecycleWorkflows-Workflow.Read.All', 'LifecycleWorkflows-Reports.Read.All'
    $pem = Join-Path $TestDrive 'tls.pem'
    $emulator = Start-Emulator '--require-jwt', '--certificate-file', $pem
    $key = [Security.Cryptography.RSA]::Create(2048)
    $certificate = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=lwf-test', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1).
        CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1))

    # The control surface of an emulator that no machine trusts.
    function Invoke-Arrange([string] $Path, [string] $Method = 'Get', $Body) {
        $json = $null -eq $Body ? @{} : @{ Body = ConvertTo-Json $Body -Depth 9; ContentType = 'application/json' }
        (Invoke-RestMethod "$($emulator.Address)/emulator/$Path" -Method $Method -SkipCertificateCheck @json) | ForEach-Object { $_ } | Where-Object { $_ -ne '' }
    }

    function Connect-Authority([hashtable] $With) {
        Connect-Lwf -GraphEndpoint $emulator.Address -AuthorityHost $emulator.Address -HttpMessageHandler ([LwfTests.Trust]::Only($pem)) @With
    }

    function ConvertTo-Part([object] $Claim) { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Claim))).TrimEnd('=').Replace('+', '-').Replace('/', '_') }

    function Get-FederatedToken([string] $Subject) {
        $signed = "$(ConvertTo-Part @{ alg = 'RS256' }).$(ConvertTo-Part @{ iss = 'https://issuer.example'; sub = $Subject; aud = 'api://AzureADTokenExchange'; exp = 4000000000 })"
        $signature = $key.SignData([Text.Encoding]::ASCII.GetBytes($signed), 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        Get-Token "$signed.$([Convert]::ToBase64String($signature).TrimEnd('=').Replace('+', '-').Replace('/', '_'))"
    }

    # What the token of the last request said, and how it was got.
    function Get-Last { Invoke-Arrange 'requests' | Select-Object -Last 1 }

    function Get-Grant { (Invoke-Arrange 'sign-ins' | Where-Object Path -EQ '/oauth2/v2.0/token').ForEach{ "$($_.tenantId) $($_.grantType) $($_.error)".Trim() } }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Signing in at an authority' {
    BeforeEach {
        'requests', 'sign-ins' | ForEach-Object { Invoke-Arrange $_ Delete }
        Invoke-Arrange 'apps' Post @{
            appId = $application; clientSecret = 'the-secret'; roles = $reading; certificates = @($certificate.ExportCertificatePem())
            federatedCredentials = @(@{ issuer = 'https://issuer.example'; subject = 'pod'; certificate = $certificate.ExportCertificatePem() })
        }
        $null = Invoke-Arrange 'settings' Patch @{ deviceCodePolls = 0; signInOutcome = 'granted'; signInUser = 'AlexW@contoso.com' }
    }

    AfterEach { Disconnect-Lwf }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'a client secret'; With = { @{ ClientSecretCredential = [pscredential]::new($application, (Get-Token 'the-secret')); TenantId = 'contoso.com' } } }
        @{ Name = 'a certificate'; With = { @{ ClientId = $application; TenantId = 'contoso.com'; Certificate = $certificate } } }
        @{ Name = 'a certificate with its chain'; With = { @{ ClientId = $application; TenantId = 'contoso.com'; Certificate = $certificate; SendCertificateChain = $true } } }
        @{ Name = 'a federated token'; With = { @{ ClientId = $application; TenantId = 'contoso.com'; FederatedToken = Get-FederatedToken 'pod' } } }
    ) {
        Connect-Authority (& $With)
        Get-LwfWorkflow | Should -Not -BeNullOrEmpty
        $last = Get-Last
        $last.appId, $last.tenantId, $last.status | Should -Be $application, 'contoso.com', 200
        Get-Grant | Should -Be 'contoso.com client_credentials'
        { Get-LwfCustomTaskExtension -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,*' -Because 'the token permits what the application has, and no more'
    }

    It 'is AuthenticationFailed, with the number of what is wrong: <Name>' -ForEach @(
        @{ Name = 'another secret'; Number = 7000215; With = { @{ ClientSecretCredential = [pscredential]::new($application, (Get-Token 'wrong')); TenantId = 'contoso.com' } } }
        @{ Name = 'another certificate'; Number = 700027; With = {
                $other = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=other', [Security.Cryptography.RSA]::Create(2048), 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
                @{ ClientId = $application; TenantId = 'contoso.com'; Certificate = $other.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1)) } } }
        @{ Name = 'a federated token of another subject'; Number = 700213; With = { @{ ClientId = $application; TenantId = 'contoso.com'; FederatedToken = Get-FederatedToken 'another' } } }
        @{ Name = 'an unknown application'; Number = 700016; With = { @{ ClientSecretCredential = [pscredential]::new($machine, (Get-Token 'x')); TenantId = 'contoso.com' } } }
    ) {
        $with = & $With
        $problem = { Connect-Authority $with } | Should -Throw -PassThru -ErrorId 'AuthenticationFailed,*'
        "$problem" | Should -BeLike "*AADSTS$Number*"
    }

    It 'waits for a device code to be entered, and renews without asking' {
        $null = Invoke-Arrange 'settings' Patch @{ deviceCodePolls = 1 }
        $said = Connect-Authority @{ ClientId = $application; TenantId = 'contoso.com'; UseDeviceCode = $true } 6>&1
        "$said" | Should -BeLike "*$($emulator.Address)/devicelogin*"
        Get-LwfWorkflow | Should -Not -BeNullOrEmpty
        (Get-Last).user | Should -Be 'AlexW@contoso.com'
        Get-Grant | Should -Be 'contoso.com device_code authorization_pending', 'contoso.com device_code'

        $null = Invoke-Arrange 'settings' Patch @{ clockOffset = 'PT2H' }
        try { Get-LwfWorkflow | Should -Not -BeNullOrEmpty -Because 'a token that the service finds expired is replaced' }
        finally { $null = Invoke-Arrange 'settings' Patch @{ clockOffset = 'PT0S' } }
        (Get-Grant)[-1] | Should -Be 'contoso.com refresh_token'
    }

    It 'is AuthenticationFailed when the code is <Outcome>' -ForEach @(@{ Outcome = 'declined' }, @{ Outcome = 'expired' }) {
        $null = Invoke-Arrange 'settings' Patch @{ signInOutcome = $Outcome }
        { Connect-Authority @{ ClientId = $application; TenantId = 'contoso.com'; UseDeviceCode = $true } 6>$null } | Should -Throw -ErrorId 'AuthenticationFailed,*'
    }

    It 'goes through the browser, with a code that only this process can redeem' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only on Linux can the test put its own browser in place of the system''s' }
        $browser = New-Item -ItemType Directory (Join-Path $TestDrive 'browser')
        @"
#!$shell
param(`$Address)
`$redirect = [Web.HttpUtility]::ParseQueryString(([uri]`$Address).Query)['redirect_uri']
`$page = Invoke-WebRequest `$Address -SkipCertificateCheck
if (`$page.InputFields.Count) {
    `$form = @{}
    `$page.InputFields | ForEach-Object { `$form[`$_.name] = [Net.WebUtility]::HtmlDecode(`$_.value) }
    `$null = Invoke-WebRequest `$redirect -Method Post -Body `$form
}
"@ | Set-Content "$browser/xdg-open"
        chmod +x "$browser/xdg-open"
        $path = $env:PATH
        try {
            $env:PATH = "${browser}:$path"
            Connect-Authority @{ ClientId = $application; TenantId = 'contoso.com' }
        }
        finally { $env:PATH = $path }
        Get-LwfWorkflow | Should -Not -BeNullOrEmpty
        (Get-Last).user | Should -Be 'AlexW@contoso.com'
        Get-Grant | Should -Be 'contoso.com authorization_code'
    }
}

Describe 'Signing in with the identity of a machine' {
    BeforeAll { Invoke-Arrange 'apps' Post @{ appId = $machine; managedIdentity = $true; resourceId = '/subscriptions/s/x'; roles = $reading } }

    It 'finds it on <Kind> <Which>' -ForEach @(
        @{ Kind = 'appService'; Which = ''; Parameter = ''; Expected = 'd3e5f7a9-4b6c-4e8d-a0f2-1b3c5d7e9f2b'; Path = '/app-service/token' }
        @{ Kind = 'appService'; Which = 'by client id'; Parameter = '-ClientId 22222222-2222-2222-2222-222222222222'; Expected = '22222222-2222-2222-2222-222222222222'; Path = '/app-service/token' }
        @{ Kind = 'instanceMetadata'; Which = ''; Parameter = ''; Expected = 'd3e5f7a9-4b6c-4e8d-a0f2-1b3c5d7e9f2b'; Path = '/metadata/identity/oauth2/token' }
        @{ Kind = 'instanceMetadata'; Which = 'by resource id'; Parameter = '-IdentityResourceId /subscriptions/s/x'; Expected = '22222222-2222-2222-2222-222222222222'; Path = '/metadata/identity/oauth2/token' }
    ) {
        'requests', 'sign-ins' | ForEach-Object { Invoke-Arrange $_ Delete }
        $set = (Invoke-Arrange 'managed-identity').$Kind.PSObject.Properties.ForEach{ "`$env:$($_.Name) = '$($_.Value)'; " }
        # MSAL keeps where it found an identity, and its tokens, for the process.
        Invoke-FreshShell @"
            $set
            Import-Module '$modulePath'
            Add-Type -Path '$PSScriptRoot/Trust.cs'
            Connect-Lwf -Identity $Parameter -GraphEndpoint $($emulator.Address) -HttpMessageHandler ([LwfTests.Trust]::Only('$pem'))
            @(Get-LwfWorkflow).Count
"@ | Should -Match '^[1-9]\d*$'
        (Get-Last).appId, (Get-Last).status | Should -Be $Expected, 200
        (Invoke-Arrange 'sign-ins' | Where-Object clientId -EQ $Expected).path | Should -Be $Path
    }
}

Describe 'Two tenants in eight runspaces' {
    It 'never get each other''s tokens' {
        'requests', 'sign-ins' | ForEach-Object { Invoke-Arrange $_ Delete }
        Invoke-Arrange 'apps' Post @{ appId = $application; clientSecret = 'the-secret'; roles = $reading }
        $address, $trust = $emulator.Address, [LwfTests.Trust]::Only($pem)
        $failed = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            $ErrorActionPreference = 'Stop'
            Import-Module $using:modulePath
            $secret = [pscredential]::new($using:application, (ConvertTo-SecureString 'the-secret' -AsPlainText -Force))
            $connection = @{}
            foreach ($tenant in 'tenant-a', 'tenant-b') {
                $connection[$tenant] = Connect-Lwf -ClientSecretCredential $secret -TenantId $tenant -GraphEndpoint $using:address -AuthorityHost $using:address -HttpMessageHandler $using:trust -PassThru
            }
            # The last one is this runspace's own default; what is asked for says whose token it must come with.
            foreach ($round in 1..334) {
                try {
                    foreach ($tenant in $connection.Keys) { Get-LwfWorkflow -Connection $connection[$tenant] -Filter "description eq '$tenant'" }
                    Get-LwfWorkflow -Filter "description eq 'tenant-b'"
                }
                catch { "$_" }
            }
        }
        $failed | Should -BeNullOrEmpty
        $requests = Invoke-Arrange 'requests'
        $requests | Should -HaveCount (8 * 334 * 3)
        $pairs = $requests | ForEach-Object { "$([regex]::Match([uri]::UnescapeDataString($_.query), 'tenant-[ab]').Value) with $($_.tenantId): $($_.status)" } | Group-Object -NoElement | Sort-Object Name
        $pairs.ForEach{ "$($_.Name) $($_.Count)" } | Should -Be 'tenant-a with tenant-a: 200 2672', 'tenant-b with tenant-b: 200 5344'
        @(Invoke-Arrange 'sign-ins').Where{ $_.error } | Should -BeNullOrEmpty
    }
}
