BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $seed = @{
        users           = @(1..12 | ForEach-Object { @{ id = "00000000-0000-4000-8000-0000000000$('{0:00}' -f $_)"; displayName = "User $_"; userPrincipalName = "user$_@contoso.com" } })
        taskDefinitions = @(@{ id = '70b29d51-b59a-4773-9280-8841dfd3f2ea'; displayName = 'Send Welcome Email'; category = 'joiner' })
        workflows       = @(
            @{ id = 'w1'; displayName = 'Joiners'; category = 'joiner'; isSchedulingEnabled = $true
                versions = @(@{ versionNumber = 1; tasks = @(
                            @{ id = 't1'; taskDefinitionId = '70b29d51-b59a-4773-9280-8841dfd3f2ea'; displayName = 'Send mail' }
                            @{ id = 't2'; taskDefinitionId = '70b29d51-b59a-4773-9280-8841dfd3f2ea'; displayName = 'Send more'; configurationError = 'The template is missing.' }) })
            }
            @{ id = 'w2'; displayName = 'Held back'; category = 'joiner'
                quarantine = @{ quarantinedDateTime = '-PT1H'; quarantineReason = 'The processing failed for 9 of 9 users.'; quarantineType = 'countBasedThresholdExceeded' }
                versions = @(@{ versionNumber = 1; tasks = @(@{ id = 't3'; taskDefinitionId = '70b29d51-b59a-4773-9280-8841dfd3f2ea' }) })
            }
            @{ id = 'w3'; displayName = 'Off'; category = 'joiner'; isEnabled = $false
                versions = @(@{ versionNumber = 1; tasks = @(@{ id = 't4'; taskDefinitionId = '70b29d51-b59a-4773-9280-8841dfd3f2ea' }) })
            }
            @{ id = 'w4'; displayName = 'Gone'; category = 'joiner'; deletedDateTime = '-P1D'
                versions = @(@{ versionNumber = 1; tasks = @(@{ id = 't5'; taskDefinitionId = '70b29d51-b59a-4773-9280-8841dfd3f2ea' }) })
            }
        )
    }
    $file = Join-Path $TestDrive 'tenant.json'
    ConvertTo-Json $seed -Depth 9 | Set-Content $file
    $emulator = Start-Emulator '--seed', $file
    Connect-Emulator $emulator

    function Get-Change { @(Get-Request $emulator | Where-Object method -NE 'GET' | ForEach-Object { "$($_.method) $($_.path -replace '^/identityGovernance/lifecycleWorkflows/')" }) }
    function Complete([string] $Line) { @((TabExpansion2 $Line).CompletionMatches.CompletionText) }
    # A row as a file gives it: each value is a text.
    function Get-Row([string] $Id, $Deleted) { [pscustomobject]@{ WorkflowId = $Id; Deleted = "$Deleted" } }
}

AfterAll { Stop-Emulator $emulator }

