BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    function New-Waiting([int] $Users) {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = $Users; waiting = $true }
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress
        Clear-Request $emulator
    }

    function New-JournalPath { Join-Path $TestDrive "$([guid]::NewGuid()).jsonl" }

    function Get-Post { Get-Request $emulator | Where-Object method -EQ 'POST' }

    # How many answers the tenant took for each result, whether the client heard of it or not.
    function Get-Accepted {
        foreach ($request in Get-Post) {
            if ($request.parts) { $request.parts | Where-Object applied | ForEach-Object url }
            elseif ($request.applied) { $request.path }
        }
    }

    function Measure-Completed { (Invoke-Control $emulator 'state?summary=true').taskProcessingResultsByStatus.completed }

    function Assert-Truth($Waiting, $Outcomes) {
        $Outcomes.TaskProcessingResultId | Should -Be $Waiting.Id
        (Get-Accepted | Group-Object | Where-Object Count -GT 1) | Should -BeNullOrEmpty -Because 'a result takes one answer'
        $state = @{}
        (Invoke-Control $emulator 'state').taskProcessingResults | ForEach-Object { $state[$_.id] = $_.processingStatus }
        foreach ($outcome in $Outcomes) {
            $expected = switch ($outcome.Outcome) { Failed { 'inProgress' } Unknown { 'inProgress', 'completed' } default { 'completed' } }
            $state[$outcome.TaskProcessingResultId] | Should -BeIn $expected -Because "the outcome is $($outcome.Outcome)"
        }
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'A run with a journal' {
    It 'is gone on with by the next, which sends what is left and tells all outcomes' {
        $waiting = New-Waiting 6
        $journal = New-JournalPath
        $waiting | Select-Object -First 4 | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal
        Clear-Request $emulator
        $outcomes = $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru -Verbose 4>&1
        $said = $outcomes | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and "$_" -like '*the journal shows*' }
        $outcomes = $outcomes | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }
        $said | Should -HaveCount 4
        $outcomes.TaskProcessingResultId | Should -Be $waiting.Id
        $outcomes.Outcome | Sort-Object -Unique | Should -Be 'Resumed'
        $outcomes.Attempts | Sort-Object -Unique | Should -Be 1
        @($outcomes.JournaledDateTime).Where{ $_ }.Count | Should -Be 4
        $outcomes[0].RequestId | Should -Not -BeNullOrEmpty
        Get-Post | Should -HaveCount 2
    }

    It 'tries again what failed before' {
        $waiting = New-Waiting 3
        $journal = New-JournalPath
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST'; pathContains = $waiting[1].Id }; status = 403 }
        ($waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru -ErrorAction SilentlyContinue).Outcome | Should -Be 'Resumed', 'Failed', 'Resumed'
        ($waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru).Outcome | Should -Be 'Resumed', 'Resumed', 'Resumed'
        Get-Post | Should -HaveCount 4
    }

    It 'holds neither tokens nor people' {
        $waiting = New-Waiting 2
        $journal = New-JournalPath
        $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal
        $lines = Get-Content $journal
        $lines | Should -HaveCount 5
        $header = $lines[0] | ConvertFrom-Json
        $header.journal, $header.format, $header.noun, $header.endpoint, $header.apiVersion | Should -Be 'LifecycleWorkflows', 2, 'task processing results', ([uri]$emulator.Address).Authority, 'v1.0'
        $entries = $lines | Select-Object -Skip 1 | ConvertFrom-Json
        $entries.state | Should -Be 'Sending', 'Resumed', 'Sending', 'Resumed'
        $entries[0].id | Should -Be $waiting[0].Id
        "$lines" | Should -Not -Match 'canary'
        ($entries | ForEach-Object { $_.PSObject.Properties.Name } | Sort-Object -Unique) | Should -Be 'as', 'at', 'attempts', 'id', 'milliseconds', 'requestId', 'state'
    }

    It 'sends in batches and in parallel: <Name>' -ForEach @(
        @{ Name = '-Batch'; With = @{ Batch = $true } }
        @{ Name = '-ThrottleLimit'; With = @{ ThrottleLimit = 8 } }
        @{ Name = 'both'; With = @{ Batch = $true; ThrottleLimit = 3 } }
    ) {
        $waiting = New-Waiting 90
        $journal = New-JournalPath
        $outcomes = $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru @With
        Assert-Truth $waiting $outcomes
        Get-Content $journal | Should -HaveCount 181
        Clear-Request $emulator
        Assert-Truth $waiting ($waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru @With)
        Get-Request $emulator | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf, be there a journal or not' {
        $waiting = New-Waiting 2
        $journal = New-JournalPath
        $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -WhatIf
        $journal | Should -Not -Exist
        $waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal
        Add-Content $journal '{"half' -NoNewline
        $before = Get-Content $journal -Raw
        $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -WhatIf
        Get-Content $journal -Raw | Should -Be $before
    }

    It 'takes a path of the shell: <_>' -ForEach 'relative', 'a drive', 'home' {
        $waiting = New-Waiting 1
        $name = "$([guid]::NewGuid()).jsonl"
        $path, $file = switch ($_) {
            'relative' { "./$name", "$TestDrive/$name" }
            'a drive' { "TestDrive:/$name", "$TestDrive/$name" }
            'home' { "~/$name", "$HOME/$name" }
        }
        Push-Location $TestDrive
        try {
            $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $path
            $file | Should -Exist
        }
        finally {
            Pop-Location
            Remove-Item $file -ErrorAction SilentlyContinue
        }
    }

    It 'settles what an upstream error leaves on its way' {
        $waiting = New-Waiting 5
        $journal = New-JournalPath
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 300 }
        try {
            { $waiting | ForEach-Object { if ($_.Id -eq $waiting[4].Id) { throw 'upstream' }; $_ } | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -ThrottleLimit 8 } | Should -Throw 'upstream'
        }
        finally { $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 } }
        (Get-Content $journal | Select-Object -Skip 1 | ConvertFrom-Json).state | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object | Should -Be 'Resumed 4', 'Sending 4'
    }
}

