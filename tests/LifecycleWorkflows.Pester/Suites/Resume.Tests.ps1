BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    function Get-Five {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 5; waiting = $true }
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress
        Clear-Request $emulator
    }

    function Get-Post { Get-Request $emulator | Where-Object method -EQ 'POST' }

    function Set-Refusal($Result, [int] $Status = 403, [hashtable] $With = @{}) {
        $null = Invoke-Control $emulator 'faults' Post (@{ match = @{ method = 'POST'; pathContains = $Result.Id }; times = 1; status = $Status; code = 'Authorization_RequestDenied'; message = 'Adele Vance may not' } + $With)
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Resume-LwfTaskProcessingResult' {
    It 'resumes four of five when the third is refused, with one error that helps' {
        $five = Get-Five
        Set-Refusal $five[2]
        $outcomes = $five | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru -ErrorVariable problems -ErrorAction SilentlyContinue
        $outcomes.Outcome | Should -Be 'Resumed', 'Resumed', 'Failed', 'Resumed', 'Resumed'
        $outcomes.TaskProcessingResultId | Should -Be $five.Id
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
        $problems[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        $problems[0].TargetObject | Should -Be $five[2]
        $problems[0].Exception.StatusCode | Should -Be 403
        $problems[0].Exception.Code | Should -Be 'Authorization_RequestDenied'
        $problems[0].Exception.RequestId | Should -Be @(Get-Post)[2].requestId
        $problems[0].Exception.ClientRequestId | Should -Be @(Get-Post)[2].clientRequestId
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*LifecycleWorkflows.ReadWrite.All*authorizedApps*'
        "$($problems[0])" | Should -Not -BeLike '*Adele*'
        Get-Post | Should -HaveCount 5
    }

    It 'sends none after the third with -ErrorAction Stop' {
        $five = Get-Five
        Set-Refusal $five[2]
        { $five | Resume-LwfTaskProcessingResult -OperationStatus Completed -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,*'
        Get-Post | Should -HaveCount 3
    }

    It 'emits nothing without -PassThru' {
        Get-Five | Resume-LwfTaskProcessingResult -OperationStatus Completed | Should -BeNullOrEmpty
    }

    It 'sends what the service documents' {
        $one = @(Get-Five)[0]
        $one | Resume-LwfTaskProcessingResult -OperationStatus completed -Source sample -Type lifecycleEvent
        $body = @(Get-Post)[0].body | ConvertFrom-Json
        $body.source, $body.type, $body.data.operationStatus | Should -Be 'sample', 'lifecycleEvent', 'completed'
        $body.data.'@odata.type' | Should -Be '#microsoft.graph.identityGovernance.customTaskExtensionCallbackData'
    }

    It 'says AlreadyDone, without error, when the wanted status is there already' {
        $one = @(Get-Five)[0]
        $one | Resume-LwfTaskProcessingResult -OperationStatus Completed
        ($one | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru -ErrorAction Stop).Outcome | Should -Be 'AlreadyDone'
        { $one | Resume-LwfTaskProcessingResult -OperationStatus Failed -ErrorAction Stop } | Should -Throw -ErrorId 'Conflict,*'
    }

    It 'takes ids alone' {
        $one = @(Get-Five)[0]
        Resume-LwfTaskProcessingResult -WorkflowId $one.WorkflowId -TaskId $one.TaskId -TaskProcessingResultId $one.Id -OperationStatus Failed
        ($one | Get-LwfTaskProcessingResult).ProcessingStatus | Should -Be 'failed'
    }

    It 'takes a callback path alone' {
        $one = @(Get-Five)[0]
        Resume-LwfTaskProcessingResult -OperationStatus Completed -CallbackUriPath "/identityGovernance/lifecycleWorkflows/workflows/$($one.WorkflowId)/tasks/$($one.TaskId)/taskProcessingResults/$($one.Id)/resume"
        ($one | Get-LwfTaskProcessingResult).ProcessingStatus | Should -Be 'completed'
    }

    It 'takes the result behind a result of a deleted workflow' {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 1; tasksPerUser = 2; waiting = $true; deleted = $true }
        $ids = @{ WorkflowId = $made.workflowIds[0]; RunId = $made.runIds[0]; UserProcessingResultId = $made.userProcessingResultIds[0] }
        $waiting = Get-LwfTaskProcessingResult @ids -Deleted -ProcessingStatus inProgress
        $waiting | Should -HaveCount 1
        Clear-Request $emulator
        Resume-LwfTaskProcessingResult @ids -ParentTaskProcessingResultId $waiting.Id -TaskProcessingResultId $waiting.Id -OperationStatus Completed
        $post = @(Get-Post)
        $post[0].version, $post[0].status | Should -Be 'beta', 204
        $post[0].path | Should -BeLike "/identityGovernance/lifecycleWorkflows/deletedItems/*/taskProcessingResults/$($waiting.Id)/task/taskProcessingResults/$($waiting.Id)/resume"
    }

    It 'keeps input order and its limit with -ThrottleLimit' {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 40; waiting = $true }
        $waiting = Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 20 }
        ($waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -ThrottleLimit 8 -PassThru).TaskProcessingResultId | Should -Be $waiting.Id
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 }
    }

    It 'sends twenty to a request with -Batch' {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 45; waiting = $true }
        $waiting = Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress
        Clear-Request $emulator
        $outcomes = $waiting | Resume-LwfTaskProcessingResult -OperationStatus Completed -Batch -PassThru
        $outcomes.TaskProcessingResultId | Should -Be $waiting.Id
        $outcomes.Outcome | Sort-Object -Unique | Should -Be 'Resumed'
        $posts = @(Get-Post)
        $posts.path | Sort-Object -Unique | Should -Be '/$batch'
        $posts.Count | Should -BeLessOrEqual 4
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress | Should -BeNullOrEmpty
    }

    It 'lets answers gather while as many requests as -ThrottleLimit says are on their way' {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 41; waiting = $true }
        $waiting = Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress
        Clear-Request $emulator
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 1000 }
        $outcomes = $waiting | ForEach-Object { Start-Sleep -Milliseconds 20; $_ } | Resume-LwfTaskProcessingResult -OperationStatus Completed -Batch -ThrottleLimit 1 -PassThru
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 }
        $outcomes.Outcome | Sort-Object -Unique | Should -Be 'Resumed'
        @(Get-Post).Count | Should -BeLessOrEqual 6 -Because 'one at a time, the others take along what has gathered'
    }

    It 'keeps back what still gathers when the pipeline ends early' {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 10; waiting = $true }
        $waiting = Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress
        Clear-Request $emulator
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 2000 }
        { & { $waiting[0]; Start-Sleep -Milliseconds 500; $waiting[1..9]; throw 'enough' } | Resume-LwfTaskProcessingResult -OperationStatus Completed -Batch } | Should -Throw 'enough'
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 }
        @(Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress) | Should -HaveCount 9
    }

    It 'settles a lost reply by reading: <Status>, <Outcome>' -ForEach @(
        @{ Status = 500; Applied = $true; Outcome = 'ResumedAfterCheck'; Attempts = 1 }
        @{ Status = 504; Applied = $false; Outcome = 'Resumed'; Attempts = 2 }
    ) {
        $one = @(Get-Five)[0]
        Set-Refusal $one $Status @{ apply = $Applied }
        $result = $one | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru
        $result.Outcome, $result.Attempts | Should -Be $Outcome, $Attempts
        ($one | Get-LwfTaskProcessingResult).ProcessingStatus | Should -Be 'completed'
    }
}

