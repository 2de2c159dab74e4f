# Starting, restarting and stopping runs, in the built module against the emulator.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator

    function Get-Post { Get-Request $emulator | Where-Object method -EQ 'POST' }

    # A workflow with a run, and people of the directory who are in no run of it yet.
    function New-Workflow([int] $Users, [hashtable] $With = @{}) {
        $made = Invoke-Control $emulator 'generate' Post (@{ users = $Users } + $With)
        $run = Get-LwfRun -WorkflowId $made.workflowIds[0]
        $results = @($run | Get-LwfUserProcessingResult -ExpandProperty subject)
        $people = (Invoke-RestMethod "$($emulator.Address)/v1.0/users" -Headers @{ Authorization = 'Bearer x' }).value | Select-Object -First $Users
        Clear-Request $emulator
        [pscustomobject]@{ Id = $made.workflowIds[0]; Run = $run; Users = @($people); Results = $results }
    }

    # How often each user is in a run that began since.
    function Get-Start($Workflow) {
        Get-LwfRun -WorkflowId $Workflow.Id | Where-Object Id -NE $Workflow.Run.Id | Get-LwfUserProcessingResult | Group-Object { $_.Subject.Id } -NoElement
    }

    function Assert-StartedOnce($Workflow, [int] $Users) {
        $starts = @(Get-Start $Workflow)
        $starts | Should -HaveCount $Users
        $starts | Where-Object Count -GT 1 | Should -BeNullOrEmpty
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Starting' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
    }

    It 'says what would happen to the 37 users of a table, in four requests, and sends nothing' {
        $workflow = New-Workflow 37
        $file = Join-Path $TestDrive 'leavers.csv'
        $workflow.Users | Select-Object DisplayName, UserPrincipalName | Export-Csv $file
        $name = (Get-LwfWorkflow -WorkflowId $workflow.Id).DisplayName
        $text = Invoke-FreshShell "Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address); Import-Csv '$file' | Start-LwfWorkflow '$name' -WhatIf"
        $text -replace '\s+', ' ' | Should -BeLike "What if: Start the workflow '$name' (*) for 37 users in 4 requests. *ignores the scope*task*"
        Get-Post | Should -BeNullOrEmpty
    }

    It 'starts four runs for them, each user in one' {
        $workflow = New-Workflow 37
        $outcomes = $workflow.Users | Select-Object UserPrincipalName | Start-LwfWorkflow -Workflow $workflow.Id -Confirm:$false -PassThru
        $outcomes.Outcome | Should -Be ('Started', 'Started', 'Started', 'Started')
        $outcomes.RunId | Sort-Object -Unique | Should -HaveCount 4
        $outcomes.SubjectIds | Should -HaveCount 37
        (Get-Post).path | Should -BeLike '*/activate'
        Assert-StartedOnce $workflow 37
    }

    It 'takes <Form>, without a request for IDs' -ForEach @(
        @{ Form = 'IDs'; Of = { $_.Id } }
        @{ Form = 'objects of a directory'; Of = { [pscustomobject]@{ Id = $_.Id; UserPrincipalName = $_.UserPrincipalName } } }
        @{ Form = 'rows with a SubjectId'; Of = { [pscustomobject]@{ SubjectId = $_.Id } } }
        @{ Form = 'objects with a subject'; Of = { [pscustomobject]@{ Id = [guid]::NewGuid(); Subject = $_ } } }
    ) {
        $workflow = New-Workflow 3
        $workflow.Users | ForEach-Object $Of | Start-LwfWorkflow $workflow.Id -Confirm:$false
        (Get-Request $emulator).path | Should -Not -Contain '/users'
        Assert-StartedOnce $workflow 3
    }

    It 'takes the users of results, and not the results' {
        $workflow = New-Workflow 2
        $results = @(Get-LwfRun 'Offboard leavers' -ProcessingStatus inProgress | Get-LwfUserProcessingResult)
        $results | Start-LwfWorkflow $workflow.Id -Confirm:$false
        (Get-Start $workflow).Name | Sort-Object | Should -Be ($results.Subject.Id | Sort-Object)
        $file = Join-Path $TestDrive 'results.csv'
        $results | Export-Csv $file
        Clear-Request $emulator
        Import-Csv $file | Start-LwfWorkflow $workflow.Id -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest*'
        Get-Post | Should -BeNullOrEmpty -Because 'Id is not the ID of a user there'
    }

    It 'starts a user once, however often and however written' {
        $workflow = New-Workflow 1
        $user = $workflow.Users[0]
        $user.Id, $user.Id.ToUpperInvariant(), $user.UserPrincipalName, $user.UserPrincipalName.ToUpperInvariant() |
            Start-LwfWorkflow $workflow.Id -Confirm:$false
        Get-Post | Should -HaveCount 1
        Assert-StartedOnce $workflow 1
    }

    It 'starts the members of a group' {
        $workflow = New-Workflow 1
        $group = (Invoke-RestMethod "$($emulator.Address)/v1.0/groups" -Headers @{ Authorization = 'Bearer x' }).value | Where-Object displayName -EQ 'Leaving this month'
        (Start-LwfWorkflow $workflow.Id -GroupId $group.id -Confirm:$false -PassThru).Outcome | Should -Be Started
        Assert-StartedOnce $workflow 37
    }

    It 'starts what failed in a run' {
        $failed = New-Workflow 3 @{ status = 'failed' }
        Start-LwfWorkflow $failed.Id -FromRun $failed.Run -Confirm:$false -PassThru | ForEach-Object Outcome | Should -Be 'Started'
        (Get-Post).path | Should -BeLike '*/activateWithScope'
        @(Get-Start $failed) | Should -HaveCount 3
    }

    It 'refuses <Case>, and sends nothing' -ForEach @(
        @{ Case = 'an unknown user'; Id = 'NotFound'; Do = { $workflow.Users[0].Id, 'nobody@contoso.com' | Start-LwfWorkflow $workflow.Id -Confirm:$false } }
        @{ Case = 'something that is no user'; Id = 'InvalidRequest'; Do = { $workflow.Users[0].Id, 42 | Start-LwfWorkflow $workflow.Id -Confirm:$false } }
        @{ Case = 'workflows as users'; Id = 'InvalidRequest'; Do = { Get-LwfWorkflow -WorkflowId $workflow.Id | Start-LwfWorkflow -Confirm:$false } }
        @{ Case = 'a run in place of a workflow'; Id = 'InvalidRequest'; Do = { $workflow.Run | Start-LwfWorkflow -Subject $workflow.Users[0] -Confirm:$false } }
        @{ Case = 'a run among users'; Id = 'InvalidRequest'; Do = { $workflow.Users[0], $workflow.Run | Start-LwfWorkflow $workflow.Id -Confirm:$false } }
        @{ Case = 'no user at all'; Id = 'InvalidRequest'; Do = { Start-LwfWorkflow $workflow.Id -Confirm:$false } }
        @{ Case = 'a list that is empty'; Id = 'InvalidRequest'; Do = { Start-LwfWorkflow $workflow.Id -Subject @() -Confirm:$false } }
        @{ Case = 'a user and a group'; Id = 'InvalidRequest'; Do = { Start-LwfWorkflow $workflow.Id -Subject $workflow.Users[0] -GroupId g -Confirm:$false } }
        @{ Case = 'a run without failures'; Id = 'Conflict'; Do = { Start-LwfWorkflow $workflow.Id -FromRun $workflow.Run -Confirm:$false } }
        @{ Case = 'an unknown workflow'; Id = 'NotFound'; Do = { Start-LwfWorkflow 'Nothing of the kind' -Subject a@contoso.com -Confirm:$false } }
        @{ Case = '-AllTasks without a run'; Id = 'InvalidRequest'; Do = { Start-LwfWorkflow $workflow.Id -Subject $workflow.Users[0] -AllTasks -Confirm:$false } }
        @{ Case = '-Timeout without -Wait'; Id = 'InvalidRequest'; Do = { Start-LwfWorkflow $workflow.Id -Subject $workflow.Users[0] -Timeout 5 -Confirm:$false } }
    ) {
        $workflow = New-Workflow 2
        try { $null = & $Do -ErrorAction Stop 2>&1 -ErrorVariable problem | Tee-Object -Variable output } catch { $output = @($_) }
        @($output | Where-Object { $_ -is [Management.Automation.ErrorRecord] })[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Post | Should -BeNullOrEmpty
    }

    It 'refuses a workflow that is <State>, with a clear reason' -ForEach @(
        @{ State = 'disabled'; Patch = @{ isEnabled = $false } }
        @{ State = 'deleted'; Patch = $null }
    ) {
        $workflow = New-Workflow 1
        $address = "$($emulator.Address)/v1.0/identityGovernance/lifecycleWorkflows/workflows/$($workflow.Id)"
        $header = @{ Authorization = 'Bearer x' }
        if ($Patch) { $null = Invoke-RestMethod $address -Method Patch -Headers $header -Body (ConvertTo-Json $Patch) -ContentType application/json }
        else { $null = Invoke-RestMethod $address -Method Delete -Headers $header }
        Clear-Request $emulator
        { $workflow.Users[0] | Start-LwfWorkflow $workflow.Id -Confirm:$false -ErrorAction Stop } |
            Should -Throw "*is $State. Nothing was started*" -ErrorId 'Conflict,*'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'waits, and ends with the runs' {
        $workflow = New-Workflow 3
        $run = $workflow.Users | Start-LwfWorkflow $workflow.Id -Confirm:$false -Wait -InformationVariable told 6> $null
        $run | Should -BeOfType LifecycleWorkflows.Run
        $run.ProcessingStatus | Should -Be completed
        "$told" | Should -BeLike "*$($run.Id)*"
    }

    It 'ends a wait that is too long with an error, and leaves the run going' {
        $waiting = New-Workflow 1 @{ waiting = $true }
        $onboard = Get-LwfWorkflow | Where-Object DisplayName -EQ 'Onboard new hires'
        $started = $waiting.Users | Start-LwfWorkflow -Workflow $onboard -Confirm:$false -Wait -Timeout 1 -PassThru -ErrorVariable late -ErrorAction SilentlyContinue 6> $null
        $late.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $started.Outcome | Should -Be Started
        (Get-LwfRun $onboard $started.RunId).ProcessingStatus | Should -Be inProgress
    }

    It 'stops within 0.3 s while it waits, leaves the run going and has said its ID' {
        $user = (Get-LwfPendingTask 'Onboard new hires' | Select-Object -First 1).Subject.Id
        $powershell = [powershell]::Create()
        try {
            $null = $powershell.AddScript("Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address); Start-LwfWorkflow 'Onboard new hires' -Subject $user -Wait -Confirm:`$false")
            $null = $powershell.BeginInvoke()
            $deadline = (Get-Date).AddSeconds(20)
            while ($powershell.Streams.Information.Count -eq 0) {
                if ((Get-Date) -gt $deadline) { throw "It did not come to wait: $($powershell.Streams.Error)" }
                Start-Sleep -Milliseconds 20
            }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $powershell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 300
            $run = Get-LwfRun 'Onboard new hires' -Since 1h | Where-Object WorkflowExecutionType -EQ onDemand
            "$($powershell.Streams.Information)" | Should -BeLike "*$($run.Id)*"
            $run.ProcessingStatus | Should -Be inProgress
        }
        finally { $powershell.Dispose() }
    }

    It 'starts no user twice when it is killed, with lost responses' {
        $workflow = New-Workflow 37
        $file = Join-Path $TestDrive 'many.csv'
        $workflow.Users | Select-Object Id | Export-Csv $file
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST'; rate = 0.5; seed = 1 }; kind = 'reset'; apply = $true }
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 300 }
        try {
            $start = [Diagnostics.ProcessStartInfo]::new($shell)
            $script = "Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address) -SettleTimeout 1; Import-Csv '$file' | Start-LwfWorkflow $($workflow.Id) -Confirm:`$false"
            foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $script) { $start.ArgumentList.Add($argument) }
            $run = [Diagnostics.Process]::Start($start)
            $deadline = (Get-Date).AddSeconds(60)
            while (@(Get-Post).Count -lt 3) {
                if ($run.HasExited -or (Get-Date) -gt $deadline) { throw "It came to no more than $(@(Get-Post).Count) requests." }
                Start-Sleep -Milliseconds 20
            }
            $run.Kill()
            $run.WaitForExit(10000) | Should -BeTrue
        }
        finally {
            $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 }
            $null = Invoke-Control $emulator 'faults' Delete
        }
        $starts = @(Get-Start $workflow)
        $starts.Count | Should -BeGreaterThan 0
        $starts.Count | Should -BeLessThan 37
        $starts | Where-Object Count -GT 1 | Should -BeNullOrEmpty
    }
}

