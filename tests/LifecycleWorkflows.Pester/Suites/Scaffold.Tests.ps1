BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/../../..").Path
    $shell = & "$root/build/Get-Shell.ps1"
    $copy = Join-Path $TestDrive 'copy'
    $parts = @(
        '.config', '.editorconfig', '.csharpierignore', 'build', 'docs/en-US', 'tests/LifecycleWorkflows.Pester/Suites', 'CHANGELOG.md', 'README.md', 'LifecycleWorkflows.psd1', 'global.json'
        'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props'
        'Core', 'Graph', 'Loader', 'PowerShell' | ForEach-Object { "src/LifecycleWorkflows.$_" }
    )
    foreach ($part in $parts) {
        $null = New-Item (Split-Path "$copy/$part") -ItemType Directory -Force
        Copy-Item "$root/$part" "$copy/$part" -Recurse -Force
    }
    $before = Get-ChildItem $copy -Recurse -File -Force | Get-FileHash | Group-Object Path -AsHashTable

    function New-Cmdlet([string[]] $ArgumentList) {
        & $shell -NoProfile -NonInteractive -File "$copy/build/New-Cmdlet.ps1" @ArgumentList 2>&1 | Out-String
    }

    function Get-Copied([string] $Path) { Get-Content "$copy/$Path" -Raw }
}

Describe 'A new cmdlet' {
    BeforeAll {
        $report = New-Cmdlet 'Get-LwfAccessGroup'
        $null = New-Cmdlet 'Get-LwfWorkflowOwner', '-Like', 'Get-LwfWorkflowVersion'
        $null = New-Cmdlet 'Publish-LwfWorkflow', '-Room', 'Runs'
    }

    It 'is told of with what changed and what is left' {
        $changed = Get-ChildItem $copy -Recurse -File -Force | Where-Object { -not $before.ContainsKey($_.FullName) -or $before[$_.FullName].Hash -ne (Get-FileHash $_).Hash }
        $changed.Count | Should -BeGreaterOrEqual 14
        foreach ($line in [regex]::Matches($report, '(?m)^  (\w\S+)\r?$')) { "$copy/$($line.Groups[1].Value)" | Should -Exist }
        $report | Should -Match 'Left to do:'
    }

    It 'is exported, listed and told in the changelog' {
        $exported = (Import-PowerShellDataFile "$copy/LifecycleWorkflows.psd1").CmdletsToExport
        'Get-LwfAccessGroup', 'Get-LwfWorkflowOwner', 'Publish-LwfWorkflow' | Should -BeIn $exported
        $exported | Should -Be ($exported | Sort-Object -Culture '')
        Get-Copied 'README.md' | Should -Match '(?m)^\| \[Get-LwfAccessGroup\]\(docs/en-US/Get-LwfAccessGroup\.md\) \| \{\{.+\}\} \|$'
        Get-Copied 'CHANGELOG.md' | Should -Match '(?ms)^## \[Unreleased\].*^- `Publish-LwfWorkflow`'
    }

    It 'has a view that can be read' {
        ([xml](Get-Copied 'src/LifecycleWorkflows.PowerShell/Views/Views.xml')).SelectNodes("//View[@Of='AccessGroup']/*").Name | Should -Be 'Table', 'List'
    }

    It 'has a page with its parameters and three examples: <_>' -ForEach 'Get-LwfAccessGroup', 'Get-LwfWorkflowOwner', 'Publish-LwfWorkflow' {
        $page = Get-Copied "docs/en-US/$_.md"
        [regex]::Matches($page, '(?m)^### Example \d').Count | Should -Be 3
        $page | Should -Match "(?m)^# $_$"
        $page | Should -Match '(?m)^### -Connection$'
        $page -match '(?m)^### -WhatIf$' | Should -Be ($_ -eq 'Publish-LwfWorkflow')
        $page | Should -Not -Match 'TaskDefinition|WorkflowVersion\b|LwfSetting'
    }

    It 'has a suite without a mistake' {
        foreach ($suite in 'GetAccessGroup', 'PublishWorkflow') {
            $errors = $null
            $null = [Management.Automation.Language.Parser]::ParseInput((Get-Copied "tests/LifecycleWorkflows.Pester/Suites/$suite.Tests.ps1"), [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
        }
    }

    It 'is formatted and builds' {
        Push-Location $copy
        try {
            dotnet csharpier check src | Out-String | Should -Match 'Checked \d+ files'
            $LASTEXITCODE | Should -Be 0
            $build = dotnet build src/LifecycleWorkflows.PowerShell -nologo -verbosity:quiet -nodeReuse:false | Out-String
            $LASTEXITCODE | Should -Be 0 -Because $build
        }
        finally { Pop-Location }
    }

    It 'is refused when <Reason>' -ForEach @(
        @{ Reason = 'the name is no cmdlet''s'; Arguments = 'AccessGroup'; Says = 'no name for a cmdlet' }
        @{ Reason = 'the verb is not approved'; Arguments = 'Fetch-LwfAccessGroup'; Says = 'no approved verb' }
        @{ Reason = 'it is there'; Arguments = 'Get-LwfRun'; Says = 'is there already' }
        @{ Reason = 'the model is not there'; Arguments = 'Get-LwfUser', '-Like', 'Get-LwfNothing'; Says = 'no cmdlet Get-LwfNothing' }
        @{ Reason = 'the folder is not there'; Arguments = 'Get-LwfUser', '-Room', 'Attic'; Says = 'no folder Attic' }
    ) {
        New-Cmdlet $Arguments | Should -Match $Says
        Test-Path "$copy/docs/en-US/Get-LwfUser.md" | Should -BeFalse
    }
}

Describe 'What was scaffolded' {
    It 'has been filled in' {
        $files = Get-ChildItem "$root/src", "$root/docs/en-US", "$root/tests/LifecycleWorkflows.Pester/Suites" -Recurse -File -Include *.cs, *.md, *.Tests.ps1
        @($files) + (Get-Item "$root/README.md", "$root/CHANGELOG.md") | Where-Object Name -ne 'Scaffold.Tests.ps1' | Select-String '\{\{[^{}]* [^{}]*\}\}' | Should -BeNullOrEmpty
    }
}
