BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    function Get-Waiting { @((Invoke-Control $emulator 'state').taskProcessingResults | Where-Object processingStatus -EQ 'inProgress') }

    # More waiting results than two pages hold, for each user one.
    function Initialize-Waiting([switch] $Deleted, [string] $Paging = 'snapshot') {
        Reset-Emulator $emulator
        $null = Invoke-Control $emulator 'settings' Patch @{ pageSize = 10; paging = $Paging }
        $made = Invoke-Control $emulator 'generate' Post @{ workflows = 1; runs = 1; users = 25; tasksPerUser = 2; waiting = $true; deleted = [bool]$Deleted }
        Clear-Request $emulator
        $made
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The walk from workflows to tasks that wait, and their answer' {
    It 'leaves nothing in progress, with one POST each and no GET too many, paging by <_>' -ForEach 'snapshot', 'offset' {
        $null = Initialize-Waiting -Paging $_
        $waiting = Get-Waiting | Where-Object deleted -EQ $false
        $waiting.Count | Should -BeGreaterThan 20

        Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult -ProcessingStatus InProgress |
            Resume-LwfTaskProcessingResult -OperationStatus Completed

        Get-Waiting | Where-Object deleted -EQ $false | Should -BeNullOrEmpty
        $requests = Get-Request $emulator
        $requests.status | Sort-Object -Unique | Should -Be 200, 204
        $posts = $requests | Where-Object method -EQ 'POST'
        $posts.path | Sort-Object | Should -Be ($waiting | ForEach-Object {
                "/identityGovernance/lifecycleWorkflows/workflows/$($_.workflowId)/tasks/$($_.taskId)/taskProcessingResults/$($_.taskProcessingResultId ?? $_.id)/resume" } | Sort-Object)
        $posts.version | Sort-Object -Unique | Should -Be 'v1.0'
        $gets = $requests | Where-Object method -EQ 'GET'
        ($gets | Where-Object path -Match '/taskProcessingResults/').Count | Should -Be 0 -Because 'an answer needs no read'
        ($gets.pathAndQuery | Sort-Object -Unique).Count | Should -Be $gets.Count -Because 'nothing is read twice'

        Clear-Request $emulator
        Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult -ProcessingStatus InProgress |
            Resume-LwfTaskProcessingResult -OperationStatus Completed
        Get-Request $emulator | Where-Object method -EQ 'POST' | Should -BeNullOrEmpty
    }

    It 'loses no row of a list that shrinks while it is read, paging by <_>' -ForEach 'snapshot', 'offset' {
        $made = Initialize-Waiting -Paging $_
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus InProgress |
            Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru | Should -HaveCount 25
        Get-Waiting | Where-Object workflowId -EQ $made.workflowIds[0] | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf' {
        $null = Initialize-Waiting
        $before = (Get-Waiting).Count
        Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult -ProcessingStatus InProgress |
            Resume-LwfTaskProcessingResult -OperationStatus Completed -WhatIf
        Get-Request $emulator | Where-Object method -EQ 'POST' | Should -BeNullOrEmpty
        (Get-Waiting).Count | Should -Be $before
    }

    It 'does the same below deleted workflows, at the run and user path' {
        $made = Initialize-Waiting -Deleted
        Get-LwfWorkflow -Deleted | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult -ProcessingStatus InProgress |
            Resume-LwfTaskProcessingResult -OperationStatus Completed
        Get-Waiting | Where-Object deleted | Should -BeNullOrEmpty
        $posts = Get-Request $emulator | Where-Object { $_.method -eq 'POST' -and $_.path -match $made.workflowIds[0] }
        $posts | Should -HaveCount 25
        $posts.path | Should -Match '/deletedItems/workflows/[^/]+/runs/[^/]+/userProcessingResults/[^/]+/taskProcessingResults/[^/]+/resume$'
    }

    It 'does the same in beta' {
        $null = Initialize-Waiting
        Get-LwfWorkflow -ApiVersion beta | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult -ProcessingStatus InProgress |
            Resume-LwfTaskProcessingResult -OperationStatus Completed
        Get-Waiting | Where-Object deleted -EQ $false | Should -BeNullOrEmpty
        (Get-Request $emulator).version | Sort-Object -Unique | Should -Be 'beta'
    }

    It 'does the same with objects that went through Export-Clixml' {
        $null = Initialize-Waiting
        $file = Join-Path $TestDrive 'waiting.xml'
        Get-LwfWorkflow -Deleted | Get-LwfRun | Get-LwfUserProcessingResult | Export-Clixml $file
        Import-Clixml $file | Get-LwfTaskProcessingResult -ProcessingStatus InProgress | Export-Clixml "$file.2"
        $imported = Import-Clixml "$file.2"
        $imported.Count | Should -BeGreaterThan 0
        $imported[0].PSTypeNames | Should -Contain 'Deserialized.LifecycleWorkflows.TaskProcessingResult'
        $imported | Resume-LwfTaskProcessingResult -OperationStatus Completed
        Get-Waiting | Where-Object deleted | Should -BeNullOrEmpty
    }

    It 'reads a list once, however many objects lead to it, and every other list' {
        $runs = @(Get-LwfRun 'Onboard new hires')
        @(Get-LwfWorkflow | Get-LwfRun 'Onboard new hires').Id | Should -Be $runs.Id
        $each = $runs | ForEach-Object { $_ | Get-LwfTaskReport }
        ($runs | Get-LwfTaskReport).Id | Should -Be $each.Id
        $pending = @(Get-LwfPendingTask)
        @($pending | Get-LwfTaskProcessingResult -ProcessingStatus inProgress).Id | Should -Be $pending.Id
        @($pending | Get-LwfTaskProcessingResult -Subject $pending[0].UserPrincipalName).Id | Should -Be $pending[0].Id
    }

    It 'does the same with a table that went through Export-Csv' {
        $null = Initialize-Waiting
        $file = Join-Path $TestDrive 'waiting.csv'
        Get-LwfWorkflow -Deleted | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult -ProcessingStatus InProgress | Export-Csv $file
        Import-Csv $file | Get-LwfTaskProcessingResult | Export-Csv "$file.2"
        Import-Csv "$file.2" | Resume-LwfTaskProcessingResult -OperationStatus Completed
        Get-Waiting | Where-Object deleted | Should -BeNullOrEmpty
    }

    It 'reads a result again when it is piped back' {
        $null = Initialize-Waiting
        $one = Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult -ProcessingStatus InProgress -Top 1 | Select-Object -First 1
        $one | Resume-LwfTaskProcessingResult -OperationStatus Failed
        $again = $one | Get-LwfTaskProcessingResult -ExpandProperty subject
        $again.Id | Should -Be $one.Id
        $again.ProcessingStatus | Should -Be 'failed'
        $again.Subject.DisplayName | Should -Not -BeNullOrEmpty
        $again.FailureReason | Should -Not -BeNullOrEmpty
        $again.CompletedDateTime.Offset | Should -Be ([TimeSpan]::Zero)
    }

    It 'keeps ids with odd characters whole' {
        $id = "a/b?c%d e'f 🗝"
        Reset-Emulator $emulator
        { Get-LwfRun -WorkflowId $id -RunId $id -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
        $segments = (Get-Request $emulator)[0].path -split '/'
        [Uri]::UnescapeDataString($segments[-1]) | Should -BeExactly $id
        [Uri]::UnescapeDataString($segments[-3]) | Should -BeExactly $id
        $segments | Should -HaveCount 7
    }
}

Describe 'Reading no more than needed' {
    BeforeAll {
        Reset-Emulator $emulator
        $null = Invoke-Control $emulator 'settings' Patch @{ pageSize = 10; paging = 'snapshot' }
        $made = Invoke-Control $emulator 'generate' Post @{ users = 1000 }
    }

    It 'makes one request for Select-Object -First 10 over 100 pages' {
        Clear-Request $emulator
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] | Select-Object -First 10 | Should -HaveCount 10
        Get-Request $emulator | Should -HaveCount 1
    }

    It 'gives -Top <Top> objects in <Requests> requests' -ForEach @{ Top = 10; Requests = 1 }, @{ Top = 25; Requests = 3 }, @{ Top = 0; Requests = 0 } {
        Clear-Request $emulator
        @(Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -Top $Top).Count | Should -Be $Top
        @(Get-Request $emulator).Count | Should -Be $Requests
    }

    It 'counts -Top over all that is piped in' {
        Clear-Request $emulator
        1..3 | ForEach-Object { [pscustomobject]@{ WorkflowId = $made.workflowIds[0]; RunId = $made.runIds[0] } } | Get-LwfTaskProcessingResult -Top 15 | Should -HaveCount 15
        Get-Request $emulator | Should -HaveCount 2
    }

    It 'reads everything otherwise, in the service''s order' {
        $all = Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0]
        $all | Should -HaveCount 1000
        $all.Id | Should -Be $made.taskProcessingResultIds
    }

    It 'sends friendly filters to the service' {
        Clear-Request $emulator
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus failed, canceled -CreatedAfter (Get-Date).AddDays(-1) -SubjectId "o'neil" | Should -BeNullOrEmpty
        $request = @(Get-Request $emulator)
        $request | Should -HaveCount 1
        $request[0].status | Should -Be 200
        [Uri]::UnescapeDataString($request[0].pathAndQuery) | Should -Match "\(processingStatus eq 'failed' or processingStatus eq 'canceled'\) and subject/id eq 'o''neil' and createdDateTime ge "
    }
}
