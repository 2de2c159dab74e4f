# The whole way: a run that is started on demand calls out, the sample runbook answers, and the run goes on.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $runbook = "$root/docs/samples/answer-callout/answer-callout.ps1"
    $seed = Join-Path $TestDrive 'seed.json'
    @{
        users               = 1..10 | ForEach-Object { @{ id = "user $_"; displayName = "User $_"; userPrincipalName = "user$_@contoso.com" } }
        taskDefinitions     = @{ id = 'extension'; displayName = 'Run a custom task extension'; category = 'joiner' }, @{ id = 'mail'; displayName = 'Send a mail'; category = 'joiner' }
        customTaskExtensions = @(@{ id = 'mailbox'; displayName = 'Create mailbox'; clientConfiguration = @{ maximumRetries = 0; timeoutInMilliseconds = 30000 }; callbackConfiguration = @{ timeoutDuration = 'PT1H' } })
        workflows           = @(@{ id = 'onboard'; displayName = 'Onboard'; category = 'joiner'; versions = @(@{ versionNumber = 1; tasks = @(
                            @{ id = 'create'; taskDefinitionId = 'extension'; arguments = @(@{ name = 'customTaskExtensionID'; value = 'mailbox' }) }
                            @{ id = 'welcome'; taskDefinitionId = 'mail' }) }) })
    } | ConvertTo-Json -Depth 9 | Set-Content $seed
    $called = Start-Listener
    $emulator = Start-Emulator '--seed', $seed, '--callout-endpoint', "$($called.Address)/webhook"

    function Reset-All {
        $null = Invoke-Control $emulator 'settings' Patch @{ clockOffset = 'PT0S' }
        Reset-Emulator $emulator
        Connect-Emulator $emulator
    }

    function Start-Run([int] $Users = 1) {
        $body = @{ subjects = @(1..$Users | ForEach-Object { @{ id = "user $_" } }) } | ConvertTo-Json
        $null = Invoke-RestMethod "$($emulator.Address)/v1.0/identityGovernance/lifecycleWorkflows/workflows/onboard/activate" -Method Post -Body $body -ContentType application/json -Headers @{ Authorization = 'Bearer x' }
    }

    function Start-Request {
        Invoke-Control $emulator 'assignment-requests' Post @{ requestor = 'user 1'; customExtensionId = 'mailbox'; timeoutDuration = 'PT1H'; timeoutInMilliseconds = 30000; maximumRetries = 0 }
    }

    # Takes a call as the webhook of a runbook does: says at once that it has it, and hands it over in an envelope.
    $receive = {
        param($Listener)
        $call = $Listener.GetContextAsync()
        if (-not $call.Wait(30000)) { throw 'Nobody called within half a minute.' }
        $text = [IO.StreamReader]::new($call.Result.Request.InputStream).ReadToEnd()
        $call.Result.Response.StatusCode = 202
        $call.Result.Response.Close()
        [pscustomobject]@{ WebhookName = 'callouts'; RequestHeader = [pscustomobject]@{ 'Content-Type' = $call.Result.Request.ContentType }; RequestBody = $text }
    }

    function Receive-Callout { & $receive $called.Listener }

    function Get-Status {
        $run = Get-LwfRun -WorkflowId onboard
        $run.ProcessingStatus
        ($run | Get-LwfUserProcessingResult).ProcessingStatus
        ($run | Get-LwfTaskProcessingResult -OrderBy createdDateTime | Sort-Object TaskId).ProcessingStatus
    }

    function Get-Accepted { Get-Request $emulator | Where-Object { $_.method -eq 'POST' -and $_.path -like '*/resume' -and $_.applied } }

    # What the job of a runbook shows: what came out, what went to the error stream, and what ended it.
    function Invoke-Runbook($WebhookData, [scriptblock] $Work = {}) {
        $end = $null
        $outcomes = [Collections.Generic.List[object]]::new()
        $problems = [Collections.Generic.List[object]]::new()
        try {
            & $runbook -WebhookData $WebhookData -Work $Work 2>&1 | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $problems.Add($_) } else { $outcomes.Add($_) } }
        }
        catch { $end = $_ }
        [pscustomobject]@{ Outcomes = $outcomes; Problems = $problems; End = $end }
    }
}

