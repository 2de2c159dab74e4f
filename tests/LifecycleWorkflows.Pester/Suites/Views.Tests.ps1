BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $PSStyle.OutputRendering = 'PlainText'

    function Get-View($Objects) { ($Objects | Out-String -Width 200) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ } }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The formatted view of <Name>' -ForEach @(
    @{ Name = 'workflows'; Columns = 'Category', 'Name', 'Enabled', 'Version', 'Deleted', 'Quarantine', 'Id'; Script = { Get-LwfWorkflow } }
    @{ Name = 'runs'; Columns = 'Status', 'Type', 'Started', 'Took', 'Users', 'Failed', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun } }
    @{ Name = 'user processing results'; Columns = 'Status', 'User', 'Started', 'Took', 'Tasks', 'Failed', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult } }
    @{ Name = 'task processing results'; Columns = 'Status', 'Task', 'User', 'Started', 'Took', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult -ExpandProperty subject } }
    @{ Name = 'versions'; Columns = 'Version', 'Category', 'Name', 'Enabled', 'Scheduled', 'Created'; Script = { Get-LwfWorkflow | Get-LwfWorkflowVersion } }
    @{ Name = 'scopes'; Columns = 'User', 'Name', 'Scheduled', 'Status', 'SubjectId'; Script = { Get-LwfWorkflowScope 'Offboard leavers' -Preview -Top 5 } }
    @{ Name = 'templates'; Columns = 'Category', 'Name', 'Id'; Script = { Get-LwfWorkflowTemplate } }
    @{ Name = 'tasks'; Columns = '#', 'Name', 'Enabled', 'GoesOn', 'Id'; Script = { Get-LwfWorkflow | Get-LwfWorkflowTask } }
    @{ Name = 'task definitions'; Columns = 'Category', 'Name', 'GoesOn', 'Id'; Script = { Get-LwfTaskDefinition } }
    @{ Name = 'task reports'; Columns = 'Status', 'Task', 'Started', 'Took', 'Users', 'Failed', 'Id'; Script = { Get-LwfWorkflow | Get-LwfTaskReport } }
    @{ Name = 'extensions'; Columns = 'Name', 'Waits', 'LogicApp', 'Id'; Script = { Get-LwfCustomTaskExtension } }
    @{ Name = 'subject processing results'; Columns = 'Status', 'User', 'Started', 'Took', 'Tasks', 'Failed', 'Id'; Script = { Get-LwfWorkflow | Get-LwfSubjectProcessingResult } }
    @{ Name = 'pending tasks'; Columns = 'Due', 'Waiting', 'User', 'Task', 'Workflow', 'Id'; Script = { Get-LwfPendingTask } }
    @{ Name = 'assignment requests'; Columns = 'State', 'Status', 'Package', 'User', 'Created', 'Id'; Script = { Get-LwfAccessPackageAssignmentRequest -ExpandProperty requestor, accessPackage, assignment } }
    @{ Name = 'callouts'; Columns = 'Answers', 'What', 'User', 'From', 'Id'; Script = { Get-LwfPendingTask | New-LwfCallout | ConvertFrom-LwfCallout } }
    @{ Name = 'summaries of runs'; Columns = 'From', 'To', 'Runs', 'Succeeded', 'Failed', 'Users', 'Tasks', 'FailedTasks'; Script = { Get-LwfWorkflow | Get-LwfSummary } }
    @{ Name = 'summaries of users'; Columns = 'From', 'To', 'Users', 'Succeeded', 'Failed', 'Tasks', 'FailedTasks'; Script = { Get-LwfWorkflow | Get-LwfSummary -Of Users } }
    @{ Name = 'summaries of tasks'; Columns = 'From', 'To', 'Tasks', 'Succeeded', 'Failed', 'Unprocessed'; Script = { Get-LwfWorkflow | Get-LwfSummary -Of TaskReports } }
    @{ Name = 'the tenant''s workflows'; Columns = 'Category', 'Workflow', 'Runs', 'Failed', 'Users', 'FailedUsers', 'WorkflowId'; Script = { Get-LwfSummary -Of TopWorkflows } }
    @{ Name = 'the tenant''s tasks'; Columns = 'Task', 'Tasks', 'Failed', 'Users', 'FailedUsers', 'TaskDefinitionId'; Script = { Get-LwfSummary -Of TopTasks } }
    @{ Name = 'outcomes'; Columns = 'Outcome', 'As', 'Attempts', 'Took', 'Error', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult -ProcessingStatus inProgress | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru } }
) {
    It 'is a table with a row for each' {
        $objects = & $Script
        $objects | Should -Not -BeNullOrEmpty
        $view = Get-View $objects
        ($view[0].Trim() -split '\s+') | Should -Be $Columns
        $view.Count | Should -Be (@($objects).Count + 2)
        $view[2] | Should -Match '^\s{0,6}\S'
        # In a window of 80 columns everything but ids is there; what is cut off says so.
        $narrow = ($objects | Out-String -Width 80) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ }
        ($narrow | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $headers = $narrow[0].Trim() -split '\s+'
        $Columns | Where-Object { $_ -notmatch 'Id$' } | Should -BeIn $headers
    }

    It 'is a list with every property' {
        $one = & $Script | Select-Object -First 1
        $properties = if ($Name -ne 'outcomes') { $one.PSObject.Properties.Name | Where-Object { $_ -ne 'Id' -and ($_ -ne 'Deleted' -or $one.WorkflowId) } }
        $list = $one | Format-List | Out-String -Width 200
        $properties | ForEach-Object { $list | Should -Match "(?m)^$_ +:" }
    }
}