Describe 'A change of a workflow' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is made, and -PassThru gives the workflow as it then is: <Code>' -ForEach @(
        @{ Code = 'Disable-LwfWorkflow Joiners -PassThru'; Request = 'PATCH workflows/w1'; Then = { -not $_.IsEnabled -and -not $_.IsSchedulingEnabled } }
        @{ Code = 'Disable-LwfWorkflow Joiners -Schedule -PassThru'; Request = 'PATCH workflows/w1'; Then = { $_.IsEnabled -and -not $_.IsSchedulingEnabled } }
        @{ Code = 'Enable-LwfWorkflow -WorkflowId w3 -PassThru'; Request = 'PATCH workflows/w3'; Then = { $_.IsEnabled -and -not $_.IsSchedulingEnabled } }
        @{ Code = 'Get-LwfWorkflow "Held back" | Enable-LwfWorkflow -Schedule -PassThru'; Request = 'PATCH workflows/w2'; Then = { $_.IsSchedulingEnabled } }
        @{ Code = 'Set-LwfWorkflow Joiners -DisplayName Starters -Description "For all." -PassThru'; Request = 'PATCH workflows/w1'; Then = { $_.DisplayName -eq 'Starters' -and $_.Description -eq 'For all.' } }
        @{ Code = 'Remove-LwfWorkflow Joiners -PassThru -Confirm:$false'; Request = 'DELETE workflows/w1'; Then = { $_.Deleted -and $_.DeletedDateTime } }
        @{ Code = 'Restore-LwfWorkflow gone -PassThru'; Request = 'POST deletedItems/workflows/w4/restore'; Then = { -not $_.Deleted -and -not $_.DeletedDateTime } }
        @{ Code = 'Get-LwfWorkflow -Deleted | Restore-LwfWorkflow -PassThru'; Request = 'POST deletedItems/workflows/w4/restore'; Then = { -not $_.Deleted } }
        @{ Code = 'Restore-LwfWorkflow -Workflow (Get-LwfWorkflow -Deleted) -PassThru'; Request = 'POST deletedItems/workflows/w4/restore'; Then = { -not $_.Deleted } }
        @{ Code = 'Clear-LwfQuarantine "held BACK" -PassThru'; Request = 'POST workflows/w2/clearQuarantine'; Then = { -not $_.IsQuarantined -and -not $_.QuarantinedDateTime } }
    ) {
        $workflow = Invoke-Expression $Code
        $workflow | Should -BeOfType LifecycleWorkflows.Workflow
        $workflow | Where-Object $Then | Should -Not -BeNullOrEmpty
        Get-Change | Should -Be $Request
    }

    It 'leaves nothing but an outcome when it is for good' {
        $removal = Get-LwfWorkflow -Deleted | Remove-LwfWorkflow -Permanent -PassThru -Confirm:$false
        $removal.Outcome, $removal.WorkflowId, $removal.DisplayName | Should -Be 'Removed', 'w4', 'Gone'
        Get-Change | Should -Be 'DELETE deletedItems/workflows/w4'
        Get-LwfWorkflow -Deleted | Should -BeNullOrEmpty
    }

    It 'gives nothing without -PassThru' {
        Disable-LwfWorkflow Joiners | Should -BeNullOrEmpty
    }

    It 'is told and not made with -WhatIf: <_>' -ForEach @(
        'Disable-LwfWorkflow Joiners', 'Disable-LwfWorkflow Joiners -Schedule', 'Enable-LwfWorkflow Off', 'Set-LwfWorkflow Joiners -DisplayName New'
        'Remove-LwfWorkflow Joiners', 'Remove-LwfWorkflow Gone -Permanent', 'Restore-LwfWorkflow Gone', 'Clear-LwfQuarantine "Held back"'
    ) {
        Invoke-Expression "$_ -WhatIf -PassThru" | Should -BeNullOrEmpty
        Get-Change | Should -BeNullOrEmpty
        (Get-Request $emulator).Count | Should -Be 2 -Because 'the name takes one request, and the workflow another'
    }

    It 'asks as its risk asks for: <Name>' -ForEach @(
        @{ Name = 'Remove-LwfWorkflow'; Impact = 'High' }
        @{ Name = 'Restore-LwfWorkflow'; Impact = 'Medium' }
        @{ Name = 'Enable-LwfWorkflow'; Impact = 'Medium' }
        @{ Name = 'Disable-LwfWorkflow'; Impact = 'Medium' }
        @{ Name = 'Set-LwfWorkflow'; Impact = 'Medium' }
        @{ Name = 'Clear-LwfQuarantine'; Impact = 'Medium' }
    ) {
        $type = (Get-Command $Name).ImplementingType
        $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be $Impact
    }

    It 'is refused with <Id> before anything is sent: <Code>' -ForEach @(
        @{ Code = 'Enable-LwfWorkflow Off -Schedule'; Id = 'Conflict'; Message = '*disabled, so its schedule*' }
        @{ Code = 'Enable-LwfWorkflow Gone'; Id = 'Conflict'; Message = "*'Gone' is deleted*" }
        @{ Code = 'Enable-LwfWorkflow -WorkflowId w4'; Id = 'Conflict'; Message = "*'Gone' is deleted*" }
        @{ Code = 'Get-LwfWorkflow -Deleted | Disable-LwfWorkflow'; Id = 'Conflict'; Message = '*is deleted*' }
        @{ Code = 'Disable-LwfWorkflow -Workflow (Get-LwfWorkflow -Deleted)'; Id = 'Conflict'; Message = '*is deleted*' }
        @{ Code = 'Get-Row w1 True | Remove-LwfWorkflow -Confirm:$false'; Id = 'Conflict'; Message = '*is deleted*' }
        @{ Code = 'Get-Row w4 False | Restore-LwfWorkflow'; Id = 'Conflict'; Message = "*isn't deleted*" }
        @{ Code = 'Get-Row w1 perhaps | Disable-LwfWorkflow'; Id = 'InvalidRequest'; Message = '*Deleted*' }
        @{ Code = 'Remove-LwfWorkflow Joiners -Permanent -Confirm:$false'; Id = 'Conflict'; Message = "*'Joiners' isn't deleted*" }
        @{ Code = 'Remove-LwfWorkflow -WorkflowId w1 -Permanent -Confirm:$false'; Id = 'Conflict'; Message = "*'Joiners' isn't deleted*" }
        @{ Code = 'Restore-LwfWorkflow Joiners'; Id = 'Conflict'; Message = "*'Joiners' isn't deleted*" }
        @{ Code = 'Set-LwfWorkflow Joiners'; Id = 'InvalidRequest'; Message = '*-DisplayName nor -Description*' }
        @{ Code = 'Set-LwfWorkflow Joiners -Description ""'; Id = 'InvalidRequest'; Message = '*-Description*empty*' }
        @{ Code = 'Get-LwfWorkflow | Set-LwfWorkflow -DisplayName Joiners'; Id = 'InvalidRequest'; Message = '*unique*' }
        @{ Code = 'Remove-LwfWorkflow * -Confirm:$false'; Id = 'NotFound'; Message = "*'*'*" }
        @{ Code = 'Remove-LwfWorkflow "" -Confirm:$false'; Id = 'InvalidRequest'; Message = '*-Workflow*empty*' }
        @{ Code = 'Remove-LwfWorkflow $null -Confirm:$false'; Id = 'InvalidRequest'; Message = '*-Workflow*empty*' }
        @{ Code = 'Remove-LwfWorkflow -Confirm:$false'; Id = 'InvalidRequest'; Message = '*No workflow is specified*' }
        @{ Code = '[pscustomobject]@{ WorkflowId = "" } | Remove-LwfWorkflow -Confirm:$false'; Id = 'InvalidRequest'; Message = '*no property that binds*' }
        @{ Code = '"Joiners" | Remove-LwfWorkflow -Confirm:$false'; Id = 'InvalidRequest'; Message = '*no property that binds*' }
        @{ Code = '[pscustomobject]@{ WorkflowId = "w1"; RunId = "r" } | Remove-LwfWorkflow -Confirm:$false'; Id = 'InvalidRequest'; Message = '*narrower than a workflow*RunId*' }
        @{ Code = '[pscustomobject]@{ WorkflowId = "w1"; TaskProcessingResultId = "x" } | Disable-LwfWorkflow'; Id = 'InvalidRequest'; Message = '*narrower than a workflow*' }
        @{ Code = 'Get-LwfWorkflow Joiners | Get-LwfWorkflowVersion | Remove-LwfWorkflow -Confirm:$false'; Id = 'InvalidRequest'; Message = '*narrower than a workflow*' }
        @{ Code = 'Get-LwfWorkflow Joiners | Remove-LwfWorkflow -WorkflowId w2 -Confirm:$false'; Id = 'InvalidRequest'; Message = "*'w1'*'w2'*" }
        @{ Code = 'Get-LwfWorkflow Joiners | Remove-LwfWorkflow "Held back" -Confirm:$false'; Id = 'InvalidRequest'; Message = "*'w1'*'w2'*" }
    ) {
        { Invoke-Expression "$Code -ErrorAction Stop" } | Should -Throw -ErrorId "$Id,*" -ExpectedMessage $Message
        Get-Change | Should -BeNullOrEmpty
    }

    It 'says that wildcards are not supported' {
        $failure = $null
        try { Disable-LwfWorkflow 'Join*' } catch { $failure = $_ }
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "Wildcards aren't supported.*"
    }

    It 'is made once for a workflow that comes twice, and one bad item does not end the others' {
        $rows = 'w1', 'nobody', 'w1', 'w2' | ForEach-Object { [pscustomobject]@{ WorkflowId = $_ } }
        $rows | Disable-LwfWorkflow -ErrorVariable failures -ErrorAction SilentlyContinue
        Get-Change | Should -Be 'PATCH workflows/w1', 'PATCH workflows/w2'
        $failures.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'is no error where there is nothing to do, and sends nothing: <_>' -ForEach 'Enable-LwfWorkflow Joiners', 'Enable-LwfWorkflow Joiners -Schedule', 'Disable-LwfWorkflow Off', 'Set-LwfWorkflow Joiners -DisplayName Joiners' {
        $Error.Clear()
        (Invoke-Expression "$_ -PassThru").WorkflowId | Should -BeLike 'w?'
        $Error | Should -BeNullOrEmpty
        Get-Change | Should -BeNullOrEmpty
    }

    It 'says of a workflow that is not quarantined that it is not' {
        Clear-LwfQuarantine Joiners 3>&1 | Should -Be "The workflow 'Joiners' isn't quarantined."
        Get-Change | Should -BeNullOrEmpty
    }

    It 'is settled by a check when the response is lost: <Code>' -ForEach @(
        @{ Code = 'Disable-LwfWorkflow Joiners'; Method = 'PATCH'; Sent = 2 }
        @{ Code = 'Remove-LwfWorkflow Joiners -Confirm:$false'; Method = 'DELETE'; Sent = 2 }
        @{ Code = 'Remove-LwfWorkflow Gone -Permanent -Confirm:$false'; Method = 'DELETE'; Sent = 2 }
        @{ Code = 'Restore-LwfWorkflow Gone'; Method = 'POST'; Sent = 1 }
        @{ Code = 'Clear-LwfQuarantine "Held back"'; Method = 'POST'; Sent = 1 }
    ) {
        $null = Invoke-Control $emulator 'faults' Post @{ status = 500; apply = $true; times = 1; match = @{ method = $Method } }
        $Error.Clear()
        Invoke-Expression $Code
        $Error | Should -BeNullOrEmpty
        (Get-Change).Count | Should -Be $Sent
    }

    It 'completes the names of those that it is about' {
        Complete 'Restore-LwfWorkflow ' | Should -Be "'Gone'"
        Complete 'Remove-LwfWorkflow -Permanent -Workflow ' | Should -Be "'Gone'"
        Complete 'Disable-LwfWorkflow J' | Should -Be "'Joiners'"
    }
}