AfterAll {
    Stop-Emulator $emulator
    $called.Listener.Close()
}

Describe 'A task that calls out' {
    BeforeEach { Reset-All }

    It 'is completed by the runbook, and its run with it' {
        Start-Run
        $callout = Receive-Callout
        Get-Status | Should -Be 'inProgress', 'inProgress', 'inProgress', 'queued'
        $job = Invoke-Runbook $callout
        $job.End | Should -BeNullOrEmpty
        $job.Problems | Should -BeNullOrEmpty
        $job.Outcomes.Outcome | Should -Be 'Resumed'
        Get-Status | Should -Be 'completed', 'completed', 'completed', 'completed'
        (Invoke-Control $emulator 'callouts').outcome | Should -Be 'completed'
    }

    It 'is failed by work that fails, and its run with it' {
        Start-Run
        $job = Invoke-Runbook (Receive-Callout) { throw 'There is no room for a mailbox.' }
        $job.Outcomes.Outcome, $job.Outcomes.OperationStatus | Should -Be 'Resumed', 'Failed'
        "$($job.End)" | Should -BeLike '*no room for a mailbox*'
        Get-Status | Should -Be 'failed', 'failed', 'failed', 'canceled'
    }

    It 'refuses an answer that comes too late' {
        Start-Run
        $callout = Receive-Callout
        $null = Invoke-Control $emulator 'settings' Patch @{ clockOffset = 'PT61M' }
        $job = Invoke-Runbook $callout
        $job.Outcomes.Outcome, $job.Outcomes.ErrorId | Should -Be 'Failed', 'Conflict'
        $job.Problems | Should -HaveCount 1
        $job.Problems[0].FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
        "$($job.Problems[0]) $($job.Problems[0].ErrorDetails.RecommendedAction)" | Should -BeLike '*timed out*'
        "$($job.End)" | Should -BeLike '1 error(s)*'
        Get-Status | Should -Be 'failed', 'failed', 'failed', 'canceled'
        Get-Accepted | Should -BeNullOrEmpty
    }

    It 'takes one of two answers: the second is <Second>' -ForEach @(
        @{ Second = 'the same'; Work = {}; Outcome = 'AlreadyDone'; ErrorId = $null }
        @{ Second = 'another'; Work = { throw 'Not this time.' }; Outcome = 'Failed'; ErrorId = 'Conflict' }
    ) {
        Start-Run
        $callout = Receive-Callout
        (Invoke-Runbook $callout).Outcomes.Outcome | Should -Be 'Resumed'
        $job = Invoke-Runbook $callout $Work
        $job.Outcomes.Outcome, $job.Outcomes.ErrorId | Should -Be $Outcome, $ErrorId
        Get-Accepted | Should -HaveCount 1
        Get-Status | Should -Be 'completed', 'completed', 'completed', 'completed'
    }

    It 'is waited for while a runbook elsewhere answers' {
        $job = Start-ThreadJob -ArgumentList "$receive", $called.Listener, $emulator.Address, $modulePath, $runbook {
            param($Receive, $Listener, $Address, $ModulePath, $Runbook)
            $ErrorActionPreference = 'Stop'
            $callout = & ([scriptblock]::Create($Receive)) $Listener
            Import-Module $ModulePath
            Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $Address
            & $Runbook -WebhookData $callout
        }
        Start-Run
        $ended = Get-LwfRun -WorkflowId onboard | Get-LwfTaskProcessingResult | Wait-LwfTaskProcessingResult -PollingInterval 1 -Timeout 60
        (Complete-Job $job).Outcome | Should -Be 'Resumed'
        ($ended | Sort-Object TaskId).TaskId | Should -Be 'create', 'welcome'
        $ended.ProcessingStatus | Sort-Object -Unique | Should -Be 'completed'
        Get-Status | Should -Be 'completed', 'completed', 'completed', 'completed'
    }

    It 'is one of ten, of which nine are answered and the bad one is reported' {
        Start-Run 10
        $callouts = 1..10 | ForEach-Object { Receive-Callout }
        $callouts[4].RequestBody = $callouts[4].RequestBody.Replace('/identityGovernance', '//elsewhere.example/identityGovernance')
        $job = Invoke-Runbook $callouts
        $job.Outcomes.Outcome | Should -Be (@('Resumed') * 9)
        $job.Problems | Should -HaveCount 1
        $job.Problems[0].FullyQualifiedErrorId | Should -BeLike 'UnsafeLink,*'
        $job.Problems[0].TargetObject.RequestBody | Should -Be $callouts[4].RequestBody
        "$($job.End)" | Should -BeLike '1 error(s)*'
        Get-Accepted | Should -HaveCount 9
        $left = Get-LwfPendingTask
        $left | Should -HaveCount 1
        $left.Id | Should -Be ($callouts[4].RequestBody | ConvertFrom-Json).data.taskProcessingResult.id
    }
}

