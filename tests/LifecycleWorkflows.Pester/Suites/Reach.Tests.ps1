BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../../..").Path
    # A count of items, the containers, which hold nothing, relations that $expand brings along, and one user of a scope, whom a
    # filter finds, are no paths of their own.
    $left = '/\$count$|\{directoryObject-id\}$|/lifecycleWorkflows$|/deletedItems$|/insights$|/(createdBy|lastModifiedBy|subject|taskDefinition)$|\{(taskReport|taskProcessingResult)-id\}/task$'
    # What Microsoft's tables have without a meaning of its own in v1.0, and the service that settings of users' mailboxes belong to.
    $foreign = '/(mailboxSettings|serviceProvisioningErrors)|/entitlementManagement/'
    $places = Import-Csv "$root/tests/data/operations-v1.0.tsv" -Delimiter "`t" |
        Where-Object { $_.methods -match 'GET' -and $_.path -notmatch $left -and $_.path -notmatch $foreign } |
        ForEach-Object { @{ Place = $_.path } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $results = @()
    $quiet = @{ ErrorAction = 'SilentlyContinue' }
    Clear-Request $emulator
    foreach ($deleted in @{}, @{ Deleted = $true }) {
        $workflows = Get-LwfWorkflow @deleted
        $workflow = $workflows | Select-Object -First 1
        $workflow | Get-LwfWorkflow | Out-Null
        $scope = @{ WorkflowId = $workflow.Id } + $deleted
        $parents = @(
            $workflow | Get-LwfRun | Select-Object -First 1
            $workflow | Get-LwfRun | Get-LwfUserProcessingResult | Select-Object -First 1
            $workflow | Get-LwfUserProcessingResult -Since 30d | Select-Object -First 1
            $workflow | Get-LwfTaskReport | Select-Object -First 1
            $workflow | Get-LwfWorkflowTask | Select-Object -First 1
            $workflow | Get-LwfWorkflowVersion | Get-LwfWorkflowTask | Select-Object -First 1
        )
        $results += $parents | ForEach-Object { $_ | Get-LwfTaskProcessingResult | Select-Object -First 1 }
        $results | Get-LwfTaskProcessingResult @quiet | Out-Null
        $parents[0] | Get-LwfRun | Out-Null
        $parents[1..2] | Get-LwfUserProcessingResult | Out-Null
        $parents[3] | Get-LwfTaskReport | Out-Null
        $parents[4..5] | Get-LwfWorkflowTask | Out-Null
        $workflow | Get-LwfWorkflowVersion | Get-LwfWorkflowVersion | Out-Null
        $workflow | Get-LwfUserProcessingResult -ExecutionScope | Out-Null
        Get-LwfUserProcessingResult @scope -ExecutionScope -UserProcessingResultId u @quiet | Out-Null
        $workflow | Get-LwfWorkflowScope | Out-Null
        $workflow | Get-LwfWorkflowScope -Preview @quiet | Out-Null
        $parents[0], $workflow | Get-LwfSummary -Of Users | Out-Null
        'Runs', 'TaskReports' | ForEach-Object { $workflow | Get-LwfSummary -Of $_ } | Out-Null
    }
    $template = Get-LwfWorkflowTemplate | Select-Object -First 1
    $template | Get-LwfWorkflowTemplate | Out-Null
    $task = $template | Get-LwfWorkflowTask | Select-Object -First 1
    $task | Get-LwfWorkflowTask | Out-Null
    $task | Get-LwfTaskProcessingResult | Out-Null
    $task | Get-LwfTaskProcessingResult -TaskProcessingResultId x @quiet | Out-Null
    $task | Get-LwfTaskDefinition | Out-Null
    Get-LwfTaskDefinition | Out-Null
    Get-LwfCustomTaskExtension | Get-LwfCustomTaskExtension | Out-Null
    Get-LwfSetting | Out-Null
    'Workflows', 'Categories', 'TopWorkflows', 'TopTasks' | ForEach-Object { Get-LwfSummary -Of $_ } | Out-Null
    $requested = @((Get-Request $emulator).path | Sort-Object -Unique)
}

AfterAll { Stop-Emulator $emulator }

Describe 'Everything that can be read' {
    It 'is read by a cmdlet, at <Place>' -ForEach $places {
        $pattern = [regex]::Escape($Place) -replace '=\\\{[^}]+}', '=[^,)]+' -replace '\\\{[^}]+}', '[^/]+' -replace 'microsoft\\\.graph\\\.identityGovernance\\\.', ''
        $requested -match "^$pattern$" | Should -Not -BeNullOrEmpty
    }

    It 'was found by what came through the pipeline' {
        $results | Should -HaveCount 12 -Because 'each parent, live and deleted, leads to a result'
    }
}