Describe 'The colour of a status' {
    BeforeAll {
        $colored = 'Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult | Format-Table | Out-String'
        $begin = "Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($emulator.Address);"
    }

    It 'is that of $PSStyle' {
        $text = Invoke-FreshShell ("$begin " + '$PSStyle.OutputRendering = "Ansi"; $text = ' + $colored + '; [convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text))')
        $text = [Text.Encoding]::UTF8.GetString([convert]::FromBase64String($text))
        $text | Should -Match "$([regex]::Escape($PSStyle.Foreground.Green))completed$([regex]::Escape($PSStyle.Reset))"
        $text | Should -Match "$([regex]::Escape($PSStyle.Foreground.BrightRed))failed"
    }

    It 'is gone with NO_COLOR and when output is redirected' {
        Invoke-FreshShell "$begin $colored" | Should -Not -Match "`e"
        $env:NO_COLOR = '1'
        try { Invoke-FreshShell "$begin $colored" | Should -Not -Match "`e" }
        finally { Remove-Item Env:NO_COLOR }
    }
}

Describe 'Names that are odd or hostile' {
    BeforeAll {
        $name = "Zoë אדלה 🗝 `e[31m`e]0;title`a" + [char]0x202E + "evil`r`n" + 'x' * 200
        $seed = Get-Content "$root/docs/schemas/minimal.json" -Raw | ConvertFrom-Json -AsHashtable -Depth 20
        $seed.Remove('$schema')
        $seed.users[0].displayName = $seed.users[0].userPrincipalName = $seed.workflows[0].displayName = $name
        $seed.customTaskExtensions[0].displayName = $name
        $task = $seed.workflows[0].versions[0].tasks[0]
        $task.displayName = $task.description = $name
        $seed.workflows[0].runs[0].userProcessingResults[0].taskProcessingResults += @{ id = 'x2'; task = 't1'; processingStatus = 'failed'; failureReason = $name }
        $file = Join-Path $TestDrive 'odd.json'
        ConvertTo-Json $seed -Depth 20 | Set-Content $file
        $odd = Start-Emulator '--seed', $file
        $connection = Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint $odd.Address -PassThru
    }

    AfterAll {
        Stop-Emulator $odd
        Connect-Emulator $emulator
    }

    It 'cannot steer the terminal: <_>' -ForEach @(
        'Get-LwfWorkflow', 'Get-LwfWorkflow | Get-LwfWorkflowTask', 'Get-LwfCustomTaskExtension', 'Get-LwfPendingTask', 'Get-LwfSummary -Of TopWorkflows'
        'Get-LwfWorkflow | Get-LwfTaskProcessingResult -ExpandProperty subject', 'Get-LwfWorkflow | Get-LwfUserProcessingResult -ExpandProperty subject'
    ) {
        $objects = Invoke-Expression $_
        foreach ($view in ($objects | Out-String -Width 80), ($objects | Format-List | Out-String -Width 80)) {
            $view | Should -Match 'Zoë'
            $view.ToCharArray() | Where-Object { ([char]::IsControl($_) -and $_ -notin "`r", "`n") -or $_ -eq [char]0x202E } | Should -BeNullOrEmpty
        }
    }

    It 'are kept as they are in the objects' {
        (Get-LwfWorkflow).DisplayName | Should -BeExactly $name
    }
}

Describe 'Times' {
    It 'are shown in the reader''s zone and kept in UTC' {
        $run = Get-LwfWorkflow | Get-LwfRun | Select-Object -First 1
        $run.StartedDateTime.Offset | Should -Be ([TimeSpan]::Zero)
        (Get-View $run)[2] | Should -BeLike "*$($run.StartedDateTime.ToLocalTime().ToString('dd MMM HH:mm', [cultureinfo]::InvariantCulture))*"
    }
}