Describe 'What an earlier run left on its way' {
    It 'is settled by reading, and sent only if it still waits' {
        $waiting = New-Waiting 3
        $journal = New-JournalPath
        # The first was accepted, the second never arrived, and the third has no line: so it looks when a process dies.
        $waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal
        $lines = Get-Content $journal
        Set-Content $journal ($lines[0..1] + $lines[1].Replace($waiting[0].Id, $waiting[1].Id))
        Clear-Request $emulator
        $outcomes = $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru
        $outcomes.Outcome | Should -Be 'ResumedAfterCheck', 'Resumed', 'Resumed'
        $outcomes.Attempts | Should -Be 1, 2, 1
        $methods = (Get-Request $emulator).method
        $methods[0], $methods[1] | Should -Be 'GET', 'GET'
        $methods[-2], $methods[-1] | Should -Be 'POST', 'POST'
        ($methods -eq 'POST').Count | Should -Be 2
    }

    It 'keeps its half last line from doing harm' {
        $waiting = New-Waiting 2
        $journal = New-JournalPath
        $waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal
        $text = Get-Content $journal -Raw
        Set-Content $journal $text.Substring(0, $text.Length - 20) -NoNewline
        $outcomes = $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru
        $outcomes.Outcome | Should -Be 'ResumedAfterCheck', 'Resumed'
        Get-Content $journal | ConvertFrom-Json | Should -HaveCount 5
    }

    It 'stays unknown for the next run to find out while the result cannot be read' {
        $waiting = New-Waiting 1
        $journal = New-JournalPath
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; kind = 'reset'; apply = $true }
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'GET' }; status = 403 }
        ($waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru -ErrorAction SilentlyContinue).Outcome | Should -Be 'Unknown'
        ($waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru).Outcome | Should -Be 'ResumedAfterCheck'
        Get-Post | Should -HaveCount 1
    }
}