Describe 'Restarting' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
    }

    It 'repairs the tenant with one line' {
        $failed = Get-LwfRun -Since 1d | Where-Object FailedUsersCount
        Get-LwfRun -Since 1d | Where-Object FailedUsersCount | Restart-LwfRun -Wait -Confirm:$false | Get-LwfTaskProcessingResult | Format-LwfTimeline 6> $null | Should -Not -BeNullOrEmpty
        $repair = $failed | Get-LwfRun -Reprocessed
        $repair | Should -HaveCount @($failed).Count
        $repair.ProcessingStatus | Should -Be completed
        $repair.RestartedRunId | Should -Be $failed.Id
        $repair.FailedUsersCount | Should -Be 0
    }

    It 'does nothing the second time' {
        $first = Get-LwfRun -Since 1d | Where-Object FailedUsersCount | Restart-LwfRun -Confirm:$false -PassThru
        Clear-Request $emulator
        $second = Get-LwfRun -Since 1d | Where-Object FailedUsersCount | Restart-LwfRun -Confirm:$false -PassThru -WarningVariable said 3> $null
        $second.Outcome | Should -Be AlreadyRestarted
        $second.RunId | Should -Be $first.RunId
        $said | Should -HaveCount 1
        Get-Post | Should -BeNullOrEmpty
    }

    It 'restarts all results of a workflow with one request, and gives each an outcome' {
        $failed = New-Workflow 12 @{ status = 'failed' }
        $input = @($failed.Results) + $failed.Results[0]
        $outcomes = $input | Restart-LwfRun -Confirm:$false -PassThru
        Get-Post | Should -HaveCount 1
        $outcomes | Should -HaveCount 13
        $outcomes.RestartedUserProcessingResultId | Should -Be $input.Id
        $outcomes.RunId | Sort-Object -Unique | Should -HaveCount 1
        $outcomes[12].IsDuplicate | Should -BeTrue
        Assert-StartedOnce $failed 12
    }

    It 'refuses <Case>, and sends nothing' -ForEach @(
        @{ Case = 'a run without failures'; Id = 'Conflict'; Do = { $fine.Run | Restart-LwfRun -Confirm:$false } }
        @{ Case = 'one result of a task'; Id = 'InvalidRequest'; Do = { $failed.Run | Get-LwfTaskProcessingResult -Top 1 | Restart-LwfRun -Confirm:$false } }
        @{ Case = 'a run beside its own results'; Id = 'InvalidRequest'; Do = { $failed.Run, $failed.Results[0] | Restart-LwfRun -Confirm:$false } }
        @{ Case = '-AllUsers for a result'; Id = 'InvalidRequest'; Do = { $failed.Results[0] | Restart-LwfRun -AllUsers -Confirm:$false } }
        @{ Case = 'a workflow'; Id = 'InvalidRequest'; Do = { Get-LwfWorkflow -WorkflowId $failed.Id | Restart-LwfRun -Confirm:$false } }
        @{ Case = 'a run of another workflow'; Id = 'NotFound'; Do = { $failed.Run | Restart-LwfRun -Workflow $fine.Id -Confirm:$false } }
    ) {
        $fine = New-Workflow 1
        $failed = New-Workflow 2 @{ status = 'failed' }
        $output = try { & $Do 2>&1 } catch { $_ }
        @($output | Where-Object { $_ -is [Management.Automation.ErrorRecord] })[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Post | Should -BeNullOrEmpty
    }

    It 'prompts once for all, and says what and how many' {
        $failed = New-Workflow 2 @{ status = 'failed' }
        $text = Invoke-FreshShell "Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address); Get-LwfRun -WorkflowId $($failed.Id) | Restart-LwfRun -WhatIf"
        $text -replace '\s+', ' ' | Should -BeLike "What if: Restart the workflow '*' (*) for 2 users with failures of the run $($failed.Run.Id): only the tasks that failed."
    }
}