Describe 'Quarantine' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is a column that shows since when' {
        $lines = (Get-LwfWorkflow | Format-Table | Out-String -Width 140) -split '\r?\n' | Where-Object { $_ }
        $lines[0] | Should -Match '\bQuarantine\b'
        $since = (Get-LwfWorkflow 'Held back').QuarantinedDateTime.ToLocalTime().ToString('dd MMM HH:mm', [cultureinfo]::InvariantCulture)
        $lines -match $since | Should -Match '^joiner +Held back '
    }

    It 'is a property' {
        (Get-LwfWorkflow | Where-Object IsQuarantined).DisplayName | Should -Be 'Held back'
    }
}

Describe 'Test-LwfWorkflow' {
    BeforeEach { Reset-Emulator $emulator }

    It 'gives the tasks that would fail, and why' {
        $tasks = Get-LwfWorkflow | Test-LwfWorkflow
        $tasks | Should -BeOfType LifecycleWorkflows.PreviewFailedTask
        $tasks.TaskDisplayName, $tasks.FailureReason, $tasks.WorkflowDisplayName | Should -Be 'Send more', 'The template is missing.', 'Joiners'
        ($tasks | Format-Table | Out-String) | Should -Match 'Joiners +Send more +The template is missing\.'
    }

    It 'names the role that the caller lacks' {
        $contoso = Start-Emulator
        try {
            $token = (Invoke-Control $contoso 'token' Post @{ roles = @('LifecycleWorkflows-Workflow.Read.All') }).accessToken
            $connection = Connect-Lwf -AccessToken (Get-Token $token) -GraphEndpoint $contoso.Address -PassThru
            $task = Test-LwfWorkflow 'Onboard new hires' -Connection $connection
            $task.TaskDisplayName, $task.FailureReason | Should -Be 'Generate temporary access pass', 'The caller lacks the role Authentication Policy Administrator.'
        }
        finally {
            Stop-Emulator $contoso
            Connect-Emulator $emulator
        }
    }

    It 'makes a preview that is told from runs everywhere' {
        $results = Test-LwfWorkflow Joiners -Subject user1@contoso.com, '00000000-0000-4000-8000-000000000002', USER1@contoso.com
        $results | Should -BeOfType LifecycleWorkflows.UserProcessingResult
        $results.Subject.UserPrincipalName | Sort-Object | Should -Be 'user1@contoso.com', 'user2@contoso.com'
        $results.IsPreview | Should -Not -Contain $false
        ($results | Format-Table | Out-String) | Should -Match '\(preview\)'
        $tasks = $results | Get-LwfTaskProcessingResult -ExpandProperty subject
        $tasks.Count | Should -Be 4
        $tasks.IsPreview | Should -Not -Contain $false
        ($tasks | Format-LwfTimeline) -join "`n" | Should -Match 'run .*\(preview\)'
        # The same from a file.
        ($tasks | ConvertTo-Csv | ConvertFrom-Csv | Format-LwfTimeline) -join "`n" | Should -Match '\(preview\)'
        $run = Get-LwfRun Joiners
        $run.IsPreview, $run.WorkflowExecutionType | Should -Be $true, 'preview'
        ($run | Get-LwfTaskProcessingResult).IsPreview | Should -Not -Contain $false
        (Get-LwfTaskProcessingResult Joiners).IsPreview | Should -Not -Contain $false
        Get-LwfPendingTask | Should -BeNullOrEmpty
        Export-LwfReport -Path (Join-Path $TestDrive 'report.html') -Since 1d
        Get-Content (Join-Path $TestDrive 'report.html') -Raw | Should -Not -Match $run.Id
        Get-Change | Should -Be 'POST workflows/w1/previewWorkflow'
    }

    It 'is refused before anything is sent: <Code>' -ForEach @(
        @{ Code = 'Test-LwfWorkflow Joiners -Subject (1..11 | ForEach-Object { "user$_@contoso.com" })'; Id = 'InvalidRequest'; Message = '*11 users*at most 10*' }
        @{ Code = 'Test-LwfWorkflow Joiners -Subject user1@contoso.com, nobody@contoso.com'; Id = 'NotFound'; Message = '*nobody@contoso.com*' }
        @{ Code = 'Test-LwfWorkflow Joiners -Subject @()'; Id = 'InvalidRequest'; Message = '*-Subject*empty*' }
        @{ Code = 'Test-LwfWorkflow Joiners -Subject "User 1"'; Id = 'InvalidRequest'; Message = '*-Subject*' }
        @{ Code = 'Test-LwfWorkflow Gone'; Id = 'Conflict'; Message = '*is deleted*' }
        @{ Code = 'Test-LwfWorkflow'; Id = 'InvalidRequest'; Message = '*No workflow is specified*' }
    ) {
        { Invoke-Expression "$Code -ErrorAction Stop" } | Should -Throw -ErrorId "$Id,*" -ExpectedMessage $Message
        Get-Change | Should -BeNullOrEmpty
    }
}

