BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    function Get-Path { @((Get-Request $emulator).path -replace '^/identityGovernance/lifecycleWorkflows/') }
    function Complete([string] $Line) { @((TabExpansion2 $Line).CompletionMatches.CompletionText) }
}

AfterAll { Stop-Emulator $emulator }

Describe 'No id needs to be typed' {
    BeforeEach { Reset-Emulator $emulator }

    It 'works: <_>' -ForEach @(
        'Get-LwfPendingTask -DueWithin 3h | Resume-LwfTaskProcessingResult -OperationStatus Failed -WhatIf; 1'
        'Get-LwfTaskProcessingResult -Workflow "Onboard new hires" -Subject adelev@contoso.com | Sort-Object StartedDateTime'
        'Get-LwfWorkflow | Get-LwfRun -Since 7d | Where-Object FailedTasksCount'
        'Get-LwfWorkflow -Workflow "ONBOARD new hires" | Get-LwfTaskReport -Since 2w'
        'Get-LwfRun -Workflow (Get-LwfWorkflow -Deleted | Select-Object -First 1)'
        'Get-LwfWorkflowVersion -Workflow "Onboard new hires" | Get-LwfWorkflowTask'
        'Get-LwfTaskProcessingResult -Workflow "Onboard new hires" -Task "Create mailbox" -ProcessingStatus failed'
        'Get-LwfWorkflow | Get-LwfTaskProcessingResult -Task "Create mailbox" -Since 3d'
        'Get-LwfRun -Workflow "Offboard leavers" | Get-LwfUserProcessingResult -Subject LidiaH@contoso.com'
        'Get-LwfSummary -Workflow "Offboard leavers" -Since (New-TimeSpan -Days 3)'
    ) {
        $Error.Clear()
        Invoke-Expression $_ | Should -Not -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    It 'finds all results of a user and no other' {
        $expected = (Invoke-Control $emulator 'state').taskProcessingResults | Where-Object { $_.workflowId -eq (Get-LwfWorkflow -Workflow 'Onboard new hires').Id }
        $found = Get-LwfTaskProcessingResult -Workflow 'Onboard new hires' -Subject AdeleV@contoso.com
        $found.Subject.UserPrincipalName | Sort-Object -Unique | Should -Be 'AdeleV@contoso.com'
        $byId = Get-LwfTaskProcessingResult -Workflow 'Onboard new hires' -Subject $found[0].Subject.Id
        $byId.Id | Sort-Object | Should -Be ($found.Id | Sort-Object)
        $hers = Get-LwfRun -Workflow 'Onboard new hires' | Get-LwfUserProcessingResult -ExpandProperty subject | Where-Object { $_.Subject.UserPrincipalName -eq 'AdeleV@contoso.com' }
        $found.Id | Sort-Object | Should -Be (@($expected | Where-Object userProcessingResultId -In $hers.Id).id | Sort-Object)
        @(Get-LwfWorkflow | Get-LwfTaskProcessingResult -Subject $found[0].Subject | Where-Object WorkflowId -EQ $found[0].WorkflowId).Count | Should -Be $found.Count
    }

    It 'names the nearest for a name that is unknown' {
        { Get-LwfRun -Workflow 'Onbord new hires' } | Should -Throw -ErrorId 'NotFound,*' -ExpectedMessage "*Similar names: 'Onboard new hires'*"
        { Get-LwfTaskProcessingResult -Workflow 'Onboard new hires' -Task 'mailbox' } | Should -Throw -ErrorId 'NotFound,*' -ExpectedMessage "*Similar names: 'Create mailbox'*"
    }

    It 'names the ids for a name that two workflows have' {
        $handler = [LwfTests.Handler]::new().Add(200, '{"value":[{"id":"w1","displayName":"Twice"},{"id":"w2","displayName":"TWICE"},{"id":"w3","displayName":"Once"}]}')
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
        try { { Get-LwfRun -Workflow twice } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage "*'twice': w1, w2*" }
        finally { Connect-Emulator $emulator }
    }

    It 'takes <_> for a week ago' -ForEach '-Since 7d', '-Since 1w', '-Since 168h', '-Since P7D', '-Since (New-TimeSpan -Days 7)', '-Since ([datetime]::Now.AddDays(-7))' {
        $null = Invoke-Expression "Get-LwfRun -Workflow 'Onboard new hires' $_"
        $query = [uri]::UnescapeDataString((Get-Request $emulator)[-1].query)
        $query | Should -Match 'startedDateTime ge (\S+)'
        ([datetimeoffset]::UtcNow.AddDays(-7) - [datetimeoffset]($query -replace '.*ge ')).TotalSeconds | Should -BeLessThan 30
    }
}

Describe 'The Tab key' {
    BeforeAll { Reset-Emulator $emulator }

    It 'offers the names of workflows, quoted' {
        Complete "Get-LwfRun -Workflow on" | Should -Be "'Onboard new hires'"
        Complete "Get-LwfRun -Workflow 'O" | Should -Be "'Offboard leavers'", "'Onboard new hires'"
        Complete "Get-LwfRun -Deleted -Workflow " | Should -Be "'Onboard contractors (2025)'"
    }

    It 'offers the names of the workflow''s tasks' {
        Complete "Get-LwfTaskProcessingResult -Workflow 'Onboard new hires' -Task c" | Should -Be "'Create mailbox'"
    }

    It 'offers workflows by name for an ID, and finds them by what was typed of either' {
        $workflows = Get-LwfWorkflow | Sort-Object DisplayName
        $found = (TabExpansion2 'Get-LwfRun -WorkflowId ').CompletionMatches
        $found.CompletionText | Should -Be $workflows.Id
        $found.ListItemText | Should -Be $workflows.DisplayName
        $found[0].ToolTip | Should -Be "$($workflows[0].DisplayName), $($workflows[0].Category)"
        Complete 'Get-LwfRun -WorkflowId onb' | Should -Be ($workflows | Where-Object DisplayName -Like onb*).Id
        Complete "Get-LwfRun -WorkflowId $($workflows[0].Id.Substring(0, 8))" | Should -Be $workflows[0].Id
    }

    It 'offers runs, the newest first, with their status' {
        $runs = Get-LwfRun -Workflow 'Onboard new hires' | Sort-Object StartedDateTime -Descending
        $found = (TabExpansion2 "Get-LwfUserProcessingResult -Workflow 'Onboard new hires' -RunId ").CompletionMatches
        $found.CompletionText | Should -Be $runs.Id
        $found[0].ListItemText | Should -Match "^\d\d \w{3} \d\d:\d\d, $($runs[0].ProcessingStatus)$"
        Complete "Get-LwfTaskProcessingResult -WorkflowId $($runs[0].WorkflowId) -RunId " | Should -Be $runs.Id
    }

    It 'offers users by name below a run' {
        $run = Get-LwfRun -Workflow 'Onboard new hires' | Select-Object -First 1
        $results = $run | Get-LwfUserProcessingResult -ExpandProperty subject | Sort-Object { $_.Subject.UserPrincipalName }
        $found = (TabExpansion2 "Get-LwfTaskProcessingResult -Workflow 'Onboard new hires' -RunId $($run.Id) -UserProcessingResultId ").CompletionMatches
        $found.CompletionText | Should -Be $results.Id
        $found[0].ToolTip | Should -Match "^$($results[0].Subject.UserPrincipalName), .*, $($results[0].ProcessingStatus)$"
    }

    It 'offers what there is for <_>' -ForEach @(
        'Get-LwfWorkflowVersion -Workflow "Onboard new hires" -VersionNumber ', 'Get-LwfTaskDefinition -TaskDefinitionId ', 'Get-LwfCustomTaskExtension -CustomTaskExtensionId '
        'Get-LwfWorkflowTemplate -WorkflowTemplateId ', 'Get-LwfTaskProcessingResult -Workflow "Onboard new hires" -TaskId ', 'Get-LwfTaskReport -Workflow "Onboard new hires" -TaskReportId '
        'Get-LwfAccessPackageAssignmentRequest -AccessPackageAssignmentRequestId ', 'Get-LwfSubjectProcessingResult -Workflow "Onboard new hires" -SubjectProcessingResultId '
    ) {
        Complete $_ | Should -Not -BeNullOrEmpty
    }

    It 'offers nothing, and no file, where nothing is known: <_>' -ForEach @(
        'Get-LwfRun -RunId ', 'Get-LwfRun -Workflow none -RunId ', 'Get-LwfWorkflow -WorkflowId zzz', 'Resume-LwfTaskProcessingResult -ParentTaskProcessingResultId '
        'Connect-Lwf -ClientId ', 'Get-LwfAccessPackageAssignmentRequest -AccessPackageAssignmentId '
    ) {
        Push-Location (Split-Path $modulePath)
        try { Complete $_ | Should -BeNullOrEmpty }
        finally { Pop-Location }
    }

    It 'offers statuses and summaries' {
        Complete 'Get-LwfRun -ProcessingStatus comp' | Should -Be 'completed', 'completedWithErrors'
        Complete 'Get-LwfSummary -Of Top' | Should -Be 'TopWorkflows', 'TopTasks'
    }

    It 'is silent within two seconds when the service does not answer' {
        $null = Invoke-Control $emulator 'faults' Post @{ kind = 'hang'; match = @{ pathContains = 'workflows' } }
        $Error.Clear()
        $watch = [Diagnostics.Stopwatch]::StartNew()
        @(Complete 'Get-LwfRun -Workflow on') -match 'Onboard' | Should -BeNullOrEmpty
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2.2
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'Filters that the service does not take' {
    BeforeEach { Reset-Emulator $emulator }

    It 'give the same rows, with one warning: <_>' -ForEach @(
        'Get-LwfWorkflow | Get-LwfRun -Since 4d -ProcessingStatus completedWithErrors, inProgress'
        'Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult -StartedAfter 3d -ProcessingStatus failed, inProgress -OrderBy "startedDateTime desc", id'
        'Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult -ProcessingStatus failed -Subject GradyA@contoso.com'
        'Get-LwfWorkflow | Get-LwfTaskReport -ProcessingStatus inProgress -Top 1'
        'Get-LwfPendingTask'
    ) {
        $accepted = @(Invoke-Expression $_)
        $null = Invoke-Control $emulator 'faults' Post @{ status = 400; code = 'BadRequest'; times = 1000; match = @{ pathMatches = '%24filter|\$filter|%24orderby|\$orderby' } }
        $warnings, $rows = (Invoke-Expression "& { $_ } 3>&1").Where({ $_ -is [Management.Automation.WarningRecord] }, 'Split')
        $accepted.Count | Should -BeGreaterThan 0
        $rows.Id | Should -Be $accepted.Id
        ($warnings.Message | Sort-Object -Unique).Count | Should -Be @($warnings).Count -Because 'each cmdlet says it once'
        $warnings | Should -Not -BeNullOrEmpty
    }

    It 'stay an error when only the service understands them' {
        $null = Invoke-Control $emulator 'faults' Post @{ status = 400; code = 'BadRequest'; times = 10; match = @{ pathMatches = '%24filter|\$filter' } }
        { Get-LwfRun -Workflow 'Onboard new hires' -Filter "failedUsersCount gt 0" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*'
    }
}

Describe 'Pending tasks' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are all that are in progress, and pipe into their answer' {
        $null = Invoke-Control $emulator 'generate' Post @{ workflows = 2; runs = 2; users = 3; tasksPerUser = 2; waiting = $true }
        $waiting = (Invoke-Control $emulator 'state').taskProcessingResults | Where-Object { $_.processingStatus -eq 'inProgress' -and -not $_.deleted }
        $pending = Get-LwfPendingTask
        $pending.Id | Sort-Object | Should -Be ($waiting.id | Sort-Object)
        $pending[0].Subject.UserPrincipalName | Should -Not -BeNullOrEmpty
        $pending[0].WorkflowDisplayName | Should -Be 'Onboard new hires'
        ($pending[0].DueDateTime - $pending[0].StartedDateTime).TotalHours | Should -Be 3
        $pending[0].WaitingTime.TotalMinutes | Should -BeGreaterThan 100
        $pending | Resume-LwfTaskProcessingResult -OperationStatus Completed
        Get-LwfPendingTask | Should -BeNullOrEmpty
    }

    It 'are looked for with no request too many' {
        Clear-Request $emulator
        $null = Get-LwfPendingTask
        Get-Path | Group-Object { $_ -replace '[0-9a-f]{8}-[^/]+', '*' } | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object |
            Should -Be 'customTaskExtensions 1', 'workflows 1', 'workflows/*/runs 2', 'workflows/*/runs/*/taskProcessingResults 2'
    }

    It 'can be those of some workflows, a run, or a user' {
        (Get-LwfPendingTask -Workflow 'Offboard leavers').WorkflowDisplayName | Should -Be 'Offboard leavers', 'Offboard leavers'
        Get-LwfWorkflow | Get-LwfPendingTask | Should -HaveCount 5
        Get-LwfWorkflow | Get-LwfRun -ProcessingStatus inProgress | Get-LwfPendingTask | Should -HaveCount 5
        (Get-LwfPendingTask -Subject johannal@contoso.com).Subject.DisplayName | Should -Be 'Johanna Lorenz'
        Get-LwfPendingTask -Deleted | ForEach-Object Deleted | Should -Not -Contain $false
        @() | Get-LwfPendingTask | Should -BeNullOrEmpty
    }

    It 'are chosen by the time that is left' {
        Get-LwfPendingTask -DueWithin 10m | Should -BeNullOrEmpty
        Get-LwfPendingTask -DueWithin 1h30m | Should -HaveCount 3
        Get-LwfPendingTask -DueWithin (New-TimeSpan -Hours 3) | Should -HaveCount 5
    }

    It 'have no due time without the permission to read extensions, which one warning says, and -DueWithin cannot decide' {
        $token = (Invoke-Control $emulator 'token' Post @{ roles = @('LifecycleWorkflows-Workflow.ReadBasic.All', 'LifecycleWorkflows-Reports.Read.All') }).accessToken
        $connection = Connect-Lwf -AccessToken (Get-Token $token) -GraphEndpoint $emulator.Address -PassThru
        try {
            $pending = Get-LwfPendingTask -Connection $connection -WarningVariable warnings -WarningAction SilentlyContinue
            $pending | Should -HaveCount 5
            $pending | Where-Object DueDateTime | Should -BeNullOrEmpty
            $warnings | Should -HaveCount 1
            "$warnings" | Should -Match 'LifecycleWorkflows-CustomExt.Read.All'
            { Get-LwfPendingTask -DueWithin 30m -Connection $connection } | Should -Throw -ErrorId 'PermissionDenied,*' -ExpectedMessage '*-DueWithin can''t be applied*'
        }
        finally { Connect-Emulator $emulator }
    }

    It 'of one workflow that cannot be read are an error, and the others come out' {
        $leavers = (Get-LwfWorkflow -Workflow 'Offboard leavers').Id
        $null = Invoke-Control $emulator 'faults' Post @{ status = 404; code = 'ResourceNotFound'; times = 9; match = @{ pathContains = "$leavers/runs" } }
        $pending = Get-LwfPendingTask -ErrorVariable problems -ErrorAction SilentlyContinue
        $pending | Should -HaveCount 3
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'come as far as they are wanted' {
        Get-LwfPendingTask -ThrottleLimit 1 | Select-Object -First 1 | Should -HaveCount 1
        (Invoke-Control $emulator 'requests/active').active | Should -Be 0
    }
}
