BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    function Get-Waiting([int] $Users) {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = $Users; waiting = $true }
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress
        Clear-Request $emulator
    }

    # Answers results a little later, in a thread of its own, while this one waits for them.
    function Start-Answer($Results, [double] $After, [string] $Status = 'Completed') {
        Start-ThreadJob -ArgumentList $Results, $After, $Status, $emulator.Address, $modulePath {
            param($Results, $After, $Status, $Address, $ModulePath)
            Start-Sleep $After
            Import-Module $ModulePath
            Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $Address
            $Results | Resume-LwfTaskProcessingResult -OperationStatus $Status -Batch
        }
    }

    function Get-Read { Get-Request $emulator | Where-Object method -EQ 'GET' }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Wait-LwfTaskProcessingResult' {
    It 'waits for fifty below one run with about one request a look' {
        $waiting = Get-Waiting 50
        $job = Start-Answer $waiting 3
        $ended = $waiting | Wait-LwfTaskProcessingResult -PollingInterval 1 -Timeout 60
        $null = Complete-Job $job
        $ended.Id | Should -Be $waiting.Id
        $ended.ProcessingStatus | Sort-Object -Unique | Should -Be 'completed'
        $ended[0].WorkflowId, $ended[0].RunId | Should -Be $waiting[0].WorkflowId, $waiting[0].RunId
        # A look each second for about three, and then one for each twenty.
        @(Get-Read).Count | Should -BeLessOrEqual 14
        @(Get-Read).Count | Should -BeGreaterOrEqual 5
    }

    It 'asks below the run also for what was read below its users, and says where it came from' {
        $waiting = Get-Waiting 5
        $made = $waiting | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult -ProcessingStatus inProgress
        $made | Should -HaveCount 5
        Clear-Request $emulator
        $job = Start-Answer $waiting 1 Failed
        $ended = $made | Wait-LwfTaskProcessingResult -PollingInterval 1 -Timeout 60
        $null = Complete-Job $job
        $ended.ProcessingStatus | Sort-Object -Unique | Should -Be 'failed'
        $ended.UserProcessingResultId | Should -Be $made.UserProcessingResultId
        (Get-Read).path | Sort-Object -Unique | Should -Be "/identityGovernance/lifecycleWorkflows/workflows/$($made[0].WorkflowId)/runs/$($made[0].RunId)/taskProcessingResults"
    }

    It 'takes what <Name> gives' -ForEach @(
        @{ Name = 'Resume-LwfTaskProcessingResult -PassThru'; Most = 2; Get = { Get-Waiting 3 | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru } }
        @{ Name = 'Get-LwfPendingTask'; Most = 2; Get = { Get-Waiting 3 | Get-LwfPendingTask | ForEach-Object { $_ | Resume-LwfTaskProcessingResult -OperationStatus Completed; $_ } } }
        # Whether its ids belong together is looked at first, one by one.
        @{ Name = 'a CSV file'; Most = 3; Get = { Get-Waiting 3 | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        $items = & $Get
        Clear-Request $emulator
        $ended = $items | Wait-LwfTaskProcessingResult -Timeout 30
        $ended | Should -HaveCount 3
        $ended.Id | Should -Be $items.TaskProcessingResultId
        $ended.ProcessingStatus | Sort-Object -Unique | Should -Be 'completed'
        @(Get-Read).Count | Should -BeLessOrEqual $Most
    }

    It 'asks nothing about what has ended' {
        $ended = Get-Waiting 2 | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru | Get-LwfTaskProcessingResult
        Clear-Request $emulator
        ($ended | Wait-LwfTaskProcessingResult).Id | Should -Be $ended.Id
        Get-Request $emulator | Should -BeNullOrEmpty
    }

    It 'gives one that ended while another has run out of time' {
        $waiting = Get-Waiting 3
        $waiting[1] | Resume-LwfTaskProcessingResult -OperationStatus Completed
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $ended = $waiting | Wait-LwfTaskProcessingResult -Timeout 2 -ErrorVariable problems -ErrorAction SilentlyContinue
        $watch.Elapsed.TotalSeconds | Should -BeGreaterThan 1.9
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 6
        $ended.Id | Should -Be $waiting[1].Id
        $problems | Should -HaveCount 2
        $problems.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $problems.TargetObject.Id | Should -Be $waiting[0].Id, $waiting[2].Id
        $problems.CategoryInfo.TargetName | Should -Be $waiting[0].Id, $waiting[2].Id
        $problems.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'OperationTimeout'
        "$($problems[0])" | Should -BeLike "*$($waiting[0].Id)*inProgress*"
    }

    It 'gives an error for one that does not exist, and the others' {
        $waiting = Get-Waiting 2
        $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed
        $strange = [pscustomobject]@{ WorkflowId = $waiting[0].WorkflowId; RunId = $waiting[0].RunId; TaskProcessingResultId = 'strange' }
        $ended = $waiting[0], $strange, $waiting[1] | ForEach-Object { [pscustomobject]@{ WorkflowId = $_.WorkflowId; RunId = $_.RunId; TaskProcessingResultId = $_.TaskProcessingResultId } } |
            Wait-LwfTaskProcessingResult -Timeout 20 -ErrorVariable problems -ErrorAction SilentlyContinue
        $ended.Id | Should -Be $waiting.Id
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a timeout below zero'; With = @{ Timeout = -1 } }
        @{ Name = 'an interval of nothing'; With = @{ PollingInterval = 0 } }
        @{ Name = 'more than a month'; With = @{ Timeout = [int]::MaxValue } }
    ) {
        { Wait-LwfTaskProcessingResult x -WorkflowId w -RunId r @With -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage "*-$($With.Keys)*"
    }

    It 'stops within 0.3 s while it waits' {
        $waiting = Get-Waiting 2
        $powershell = [powershell]::Create()
        try {
            $null = $powershell.AddScript("Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address); Wait-LwfTaskProcessingResult -TaskProcessingResultId $($waiting[0].Id) -WorkflowId $($waiting[0].WorkflowId) -RunId $($waiting[0].RunId) -PollingInterval 60")
            $null = $powershell.BeginInvoke()
            $deadline = (Get-Date).AddSeconds(20)
            while (-not (Get-Read)) { if ((Get-Date) -gt $deadline) { throw "No request was made: $($powershell.Streams.Error)" }; Start-Sleep -Milliseconds 50 }
            Start-Sleep -Milliseconds 300
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $powershell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 300
        }
        finally { $powershell.Dispose() }
    }
}