Describe 'Test-LwfConnection' {
    It 'knows what <Cmdlet> needs' -ForEach @(
        @{ Cmdlet = 'Clear-LwfQuarantine'; Permission = 'LifecycleWorkflows-Workflow.ReadWrite.All' }
        @{ Cmdlet = 'Disable-LwfWorkflow'; Permission = 'LifecycleWorkflows-Workflow.ReadWrite.All' }
        @{ Cmdlet = 'Enable-LwfWorkflow'; Permission = 'LifecycleWorkflows-Workflow.ReadWrite.All' }
        @{ Cmdlet = 'Remove-LwfWorkflow'; Permission = 'LifecycleWorkflows-Workflow.ReadWrite.All' }
        @{ Cmdlet = 'Restore-LwfWorkflow'; Permission = 'LifecycleWorkflows-Workflow.ReadWrite.All' }
        @{ Cmdlet = 'Set-LwfWorkflow'; Permission = 'LifecycleWorkflows-Workflow.ReadWrite.All' }
        @{ Cmdlet = 'Test-LwfWorkflow'; Permission = 'LifecycleWorkflows-Workflow.Read.All' }
    ) {
        $payload = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('{"roles":["Nothing.Read"]}')).TrimEnd('=')
        $connection = Connect-Lwf -AccessToken (Get-Token "e30.$payload.x") -GraphEndpoint $emulator.Address -PassThru
        $access = Test-LwfConnection -Connection $connection | Where-Object Cmdlet -EQ $Cmdlet
        $access.Access, $access.MissingPermission | Should -Be 'Denied', $Permission
        Connect-Emulator $emulator
    }
}