Describe 'An answer to a request for access, which the service queues' {
    BeforeEach {
        Reset-Emulator $emulator
        $waiting = Get-WaitingRequest $emulator
        $callout = $waiting.customExtensionCalloutInstances | Where-Object status -EQ 'waitingForCallback'
        $journal = New-JournalPath
        $with = @{ AccessPackageAssignmentRequestId = $waiting.id; Stage = 'assignmentRequestCreated'; CustomExtensionStageInstanceId = $callout.id; JournalPath = $journal; PassThru = $true }
        Clear-Request $emulator

        function Set-Age([int] $Minutes) {
            $lines = Get-Content $journal | ForEach-Object { $line = $_ | ConvertFrom-Json -AsHashtable; if ($line.at) { $line.at = $line.at.AddMinutes(-$Minutes).ToString('o') }; ConvertTo-Json $line -Compress }
            $header = (Get-Content $journal -TotalCount 1)
            Set-Content $journal (@($header) + $lines[1..9])
        }

        function Get-AcceptedAnswer { ((Invoke-Control $emulator 'state').assignmentRequests | Where-Object id -EQ $waiting.id).callouts | Where-Object id -EQ $callout.id | ForEach-Object acceptedAnswers }
    }

    It 'is noted as an answer to a task is' {
        (Resume-LwfAccessPackageAssignmentRequest @with).JournaledDateTime | Should -BeNullOrEmpty
        $again = Resume-LwfAccessPackageAssignmentRequest @with
        $again.Outcome | Should -Be 'Resumed'
        $again.JournaledDateTime | Should -Not -BeNullOrEmpty
        Get-Post | Should -HaveCount 1
        { New-Waiting 1 | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal } | Should -Throw -ErrorId 'JournalMismatch,*'
    }

    It 'is sent once a run, and not again within five minutes' {
        $null = Invoke-Control $emulator 'settings' Patch @{ requestAnswerDelay = @{ minimum = 'PT10M' } }
        try {
            $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; kind = 'reset'; apply = $true }
            $outcome = Resume-LwfAccessPackageAssignmentRequest @with -ErrorVariable problems -ErrorAction SilentlyContinue
            $outcome.Outcome, $outcome.Attempts, $outcome.ErrorId | Should -Be 'Unknown', 1, 'ConnectionFailed'
            $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Five minutes after the callback was sent, run the command again with the same -JournalPath*'
            Set-Age 4
            (Resume-LwfAccessPackageAssignmentRequest @with -ErrorAction SilentlyContinue).Outcome | Should -Be 'Unknown'
            Get-Post | Should -HaveCount 1
            $null = Invoke-Control $emulator 'settings' Patch @{ clockOffset = 'PT11M' }
            (Resume-LwfAccessPackageAssignmentRequest @with).Outcome | Should -Be 'ResumedAfterCheck'
            Get-AcceptedAnswer | Should -Be 1
        }
        finally { $null = Invoke-Control $emulator 'settings' Patch @{ requestAnswerDelay = @{ minimum = 'PT0S' }; clockOffset = 'PT0S' } }
    }

    It 'is sent again by a later run when it never arrived' {
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; kind = 'reset' }
        (Resume-LwfAccessPackageAssignmentRequest @with -ErrorAction SilentlyContinue).Outcome | Should -Be 'Unknown'
        Set-Age 5
        $outcome = Resume-LwfAccessPackageAssignmentRequest @with
        $outcome.Outcome, $outcome.Attempts | Should -Be 'Resumed', 2
        Get-AcceptedAnswer | Should -Be 1
    }
}

Describe 'A journal of the first format' {
    It 'is gone on with' {
        $waiting = New-Waiting 2
        $journal = New-JournalPath
        $waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal
        $path = "identityGovernance/lifecycleWorkflows/workflows/$($waiting[0].WorkflowId)/runs/$($waiting[0].RunId)/taskProcessingResults/$($waiting[0].Id.ToUpperInvariant())"
        Set-Content $journal ((Get-Content $journal) -replace '"format":2', '"format":1' -replace '"id":"[^"]+"', "`"item`":`"$path`"")
        Clear-Request $emulator
        $outcomes = $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -PassThru
        $outcomes.Outcome | Should -Be 'Resumed', 'Resumed'
        $outcomes[0].JournaledDateTime | Should -Not -BeNullOrEmpty
        Get-Post | Should -HaveCount 1
    }
}

Describe 'A journal that is refused' {
    BeforeAll {
        $waiting = New-Waiting 2
        $journal = New-JournalPath
        $waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal
        Clear-Request $emulator
    }

    It 'belongs to another <What>' -ForEach @(
        @{ What = 'endpoint'; Change = { param($header) $header.endpoint = 'graph.microsoft.com' } }
        @{ What = 'tenant'; Change = { param($header) $header | Add-Member tenant 'another' } }
        @{ What = 'version'; Change = { param($header) $header.apiVersion = 'beta' } }
        @{ What = 'kind of job'; Change = { param($header) $header.noun = 'access package assignment requests' } }
    ) {
        $other = New-JournalPath
        $lines = Get-Content $journal
        $header = $lines[0] | ConvertFrom-Json
        & $Change $header
        Set-Content $other (@(ConvertTo-Json $header -Compress) + $lines[1..2])
        $before = Get-Content $other -Raw
        { $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $other } | Should -Throw -ErrorId 'JournalMismatch,*'
        Get-Content $other -Raw | Should -Be $before
        Get-Request $emulator | Should -BeNullOrEmpty
    }

    It 'is known by the tenant of the token' {
        function Get-TenantToken($Tenant) {
            (Invoke-Control $emulator 'token' Post @{ roles = @('LifecycleWorkflows.ReadWrite.All'); tenantId = $Tenant }).accessToken
        }
        $own = New-JournalPath
        foreach ($tenant in 'one', 'two') {
            $connection = Connect-Lwf -AccessToken (Get-Token (Get-TenantToken $tenant)) -GraphEndpoint $emulator.Address -PassThru
            if ($tenant -eq 'one') { $waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $own -Connection $connection }
            else { { $waiting[1] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $own -Connection $connection } | Should -Throw -ErrorId 'JournalMismatch,*' }
        }
        (Get-Content $own -TotalCount 1 | ConvertFrom-Json).tenant | Should -Be 'one'
        Connect-Emulator $emulator
    }

    It 'has an item with another status, which leaves the others alone' {
        $outcomes = $waiting | Resume-LwfTaskProcessingResult -OperationStatus Failed -JournalPath $journal -PassThru -ErrorVariable problems -ErrorAction SilentlyContinue
        $outcomes.Outcome | Should -Be 'Failed', 'Resumed'
        $outcomes[0].ErrorId | Should -Be 'JournalMismatch'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'JournalMismatch,*'
        $problems[0].TargetObject | Should -Be $waiting[0]
    }

    It 'is no journal: <_>' -ForEach 'Id,Name', '{}', "`0`0" {
        $file = New-JournalPath
        Set-Content $file $_
        $before = Get-Content $file -Raw
        { $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $file } | Should -Throw -ErrorId 'JournalMismatch,*'
        Get-Content $file -Raw | Should -Be $before
    }

    It 'is no path to a file: <_>' -ForEach '', 'Env:/x', 'Nowhere:/x', '/no/such/folder/x', '.' {
        { $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $_ } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-JournalPath*'
    }

    It 'is in use by another run' {
        $held = New-JournalPath
        $items = New-Waiting 2
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 5000 } # longer than a run waits for a file
        try {
            $job = Start-ThreadJob -ArgumentList $items[0], $held, $emulator.Address, $modulePath {
                param($Item, $Journal, $Address, $ModulePath)
                Import-Module $ModulePath
                Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $Address
                $Item | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $Journal -PassThru
            }
            $deadline = (Get-Date).AddSeconds(20)
            while (-not (Test-Path $held) -and (Get-Date) -lt $deadline) { Start-Sleep -Milliseconds 20 }
            { $items[1] | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $held } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*another command*'
            (Complete-Job $job).Outcome | Should -Be 'Resumed'
        }
        finally { $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 } }
    }

    It 'cannot be written: nothing is sent' -Skip:(-not (Test-Path /dev/full)) {
        $items = New-Waiting 2
        $outcomes = $items | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath /dev/full -PassThru -ErrorVariable problems -ErrorAction SilentlyContinue
        $outcomes.Outcome | Should -Be 'Failed', 'Failed'
        $outcomes.Attempts | Should -Be 0, 0
        "$($problems[0])" | Should -BeLike '*wasn''t sent because the journal couldn''t be written*'
        Get-Post | Should -BeNullOrEmpty
    }
}

