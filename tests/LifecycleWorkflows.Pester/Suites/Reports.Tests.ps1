BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $page = Join-Path $TestDrive 'report.html'
}

AfterAll { Stop-Emulator $emulator }

Describe 'Format-LwfTimeline' {
    BeforeAll {
        $results = Get-LwfRun -Workflow 'Onboard new hires' | Get-LwfTaskProcessingResult -ExpandProperty subject
        $lines = $results | Format-LwfTimeline -Width 80
    }

    It 'has a line for each task of each user, and fits the width' {
        foreach ($user in $results.Subject.UserPrincipalName | Sort-Object -Unique) { $lines | Should -Contain $user }
        ($lines -match '^  \S.* (completed|failed|inProgress|queued|canceled) *\S*$').Count | Should -Be $results.Count
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'says who failed, where and why' {
        $at = [array]::IndexOf($lines, 'GradyA@contoso.com')
        $lines[($at + 1)..($at + 5)] -match 'Create mailbox .*╳ failed' | Should -Not -BeNullOrEmpty
        $lines[($at + 1)..($at + 5)] | Should -Contain '    The custom task extension reported that its operation failed.'
    }

    It 'takes what a job, a file or Select-Object has left' {
        $expected = $results[0..3] | Format-LwfTimeline -Width 80
        $results[0..3] | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Format-LwfTimeline -Width 80 | Should -Be $expected
        $results[0..3] | Select-Object * | Format-LwfTimeline -Width 80 | Should -Be $expected
        $file = Join-Path $TestDrive 'results.xml'
        $results[0..3] | Export-Clixml $file -Depth 3
        Import-Clixml $file | Format-LwfTimeline -Width 80 | Should -Be $expected
    }

    It 'reads times of a table as they were written: <_>' -ForEach 'de-DE', 'en-US', 'sv-SE' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $row = [pscustomobject]@{ TaskProcessingResultId = 'x'; ProcessingStatus = 'completed'; StartedDateTime = [datetimeoffset]'2026-11-05T08:00:00Z'; CompletedDateTime = [datetimeoffset]'2026-11-05T09:30:00Z' }
            $row | ConvertTo-Csv | ConvertFrom-Csv | Format-LwfTimeline -Width 80 | Should -Be ($row | Format-LwfTimeline -Width 80)
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'draws what waits' {
        Get-LwfPendingTask | Format-LwfTimeline | Should -Contain '3 users, 3 tasks: 3 inProgress'
    }

    It 'refuses other objects one by one, and names the way' {
        $drawn = Get-LwfWorkflow -Top 1 | Format-LwfTimeline -ErrorVariable failures -ErrorAction SilentlyContinue
        $drawn | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-LwfTaskProcessingResult*'
        { $results | Format-LwfTimeline -Width 10 } | Should -Throw -ErrorId 'InvalidRequest,*'
        $null | Format-LwfTimeline -ErrorVariable none -ErrorAction SilentlyContinue
        $none | Should -Not -BeNullOrEmpty
    }

    It 'is coloured on demand, and plain with NO_COLOR and when output is redirected' {
        $begin = "Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address);"
        $draw = 'Get-LwfPendingTask | Format-LwfTimeline'
        Invoke-FreshShell "$begin $draw" | Should -Not -Match "`e"
        Invoke-FreshShell ("$begin `$PSStyle.OutputRendering = 'Ansi'; ($draw) -match [char]27 | Measure-Object | ForEach-Object Count") | Should -Be 5
    }
}

Describe 'Export-LwfReport' {
    It 'writes one page with the figures of the period' {
        Clear-Request $emulator
        $file = Export-LwfReport $page -Since 14d -PassThru
        $file | Should -BeOfType ([IO.FileInfo])
        $text = Get-Content $page -Raw
        $runs = Get-LwfWorkflow | Get-LwfRun -Since 14d
        $pending = Get-LwfPendingTask
        $figures = @($runs.Count, ($runs | Measure-Object TotalUsersCount -Sum).Sum, ($runs | Measure-Object TotalTasksCount -Sum).Sum, ($runs | Measure-Object FailedTasksCount -Sum).Sum, $pending.Count)
        [regex]::Matches($text, '<dd class="\w*">([\d,]+)</dd>').ForEach{ $_.Groups[1].Value } | Should -Be $figures
        foreach ($id in $runs.Id) { $text | Should -Match ([regex]::Escape($id)) }
        foreach ($user in $pending.Subject.UserPrincipalName) { $text | Should -Match $user }
        $text | Should -Match 'GradyA@contoso\.com</bdi>: Create mailbox <span class="reason">The custom task extension'
    }

    It 'requests only what it must' {
        Clear-Request $emulator
        Export-LwfReport $page -Since 14d
        $workflows = @(Get-LwfWorkflow)
        $runs = $workflows | Get-LwfRun -Since 14d
        $busy = @($runs | Group-Object WorkflowId)
        $failed = @($runs | Where-Object FailedTasksCount)
        $pending = $workflows | Get-LwfRun | Where-Object ProcessingStatus -In queued, inProgress
        Clear-Request $emulator
        Export-LwfReport $page -Since 14d
        # Workflows and extensions once, the runs of each workflow in the period and those that have not ended, reports, failures, what waits.
        (Get-Request $emulator).Count | Should -Be (2 + 2 * $workflows.Count + $busy.Count + $failed.Count + @($pending).Count)
    }

    It 'is about the workflows that are named or piped in' {
        Get-LwfWorkflow -Filter "category eq 'leaver'" | Export-LwfReport $page -Since 14d -Title 'Leavers & co'
        $text = Get-Content $page -Raw
        $text | Should -Match 'Leavers &amp; co'
        $text | Should -Match 'Offboard leavers'
        $text | Should -Not -Match 'Onboard new hires'
        Export-LwfReport $page -Workflow 'Onboard new hires'
        Get-Content $page -Raw | Should -Not -Match 'Offboard leavers'
        [pscustomobject]@{ WorkflowId = (Get-LwfWorkflow -Workflow 'Onboard new hires').Id } | Export-LwfReport $page
        Get-Content $page -Raw | Should -Match 'Onboard new hires'
    }

    It 'writes nothing when nothing comes in, with -WhatIf, and over a file that is to stay' {
        $other = Join-Path $TestDrive 'other.html'
        Get-LwfWorkflow -Filter "displayName eq 'none'" | Export-LwfReport $other
        Export-LwfReport $other -WhatIf
        Test-Path $other | Should -BeFalse
        Set-Content $other 'mine'
        { Export-LwfReport $other -NoClobber } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Path*'
        Get-Content $other | Should -Be 'mine'
    }

    It 'finds out before it reads whether the file can be written' -ForEach @(
        @{ Bad = "$([IO.Path]::GetTempPath())/no such folder/r.html" }, @{ Bad = [IO.Path]::GetTempPath() }, @{ Bad = 'env:report' }
    ) {
        Clear-Request $emulator
        { Export-LwfReport $Bad } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Path*'
        Get-Request $emulator | Should -BeNullOrEmpty
    }

    It 'finds out before it reads that a name cannot be: <Name>' -ForEach @(
        @{ Name = 'one that is too long'; Bad = 'r' * 256 }
        @{ Name = 'a null character'; Bad = "a`0b.html" }
        @{ Name = 'a link to nowhere'; Bad = 'nowhere.html'; Target = '/no such folder/r.html' }
        @{ Name = 'a link that leads to itself'; Bad = 'loop.html'; Target = 'loop.html' }
        @{ Name = 'a file that is read-only'; Bad = 'fixed.html'; ReadOnly = $true }
    ) {
        $file = "$TestDrive/$Bad"
        if ($Target) { $null = New-Item -ItemType SymbolicLink -Path $file -Target $Target -Force }
        if ($ReadOnly) { Set-ItemProperty (New-Item $file -Value mine) IsReadOnly $true }
        Clear-Request $emulator
        { Export-LwfReport $file } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Path*'
        Get-Request $emulator | Should -BeNullOrEmpty
    }

    It 'is named when the folder vanishes meanwhile, and not the file that it writes to first' {
        $folder = New-Item -ItemType Directory "$TestDrive/gone"
        $workflow = Get-LwfWorkflow | Select-Object -First 1
        { $workflow | ForEach-Object { Remove-Item $folder; $_ } | Export-LwfReport "$folder/r.html" } | Should -Throw -ErrorId 'InvalidRequest,*'
        $Error[0].Exception.Message | Should -Match '-Path' -Because 'the parameter is named'
        $Error[0].Exception.Message | Should -Not -Match '\.tmp|\.\.$'
    }

    It 'writes to a name that is as long as can be, and to one with brackets' {
        foreach ($name in ('r' * 250 + '.html'), 'report[1].html') {
            (Export-LwfReport "$TestDrive/$name" -PassThru).Name | Should -Be $name
        }
        Get-ChildItem $TestDrive -Force -Filter *.tmp | Should -BeNullOrEmpty
    }

    It 'replaces a read-only file with -Force, which stays read-only, but never one that is to stay' {
        $file = New-Item "$TestDrive/forced.html" -Value mine
        $file.IsReadOnly = $true
        { Export-LwfReport $file -Force -NoClobber } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*already exists*'
        Export-LwfReport $file -Force
        Get-Content $file -Raw | Should -Match '<html'
        (Get-Item $file).IsReadOnly | Should -BeTrue
    }

    It 'keeps the mode <Mode> of the file that it replaces' -Skip:$IsWindows -ForEach @{ Mode = '-rw-------' }, @{ Mode = '-rw-rw-rw-' }, @{ Mode = '-rwxr-x---' } {
        $file = New-Item "$TestDrive/mode.html" -Value mine -Force
        $file.UnixFileMode = (0..8).ForEach{ $Mode[$_ + 1] -ne '-' ? [Math]::Pow(2, 8 - $_) : 0 } | Measure-Object -Sum | ForEach-Object { [IO.UnixFileMode][int]$_.Sum }
        (Get-Item $file).UnixMode | Should -Be $Mode
        Export-LwfReport $file
        (Get-Item $file).UnixMode | Should -Be $Mode
    }

    It 'follows a link, and leaves it one' {
        $target = New-Item "$TestDrive/target.html" -Value old
        $null = New-Item -ItemType SymbolicLink "$TestDrive/first.html" -Target 'target.html'
        $link = New-Item -ItemType SymbolicLink "$TestDrive/second.html" -Target "$TestDrive/first.html"
        Export-LwfReport $link.FullName
        (Get-Item $link).LinkTarget | Should -Be "$TestDrive/first.html"
        (Get-Item "$TestDrive/first.html").LinkTarget | Should -Be 'target.html'
        Get-Content $target -Raw | Should -Match '<html'
        # As the shell does, the file behind a link is made if it is missing.
        Remove-Item $target
        Export-LwfReport $link.FullName
        $target | Should -Exist
        { Export-LwfReport $link.FullName -NoClobber } | Should -Throw -ErrorId 'InvalidRequest,*'
    }

    It 'replaces no device' -Skip:$IsWindows {
        { Export-LwfReport /dev/null } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Path*'
    }

    It 'is plain UTF-8, as the page says' {
        Export-LwfReport $page -Title 'Zoë'
        $bytes = [IO.File]::ReadAllBytes($page)
        $bytes[0] | Should -Be 0x3C
        [Text.UTF8Encoding]::new($false, $true).GetString($bytes) | Should -Match '(?s)charset="?utf-8.*Zo(ë|&#xEB;)'
    }

    It 'refuses a period that ends before it begins' {
        { Export-LwfReport $page -Since 1d -Until 2d } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Since*'
    }

    It 'says in the page and by an error what could not be read' {
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ pathContains = '/taskReports' }; kind = 'status'; status = 404 }
        Export-LwfReport $page -Since 14d -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        Get-Content $page -Raw | Should -Match 'This report isn''t complete'
        Invoke-Control $emulator 'faults' Delete
    }

    It 'works relative to the location of the shell' {
        Push-Location $TestDrive
        try { Export-LwfReport ./here.html }
        finally { Pop-Location }
        Test-Path (Join-Path $TestDrive 'here.html') | Should -BeTrue
    }
}