Describe 'An assignment request that calls out' {
    BeforeEach { Reset-All }

    It 'goes on' {
        $placed = Start-Request
        $job = Invoke-Runbook (Receive-Callout)
        $job.End | Should -BeNullOrEmpty
        $job.Outcomes.Outcome, $job.Outcomes.OperationStatus | Should -Be 'Resumed', 'AssignmentRequestCreated'
        (Get-LwfAccessPackageAssignmentRequest $placed.accessPackageAssignmentRequestId).State | Should -Be 'delivered'
        (Invoke-Control $emulator 'callouts').outcome | Should -Be 'callbackReceived'
    }

    It 'is denied' {
        $placed = Start-Request
        $job = Invoke-Runbook (Receive-Callout) { 'Denied' }
        $job.End | Should -BeNullOrEmpty
        $job.Outcomes.Outcome, $job.Outcomes.OperationStatus | Should -Be 'Resumed', 'Denied'
        (Get-LwfAccessPackageAssignmentRequest $placed.accessPackageAssignmentRequestId).State | Should -Be 'denied'
    }

    It 'goes on waiting when the work fails' {
        $placed = Start-Request
        $job = Invoke-Runbook (Receive-Callout) { throw 'The directory of contracts is away.' }
        $job.Outcomes | Should -BeNullOrEmpty
        "$($job.End)" | Should -BeLike '*contracts is away*'
        (Get-LwfAccessPackageAssignmentRequest $placed.accessPackageAssignmentRequestId).Status | Should -Be 'WaitingForCallback'
        Get-Accepted | Should -BeNullOrEmpty
    }

    It 'takes one of two answers' {
        $null = Start-Request
        $callout = Receive-Callout
        (Invoke-Runbook $callout).Outcomes.Outcome | Should -Be 'Resumed'
        $job = Invoke-Runbook $callout { 'Denied' }
        $job.Outcomes.Outcome, $job.Outcomes.ErrorId | Should -Be 'Failed', 'InvalidRequest'
        $job.Problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*WaitingForCallback*'
        Get-Accepted | Should -HaveCount 1
    }

    It 'refuses an answer that comes too late' {
        $placed = Start-Request
        $callout = Receive-Callout
        $null = Invoke-Control $emulator 'settings' Patch @{ clockOffset = 'PT61M' }
        $job = Invoke-Runbook $callout
        $job.Outcomes.Outcome, $job.Outcomes.ErrorId | Should -Be 'Failed', 'InvalidRequest'
        $request = Get-LwfAccessPackageAssignmentRequest $placed.accessPackageAssignmentRequestId
        $request.State, $request.Status | Should -Be 'deliveryFailed', 'CallbackTimedOut'
        Get-Accepted | Should -BeNullOrEmpty
    }

    It 'is only a test of the connection' {
        $null = Invoke-Control $emulator 'connection-test' Post @{ customExtensionId = 'mailbox'; timeoutInMilliseconds = 30000; maximumRetries = 0 }
        $job = Invoke-Runbook (Receive-Callout) { throw 'There is nothing to do.' }
        $job.End, $job.Outcomes.Count, $job.Problems.Count | Should -Be $null, 0, 0
        Get-Request $emulator | Should -BeNullOrEmpty
    }
}