Describe 'An item that comes up several times' {
    It 'is answered once: <Name>' -ForEach @(
        @{ Name = 'alone'; With = @{} }
        @{ Name = 'four at once'; With = @{ ThrottleLimit = 4 } }
        @{ Name = 'in a batch'; With = @{ Batch = $true } }
        @{ Name = 'in batches'; With = @{ Batch = $true; ThrottleLimit = 4 } }
        @{ Name = 'with a journal'; With = @{ ThrottleLimit = 4; JournalPath = 'TestDrive:/duplicates.jsonl' } }
    ) {
        $one, $two = Get-Five | Select-Object -First 2
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 100 }
        try {
            $byRun = [pscustomobject]@{ WorkflowId = $one.WorkflowId; RunId = $one.RunId; TaskProcessingResultId = $one.Id.ToUpperInvariant() }
            $outcomes = $one, $one, $byRun, $two, $one | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru @With
        }
        finally { $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 } }
        $outcomes.Outcome | Should -Be (@('Resumed') * 5)
        $outcomes.IsDuplicate | Should -Be $false, $true, $true, $false, $true
        $outcomes.Attempts | Should -Be 1, 0, 0, 1, 0
        $outcomes[1].RequestId, $outcomes[2].RequestId, $outcomes[4].RequestId | Should -Be (@($outcomes[0].RequestId) * 3)
        $outcomes[2].RunId, $outcomes[2].TaskProcessingResultId | Should -Be $one.RunId, $one.Id.ToUpperInvariant()
        ($outcomes[1] | Format-List | Out-String) | Should -Match 'IsDuplicate\s+: True'
        $accepted = (Invoke-Control $emulator 'state').taskProcessingResults | Where-Object acceptedAnswers | ForEach-Object { $_.acceptedAnswers }
        $accepted | Should -Be 1, 1
    }

    It 'has one error when it fails, and an outcome for every mention' {
        $one = @(Get-Five)[0]
        Set-Refusal $one
        $outcomes = $one, $one, $one | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru -ErrorVariable problems -ErrorAction SilentlyContinue
        $outcomes.Outcome | Should -Be 'Failed', 'Failed', 'Failed'
        $outcomes.ErrorId | Should -Be (@('PermissionDenied') * 3)
        $problems | Should -HaveCount 1
        Get-Post | Should -HaveCount 1
    }

    It 'is shown once by -WhatIf' {
        $one, $two = Get-Five | Select-Object -First 2
        $text = Invoke-FreshShell "Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address)
            `$item = [pscustomobject]@{ WorkflowId = '$($one.WorkflowId)'; TaskId = '$($one.TaskId)'; TaskProcessingResultId = '$($one.Id)' }
            `$item, `$item | Resume-LwfTaskProcessingResult -OperationStatus Completed -WhatIf"
        @($text -split "`n") -match '^What if' | Should -HaveCount 1
    }
}

