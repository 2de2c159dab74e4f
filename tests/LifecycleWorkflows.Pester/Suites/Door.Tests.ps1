# What a developer starts with: build.ps1, and the tasks and launches of the editor.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $tasks = (Get-Content "$root/.vscode/tasks.json" -Raw | ConvertFrom-Json).tasks
    $launches = (Get-Content "$root/.vscode/launch.json" -Raw | ConvertFrom-Json).configurations
    $names = (Get-Command "$root/build.ps1").Parameters['Task'].Attributes.Where{ $_ -is [Management.Automation.ValidateSetAttribute] }.ValidValues
}

Describe 'build.ps1' {
    It 'has an example of each task' {
        $examples = (Get-Help "$root/build.ps1" -Examples).examples.example.code | ForEach-Object { ($_ -split '\s+')[1] }
        $names | Where-Object { $_ -notin $examples } | Should -BeNullOrEmpty
        $examples | Where-Object { $_ -notin $names } | Should -BeNullOrEmpty
    }
}

Describe 'The editor' {
    It 'runs tasks that exist' {
        foreach ($task in $tasks) {
            if ($task.PSObject.Properties['dependsOn']) { $task.dependsOn | Should -BeIn $tasks.label }
            $at = [array]::IndexOf($task.args, '-File')
            if ($at -lt 0) { continue }
            "$root/$($task.args[$at + 1])" | Should -Exist
            if ($task.args[$at + 1] -eq 'build.ps1') { $task.args[$at + 2] | Should -BeIn $names }
        }
    }

    It 'launches what exists, after tasks that exist' {
        foreach ($launch in $launches) {
            if ($launch.preLaunchTask) { $launch.preLaunchTask | Should -BeIn $tasks.label }
            foreach ($script in @($launch.script) + $launch.args -match '\.ps1$') { $script.Replace('${workspaceFolder}', $root) | Should -Exist }
        }
    }

    It 'offers settings that can be read' {
        foreach ($file in 'settings.json', 'extensions.json') { Get-Content "$root/.vscode/$file" -Raw | ConvertFrom-Json | Should -Not -BeNullOrEmpty }
    }

    It 'finds the shell at one place' {
        $link = Join-Path $TestDrive 'shell'
        $null = & $shell -NoProfile -NonInteractive -File "$root/build/Get-Shell.ps1" -Link $link
        dotnet "$link/pwsh.dll" -NoProfile -NonInteractive -Command '$PSVersionTable.PSVersion.ToString()' | Should -Be (Invoke-FreshShell '$PSVersionTable.PSVersion.ToString()')
    }
}

Describe 'The shell to try things in' {
    It 'has the module, connected to an emulator' {
        Invoke-FreshShell ". '$root/build/Start-DevShell.ps1' --page-size 2; (Get-LwfPendingTask).Count; (Invoke-Control `$emulator settings).pageSize; `$ErrorActionPreference" |
            Should -Match '(?s)^Connected to the emulator at http://127\.0\.0\.1:\d+\..*\s5\s+2\s+Continue$'
    }
}

Describe 'Test-One.ps1' {
    It 'says that nothing has such a name' {
        { & "$root/build/Test-One.ps1" "no$([guid]::NewGuid())" -NoBuild } | Should -Throw '*No suite, case, test class or test*'
    }

    It 'runs one case of a suite' {
        $text = Invoke-FreshShell "& '$root/build/Test-One.ps1' 'offers settings that can be read' -NoBuild"
        $text | Should -Match 'Passed: 1,'
        $text | Should -Match 'NotRun: [1-9]'
    }
}

Describe 'The pages for contributors' {
    It 'link to what exists' {
        foreach ($page in Get-Item "$root/.github/CONTRIBUTING.md", "$root/docs/ARCHITECTURE.md", "$root/docs/decisions/*.md") {
            foreach ($link in [regex]::Matches((Get-Content $page -Raw), '\]\((?!https?:)([^)#]+)')) { "$($page.Directory)/$($link.Groups[1].Value)" | Should -Exist }
        }
    }

    It 'say where to change what, and those places exist' {
        foreach ($place in [regex]::Matches((Get-Content "$root/.github/CONTRIBUTING.md" -Raw), '`((?:src|docs|tests)/[^`]+)`')) { "$root/$($place.Groups[1].Value)" | Should -Exist }
    }

    It 'list every decision, each with what made it and what follows' {
        $records = Get-ChildItem "$root/docs/decisions" -Filter '0*.md'
        $index = [regex]::Matches((Get-Content "$root/docs/decisions/README.md" -Raw), '\((\d{4}-[^)]+)\)').ForEach{ $_.Groups[1].Value }
        $index | Should -Be $records.Name
        foreach ($record in $records) {
            $text = Get-Content $record -Raw
            foreach ($part in 'Context', 'Decision', 'Consequences') { $text | Should -Match "(?m)^## $part\r?\n\r?\n\S" -Because "$($record.Name) says so" }
            $text | Should -Match "^# $([int]$record.Name.Substring(0, 4))\. "
        }
    }
}
