BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../../..").Path
    $pages = Get-ChildItem "$root/docs/en-US/*.md", "$root/README.md"
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
    $topics = @{ Topic = (Get-ChildItem "$root/docs/en-US/about_*.md").BaseName }
    $commands = @{ Command = (Import-PowerShellDataFile "$root/LifecycleWorkflows.psd1").CmdletsToExport }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    # Some examples write files.
    Push-Location $TestDrive
    # Runspaces of ForEach-Object -Parallel find the module as they do when it is installed.
    $modulesBefore = $env:PSModulePath
    $env:PSModulePath = (Split-Path $modulePath) + [IO.Path]::PathSeparator + $env:PSModulePath
}

AfterAll {
    Pop-Location
    $env:PSModulePath = $modulesBefore
    Stop-Emulator $emulator
}

Describe 'The examples' {
    It 'run as they stand: <Page>, block <Number>' -ForEach $examples {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
        # What about topics speak of, as something that arrives.
        $callouts = @(Get-LwfPendingTask | Select-Object -First 2 | New-LwfCallout)
        $WebhookData = $callout = $callouts[0]
        $requestCallout = Get-LwfAccessPackageAssignmentRequest -Status WaitingForCallback | Select-Object -First 1 | New-LwfCallout -Stage assignmentRequestCreated
        $token = Get-Token
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
        $help.examples.example.remarks.Text | Should -Not -Match '^output |```' -Because 'output keeps its lines'
        $help.relatedLinks.navigationLink[0].uri | Should -BeLike "https://*/docs/en-US/$_.md" -Because '-Online opens the first address'
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        foreach ($parameter in (Get-Command $_).Parameters.Values | Where-Object { $_.Name -notin $common -and $_.Name -ne 'InputObject' }) {
            (Get-Help $_ -Parameter $parameter.Name).description.Text | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is there"
        }
    }

    It 'has the about topic <_>, finished' -ForEach $topics.Topic {
        Get-Help about_Lwf* | Where-Object Name -eq $_ | Should -HaveCount ($_ -like 'about_Lwf*')
        $text = Get-Help $_ | Out-String
        $text.Length | Should -BeGreaterThan 500
        $text | Should -Not -Match '\bTODO\b|\bTBD\b|\{\{|\bplaceholder\b'
        $text | Should -Not -Match '(?m)^\s*(\||```)' -Because 'the marks of the page are not for a terminal'
    }

    It 'says of each cell of a table which column it is of' {
        Get-Help about_Lwf_Resume | Out-String | Should -Match '(?m)^      AlreadyDone\r?\n        Meaning: .+\r?\n        What to do: Nothing\.'
    }

    It 'links from each about topic to what exists: <_>' -ForEach $topics.Topic {
        foreach ($link in [regex]::Matches((Get-Content "$root/docs/en-US/$_.md" -Raw), '\]\((?!https?:)([^)#]+)')) {
            "$root/docs/en-US/$($link.Groups[1].Value)" | Should -Exist
        }
    }

    It 'has each condition among the errors, with meaning, cause and remedy' {
        $rows = Get-Content "$root/docs/en-US/about_Lwf_Errors.md" | Where-Object { $_ -match '^\| [A-Z]\w+ \| [^|]{10,} \| [^|]{10,} \| [^|]{10,} \|$' } | ForEach-Object { ($_ -split ' \| ')[0].Substring(2) }
        $rows | Sort-Object | Should -Be ([enum]::GetNames([LifecycleWorkflows.ErrorCondition]) | Sort-Object)
    }

    It 'is made of the pages as they are now' {
        if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not on the module path' }
        Invoke-FreshShell "& '$root/build/Build-Help.ps1' -Check" | Should -BeNullOrEmpty
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