Describe 'A service that carries out later what it accepted' {
    BeforeAll { $null = Invoke-Control $emulator 'settings' Patch @{ taskAnswerDelay = @{ minimum = 'PT2S' } } }
    AfterAll { $null = Invoke-Control $emulator 'settings' Patch @{ taskAnswerDelay = @{ minimum = 'PT0S' } } }

    It 'is looked at until it shows the answer, and takes no second one: <Name>' -ForEach @(
        @{ Name = 'alone'; With = @{} }
        @{ Name = 'in a batch'; With = @{ Batch = $true } }
    ) {
        $one, $two = Get-Five | Select-Object -First 2
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; kind = 'reset'; apply = $true }
        $connection = Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint $emulator.Address -SettleTimeout 10 -PassThru
        $outcomes = $one, $two | Resume-LwfTaskProcessingResult -OperationStatus Completed -ThrottleLimit 2 -Connection $connection -PassThru @With
        Connect-Emulator $emulator
        $outcomes.Outcome | Should -Contain 'ResumedAfterCheck'
        ((Invoke-Control $emulator 'state').taskProcessingResults | Measure-Object acceptedAnswers -Maximum).Maximum | Should -Be 1
    }

    It 'lets itself be stopped while it is looked at' {
        $one = @(Get-Five)[0]
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; kind = 'reset' }
        $powershell = [powershell]::Create()
        try {
            $null = $powershell.AddScript("Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address); Resume-LwfTaskProcessingResult -WorkflowId $($one.WorkflowId) -TaskId $($one.TaskId) -TaskProcessingResultId $($one.Id) -OperationStatus Completed")
            $null = $powershell.BeginInvoke()
            $deadline = (Get-Date).AddSeconds(20)
            while (-not (Get-Request $emulator | Where-Object method -EQ 'GET')) {
                if ((Get-Date) -gt $deadline) { throw "Nothing was looked at: $($powershell.Streams.Error)" }
                Start-Sleep -Milliseconds 50
            }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $powershell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 300
        }
        finally { $powershell.Dispose() }
        Get-Post | Should -HaveCount 1
    }
}

