BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../../..").Path
    $pages = Get-ChildItem "$root/docs/en-US/*-*.md", "$root/README.md"
    $examples = foreach ($page in $pages) {
        $number = 0
        foreach ($block in [regex]::Matches((Get-Content $page -Raw), '(?ms)^```powershell\r?\n(.*?)^```')) {
            $number++
            # What asks a person, signs in somewhere, or is only there to be copied is not run.
            if ($block.Groups[1].Value -notmatch 'Get-Credential|ClientSecretCredential|Get-AzAccessToken|Connect-Lwf -(ClientId|Identity)|^Import-Module|^param\(') {
                @{ Page = $page.BaseName; Number = $number; Code = $block.Groups[1].Value }
            }
        }
    }
    $commands = @{ Command = (Import-PowerShellDataFile "$root/LifecycleWorkflows.psd1").CmdletsToExport }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    # Some examples write files.
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
    Stop-Emulator $emulator
}

Describe 'The examples' {
    It 'run as they stand: <Page>, block <Number>' -ForEach $examples {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
        $code = $Code.Replace('http://127.0.0.1:5050', $emulator.Address)
        $Error.Clear()
        $output = & ([scriptblock]::Create($code)) *>&1
        $output | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        $Error | Where-Object { $_ -is [Management.Automation.ErrorRecord] -and $code -notmatch 'try|ErrorAction|ErrorVariable' } | Should -BeNullOrEmpty
    }
}

Describe 'The help in the shell' {
    It 'has text, examples and parameters for <_>' -ForEach $commands.Command {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -Match "^\s*$_"
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        foreach ($parameter in (Get-Command $_).Parameters.Values | Where-Object { $_.Name -notin $common -and $_.Name -ne 'InputObject' }) {
            (Get-Help $_ -Parameter $parameter.Name).description.Text | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is there"
        }
    }

    It 'has its about topic <_>' -ForEach 'about_LifecycleWorkflows', 'about_Lwf_Callouts' {
        (Get-Help $_ | Out-String).Length | Should -BeGreaterThan 500
    }

    It 'is made of the pages as they are now' {
        if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not on the module path' }
        Invoke-FreshShell "& '$root/docs/Build-Help.ps1' -Check" | Should -BeNullOrEmpty
    }
}

Describe 'The README' {
    It 'shows the script that the demo runs' {
        (Get-Content "$root/README.md" -Raw).ReplaceLineEndings("`n") | Should -BeLike "*$([WildcardPattern]::Escape((Get-Content "$root/src/LifecycleWorkflows.Demo/Story.ps1" -Raw).ReplaceLineEndings("`n").Trim()))*"
    }

    It 'links to what exists: <_>' -ForEach ([regex]::Matches((Get-Content "$((Resolve-Path "$PSScriptRoot/../../..").Path)/README.md" -Raw), '\]\((?!https?:)([^)#]+)').ForEach{ $_.Groups[1].Value } | Sort-Object -Unique) {
        "$root/$_" | Should -Exist
    }
}