Describe 'Stopping' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
    }

    It 'stops what runs, and what has ended is no error' {
        $runs = Get-LwfRun 'Onboard new hires'
        $outcomes = $runs | Stop-LwfRun -PassThru -Confirm:$false
        $outcomes.RunId | Should -Be $runs.Id
        for ($i = 0; $i -lt $runs.Count; $i++) {
            $outcomes[$i].Outcome | Should -Be ($runs[$i].ProcessingStatus -eq 'inProgress' ? 'Stopped' : 'AlreadyFinished')
        }
        (Get-LwfRun 'Onboard new hires').ProcessingStatus | Should -Not -Contain inProgress
    }

    It 'refuses what is less than a run: <Kind>' -ForEach @(
        @{ Kind = 'a user processing result'; Do = { $run | Get-LwfUserProcessingResult -Top 1 } }
        @{ Kind = 'a task processing result'; Do = { $run | Get-LwfTaskProcessingResult -Top 1 } }
    ) {
        $run = Get-LwfRun 'Onboard new hires' -ProcessingStatus inProgress
        $one = & $Do
        Clear-Request $emulator
        { $one | Stop-LwfRun -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'sends one request for a run, however often it comes in' {
        $run = Get-LwfRun 'Onboard new hires' -ProcessingStatus inProgress
        $outcomes = $run, $run | Stop-LwfRun -PassThru
        Get-Post | Should -HaveCount 1
        $outcomes.IsDuplicate | Should -Be ($false, $true)
    }
}

Describe 'The runs of all workflows' {
    BeforeAll {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
    }

    It 'come out without any workflow' {
        $all = Get-LwfWorkflow | Get-LwfRun
        (Get-LwfRun).Id | Should -Be $all.Id
        (Get-LwfRun -ProcessingStatus inProgress).Id | Should -Be ($all | Where-Object ProcessingStatus -EQ inProgress).Id
        Get-LwfRun -Top 2 | Should -HaveCount 2
        (Get-LwfRun -OrderBy 'startedDateTime desc' -Top 1).Id | Should -Be ($all | Sort-Object StartedDateTime -Descending)[0].Id
    }

    It 'come out but for those of a workflow that fails' {
        $workflows = Get-LwfWorkflow
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ pathContains = "$($workflows[0].Id)/runs" }; status = 404; times = 9 }
        $runs = Get-LwfRun -ErrorAction SilentlyContinue -ErrorVariable missing
        $null = Invoke-Control $emulator 'faults' Delete
        $missing | Should -HaveCount 1
        $runs.WorkflowId | Sort-Object -Unique | Should -Be $workflows[1].Id
    }
}