Describe 'Resume-LwfAccessPackageAssignmentRequest' {
    BeforeEach {
        Reset-Emulator $emulator
        $waiting = Get-WaitingRequest $emulator
        $callout = $waiting.customExtensionCalloutInstances | Where-Object status -EQ 'waitingForCallback'
        Clear-Request $emulator
    }

    It 'answers at <Path> with <Name>' -ForEach @(
        @{ Name = 'v1.0'; With = @{}; Path = '/identityGovernance/entitlementManagement/assignmentRequests/*/resume'; Version = 'v1.0' }
        @{ Name = 'beta'; With = @{ ApiVersion = 'beta' }; Path = '/identityGovernance/entitlementManagement/accessPackageAssignmentRequests/*/resume'; Version = 'beta' }
    ) {
        $outcome = Resume-LwfAccessPackageAssignmentRequest $waiting.id -Stage AssignmentRequestCreated -CustomExtensionStageInstanceId $callout.id @With -PassThru
        $outcome.Outcome | Should -Be 'Resumed'
        $outcome.AccessPackageAssignmentRequestId | Should -Be $waiting.id
        $post = @(Get-Post)
        $post[0].path | Should -BeLike $Path
        $post[0].version | Should -Be $Version
        ($post[0].body | ConvertFrom-Json).type | Should -Be 'microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated'
    }

    It 'answers below the assignment, which means beta' {
        Resume-LwfAccessPackageAssignmentRequest $waiting.id -AccessPackageAssignmentId $waiting.assignment.id -Stage assignmentRequestCreated -CustomExtensionStageInstanceId $callout.id
        @(Get-Post)[0].version, @(Get-Post)[0].status | Should -Be 'beta', 204
    }

    It 'refuses data that is no data, or that a parameter gives: <_>' -ForEach '@{ stage = "x" }', '@{ x = [double]::NaN }', '@{ x = [Threading.Thread]::CurrentThread }' {
        { Resume-LwfAccessPackageAssignmentRequest $waiting.id -Stage assignmentRequestCreated -Data (Invoke-Expression $_) -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'takes an end and what the service may take later' {
        Resume-LwfAccessPackageAssignmentRequest $waiting.id -Stage assignmentRequestCreated -CustomExtensionStageInstanceId $callout.id -State Denied -CustomExtensionStageInstanceDetail 'no' -Data @{ later = @(1, @{ deep = $true }); custom = [pscustomobject]@{ lines = @('a', 'b' | ForEach-Object { $_ }) }; none = $null }
        $data = (@(Get-Post)[0].body | ConvertFrom-Json).data
        $data.custom.lines | Should -Be 'a', 'b'
        $data.state, $data.customExtensionStageInstanceDetail, $data.later[0], $data.later[1].deep | Should -Be 'Denied', 'no', 1, $true
    }
}

Describe 'New-LwfTaskProcessingResult' {
    BeforeEach {
        Reset-Emulator $emulator
        $outer = Get-LwfWorkflow -Deleted | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult | Select-Object -First 1
        Clear-Request $emulator
    }

    It 'creates a result in beta and reads it with every property' {
        $created = $outer | New-LwfTaskProcessingResult -ProcessingStatus Failed -CreatedDateTime '2026-11-20T08:00:00Z' -StartedDateTime '2026-11-20T08:00:01Z' -CompletedDateTime '2026-11-20T08:00:02Z' -FailureReason 'because' -Confirm:$false
        $created.Id | Should -Not -BeNullOrEmpty
        $created.ProcessingStatus, $created.FailureReason, $created.Deleted, $created.ApiVersion | Should -Be 'failed', 'because', $true, 'beta'
        $created.CreatedDateTime | Should -Be ([DateTimeOffset]'2026-11-20T08:00:00Z')
        $post = @(Get-Post)
        $post[0].version | Should -Be 'beta'
        $post[0].path | Should -BeLike '/identityGovernance/lifecycleWorkflows/deletedItems/workflows/*/runs/*/userProcessingResults/*/taskProcessingResults/*/task/taskProcessingResults'
    }

    It 'says what to do instead when the service refuses, as it does today' {
        $null = Invoke-Control $emulator 'settings' Patch @{ refuseCreation = $true }
        try {
            $problem = { $outer | New-LwfTaskProcessingResult -ProcessingStatus Failed -CreatedDateTime (Get-Date) -ErrorAction Stop } | Should -Throw -PassThru -ErrorId 'NotSupportedByService,*'
            $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Resume-LwfTaskProcessingResult*'
        }
        finally { $null = Invoke-Control $emulator 'settings' Patch @{ refuseCreation = $false } }
    }

    It 'sends nothing with -WhatIf' {
        $outer | New-LwfTaskProcessingResult -ProcessingStatus Failed -CreatedDateTime (Get-Date) -WhatIf | Should -BeNullOrEmpty
        Get-Request $emulator | Should -BeNullOrEmpty
    }
}
