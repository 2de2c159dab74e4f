BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'The module' {
    It 'exports what its manifest lists, cmdlets alone' {
        $exported = (Get-Module LifecycleWorkflows).ExportedCommands.Values
        $exported.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $listed = (Import-PowerShellDataFile "$modulePath/LifecycleWorkflows.psd1").CmdletsToExport
        $exported.Name | Sort-Object | Should -Be ($listed | Sort-Object)
    }

    It 'has a manifest that passes' {
        (Test-ModuleManifest "$modulePath/LifecycleWorkflows.psd1").Version | Should -Be (Get-Module LifecycleWorkflows).Version
    }

    It 'has nothing in it that is not needed' {
        # The package adds its licence and the list of what is inside.
        $files = Get-ChildItem $modulePath -Recurse -File | Where-Object { $_.FullName -notin (Join-Path $modulePath LICENSE), (Join-Path $modulePath LifecycleWorkflows.cdx.json) }
        $files.Extension | Sort-Object -Unique | Should -BeIn '.dll', '.ps1xml', '.psd1', '.psm1', '.txt', '.xml'
        $files.Name | Should -Not -Contain 'System.Management.Automation.dll' -Because 'with the compile-time stub beside it, import exports nothing'
    }

    It 'has no assembly that the shell brings along, nor one twice' {
        $shared = (Get-ChildItem "$modulePath/bin" -File).BaseName
        $private = (Get-ChildItem "$modulePath/bin/private").BaseName
        $trusted = [AppContext]::GetData('TRUSTED_PLATFORM_ASSEMBLIES') -split [IO.Path]::PathSeparator | ForEach-Object { [IO.Path]::GetFileNameWithoutExtension($_) }
        $private | Where-Object { $_ -in $trusted } | Should -BeNullOrEmpty
        $private | Where-Object { $_ -in $shared } | Should -BeNullOrEmpty
        $shared | Sort-Object | Should -Be 'LifecycleWorkflows.Core', 'LifecycleWorkflows.Loader'
    }

    It 'leaves to the shell what every supported one brings along: <Name>' -ForEach @(
        @{ Name = 'Microsoft.Bcl.AsyncInterfaces'; Brought = @{ '7.4' = '8.0.0.0'; '7.5' = '9.0.0.0'; '7.6' = '10.0.0.0' } }
        @{ Name = 'System.Formats.Asn1'; Brought = @{ '7.4' = '8.0.0.0'; '7.5' = '9.0.0.0'; '7.6' = '10.0.0.0' } }
        @{ Name = 'System.Security.Cryptography.ProtectedData'; Brought = @{ '7.4' = '8.0.0.0'; '7.5' = '9.0.0.0'; '7.6' = '10.0.0.0' } }
    ) {
        "$modulePath/bin/private/$Name.dll" | Should -Not -Exist
        $version = '{0}.{1}' -f $PSVersionTable.PSVersion.Major, $PSVersionTable.PSVersion.Minor
        [Reflection.Assembly]::Load($Name).GetName().Version | Should -BeGreaterOrEqual ([version]$Brought[$version]) -Because "PowerShell $version has it"
    }

    It 'loads nothing of its packages before they are needed' {
        Invoke-FreshShell "Import-Module '$modulePath'; ([Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ LifecycleWorkflows).Assemblies.ForEach{ `$_.GetName().Name } -join ','" |
            Should -Be 'LifecycleWorkflows.PowerShell,LifecycleWorkflows.Graph'
    }

    It 'lets scripts name its records, and nothing of its packages' {
        [LifecycleWorkflows.TaskProcessingResult].Assembly.GetName().Name | Should -Be 'LifecycleWorkflows.Core'
        'Microsoft.Graph.GraphServiceClient' -as [type] | Should -BeNullOrEmpty
    }

    It 'imports from the top of the repository as well' {
        Invoke-FreshShell "Import-Module '$root/LifecycleWorkflows.psd1'; (Get-Command -Module LifecycleWorkflows).Count" | Should -Be (Get-Module LifecycleWorkflows).ExportedCommands.Count
    }

    It 'survives <Name>' -ForEach @(
        @{ Name = 'a second import'; Script = "Import-Module 'M'; Import-Module 'M'" }
        @{ Name = 'Import-Module -Force'; Script = "Import-Module 'M'; Import-Module 'M' -Force" }
        @{ Name = 'removal and import'; Script = "Import-Module 'M'; Remove-Module LifecycleWorkflows; if (Get-Command *-Lwf*) { throw 'left over' }; Import-Module 'M'" }
        @{ Name = 'import by another module'; Script = "New-Module Other { Import-Module 'M' -Scope Global } | Import-Module" }
    ) {
        Invoke-FreshShell "$($Script.Replace("'M'", "'$modulePath'")); (Get-LwfConnection) -eq `$null; (Get-Module LifecycleWorkflows).ExportedCommands.Count" |
            Should -Be "True$([Environment]::NewLine)$((Get-Module LifecycleWorkflows).ExportedCommands.Count)"
    }

    It 'is imported without an error in <Mode>, in strict mode and when a warning stops' -ForEach @{ Mode = 'FullLanguage' }, @{ Mode = 'ConstrainedLanguage' } {
        Invoke-FreshShell "`$ExecutionContext.SessionState.LanguageMode = '$Mode'; Set-StrictMode -Version Latest; `$WarningPreference = 'Stop'
            Import-Module '$modulePath' -WarningAction Stop; Import-Module '$modulePath' -Force; Get-LwfConnection
            Remove-Module LifecycleWorkflows; @(Get-Command *-Lwf*).Count; Import-Module '$modulePath'; @(Get-Command *-Lwf*).Count; `$Error" |
            Should -Be "0$([Environment]::NewLine)$((Get-Module LifecycleWorkflows).ExportedCommands.Count)"
    }

    It 'works in a session that shows only some of its cmdlets (Just Enough Administration)' {
        $file = Join-Path $TestDrive 'lwf.pssc'
        New-PSSessionConfigurationFile -Path $file -SessionType RestrictedRemoteServer -ModulesToImport $modulePath -VisibleCmdlets 'Connect-Lwf', 'Get-Lwf*'
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateFromSessionConfigurationFile($file))
        $runspace.Open()
        function Invoke-Visible([string] $Command, [hashtable] $With = @{}) {
            $powershell = [powershell]::Create($runspace)
            try {
                $powershell.AddCommand($Command).AddParameters($With).Invoke()
                $powershell.Streams.Error | Should -BeNullOrEmpty
            }
            finally { $powershell.Dispose() }
        }
        try {
            $runspace.SessionStateProxy.LanguageMode | Should -Be 'NoLanguage'
            $handler = [LwfTests.Handler]::new().Add(200, '{"value":[{"id":"w1","displayName":"Joiners","category":"joiner"}]}')
            Invoke-Visible Connect-Lwf @{ AccessToken = Get-Token; HttpMessageHandler = $handler }
            (Invoke-Visible Get-LwfWorkflow).Id | Should -Be 'w1'
            (Invoke-Visible Get-Command).Name -like '*-Lwf*' | Sort-Object | Should -Be ((Get-Command -Module LifecycleWorkflows -Name Connect-Lwf, Get-Lwf*).Name | Sort-Object)
        }
        finally { $runspace.Dispose() }
    }

    It 'refuses to stand beside another version of itself, and says how to go on' {
        $other = "$TestDrive/other/LifecycleWorkflows"
        $null = New-Item -ItemType Directory "$TestDrive/other"
        Copy-Item $modulePath $other -Recurse
        $manifest = "$other/LifecycleWorkflows.psd1"
        (Get-Content $manifest -Raw) -replace "(ModuleVersion +=) '[\d.]+'", "`$1 '99.0.0'" | Set-Content $manifest
        Invoke-FreshShell "Import-Module '$modulePath'; try { Import-Module '$other' } catch { `$_.Exception.Message }; (Get-Module LifecycleWorkflows).Version.Major; (Get-LwfConnection) -eq `$null" |
            Should -Match "(?s)LifecycleWorkflows was already imported from '.*'.*start a new shell\.\s+$((Get-Module LifecycleWorkflows).Version.Major)\s+True$"
    }

    It 'calls no method in a column, which Constrained Language Mode refuses' {
        $scripts = ([xml](Get-Content "$modulePath/LifecycleWorkflows.Format.ps1xml" -Raw)).SelectNodes('//ScriptBlock').InnerText
        $scripts | Should -Not -BeNullOrEmpty
        foreach ($script in $scripts) {
            $calls = [Management.Automation.Language.Parser]::ParseInput($script, [ref] $null, [ref] $null).FindAll({ $args[0] -is [Management.Automation.Language.InvokeMemberExpressionAst] }, $true)
            $calls.Extent.Text | Should -BeNullOrEmpty -Because "ViewText.Of['Kind', value] is read in every mode"
        }
    }

    It 'can be imported with a prefix' {
        Invoke-FreshShell "Import-Module '$modulePath' -Prefix My; Get-MyLwfConnection; (Get-Command Get-MyLwfRun).Name" | Should -Be 'Get-MyLwfRun'
    }

    It 'can be imported by two runspaces at once, each with a connection of its own' {
        Invoke-FreshShell @"
            (1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module '$modulePath'
                Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint "http://localhost:`$(5000 + `$_)"
                Start-Sleep -Milliseconds 200
                (Get-LwfConnection).GraphEndpoint.Port - 5000 - `$_
            } | Measure-Object -Sum -Maximum) | ForEach-Object { "`$(`$_.Count) `$(`$_.Sum) `$(`$_.Maximum)" }
"@ | Should -Be '4 0 0'
    }
}

Describe 'Beside other modules that bring the same packages in older versions' {
    BeforeAll {
        $decoys = New-Item -ItemType Directory (Join-Path $TestDrive 'decoys')
        Copy-Item "$(Find-Decoy)/*.dll" $decoys
        $load = "Get-ChildItem '$decoys' | ForEach-Object { [void][Reflection.Assembly]::LoadFrom(`$_.FullName) }"
        $use = @"
            Import-Module '$modulePath'
            Add-Type -Path '$PSScriptRoot/Handler.cs'
            `$handler = [LwfTests.Handler]::new().Add(200, '{"value":[{"id":"w1"}]}')
            Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -HttpMessageHandler `$handler
            `$found = (Get-LwfWorkflow).Id
"@
        $signIn = @"
            `$handler = [LwfTests.Handler]::new().Add(200, '{"token_type":"Bearer","expires_in":3600,"access_token":"t"}').Add(200, '{"value":[{"id":"w2"}]}')
            `$secret = [pscredential]::new('11111111-1111-1111-1111-111111111111', (ConvertTo-SecureString x -AsPlainText -Force))
            Connect-Lwf -ClientSecretCredential `$secret -TenantId contoso.com -HttpMessageHandler `$handler
            `$found += (Get-LwfWorkflow).Id
            `$key = [Security.Cryptography.RSA]::Create(2048)
            `$certificate = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=lwf', `$key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1).CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1))
            `$env:IDENTITY_ENDPOINT, `$env:IDENTITY_HEADER = 'http://127.0.0.1:9/msi', 'x'
            `$application = @{ ClientId = '11111111-1111-1111-1111-111111111111'; TenantId = 'contoso.com' }
            foreach (`$way in (`$application + @{ Certificate = `$certificate }), (`$application + @{ FederatedToken = ConvertTo-SecureString 'a.b.c' -AsPlainText -Force }), @{ Identity = `$true }) {
                `$handler = [LwfTests.Handler]::new().Add(200, '{"token_type":"Bearer","expires_in":3600,"expires_on":"4000000000","access_token":"t"}').Add(200, '{"value":[{"id":"w3"}]}')
                Connect-Lwf @way -HttpMessageHandler `$handler
                `$found += (Get-LwfWorkflow).Id
            }
            `$found += try { Connect-Lwf @application -UseDeviceCode -HttpMessageHandler ([LwfTests.Handler]::new().Add(400, '{"error":"invalid_client","error_description":"AADSTS7000218: x"}')) } catch { `$_.Exception.Code }
"@
        $report = '$found; [AppDomain]::CurrentDomain.GetAssemblies().Where{ $_.GetName().Name -eq ''Microsoft.Identity.Client'' }.Count'
    }

    It 'works when they were there first' {
        Invoke-FreshShell "$load; $use; $signIn; $report" | Should -Be "w1w2w3w3w3invalid_client$([Environment]::NewLine)2"
    }

    It 'works when they come afterwards' {
        Invoke-FreshShell "$use; $load; $signIn; $report" | Should -Be "w1w2w3w3w3invalid_client$([Environment]::NewLine)2"
    }
}