Describe 'A run that is killed' {
    It 'three times among 1,000 answers, <Name>, is finished by the fourth, and no result takes two answers' -ForEach @(
        @{ Name = 'sixteen at once'; With = '-ThrottleLimit 16'; Latency = 60; Kills = 150, 350, 600; Faulty = $false }
        @{ Name = 'in batches, with lost replies'; With = '-ThrottleLimit 2 -Batch'; Latency = 150; Kills = 100, 300, 600; Faulty = $true }
    ) {
        $waiting = New-Waiting 1000
        $journal = New-JournalPath
        $list = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $waiting | Select-Object WorkflowId, TaskId, TaskProcessingResultId | Export-Csv $list
        $script = "Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address) -SettleTimeout 1; Import-Csv '$list' | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath '$journal' $With"
        if ($Faulty) { $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST'; rate = 0.1; seed = 5 }; kind = 'reset'; apply = $true } }
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = $Latency }
        $before = Measure-Completed
        try {
            foreach ($kill in $Kills) {
                $start = [Diagnostics.ProcessStartInfo]::new($shell)
                foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $script) { $start.ArgumentList.Add($argument) }
                $run = [Diagnostics.Process]::Start($start)
                $deadline = (Get-Date).AddSeconds(60)
                while ((Measure-Completed) - $before -lt $kill) {
                    if ($run.HasExited -or (Get-Date) -gt $deadline) { throw "The run came to no more than $((Measure-Completed) - $before) answers." }
                    Start-Sleep -Milliseconds 20
                }
                $run.Kill()
                $run.WaitForExit(10000) | Should -BeTrue
            }
            $null = Invoke-Control $emulator 'faults' Delete
            $accepted = @(Get-Accepted).Count
            $accepted | Should -BeGreaterOrEqual $Kills[-1]
            $accepted | Should -BeLessThan 1000
            $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 }
            $outcomes = Import-Csv $list | Resume-LwfTaskProcessingResult -OperationStatus Completed -JournalPath $journal -ThrottleLimit 16 -PassThru
        }
        finally { $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 } }
        Assert-Truth $waiting $outcomes
        Get-Request $emulator | Where-Object method -EQ 'GET' | Should -Not -BeNullOrEmpty -Because 'something was on its way each time'
        $outcomes.Outcome | Where-Object { $_ -in 'Failed', 'Unknown' } | Should -BeNullOrEmpty
        @(Get-Accepted).Count | Should -Be 1000
        @($outcomes.JournaledDateTime).Where{ $_ }.Count | Should -BeGreaterThan ($Kills[-1] - 100)
    }
}
