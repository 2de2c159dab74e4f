BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    $other = Start-Emulator
    Connect-Emulator $emulator
    $waiting = Get-LwfPendingTask | Where-Object TaskDisplayName -EQ 'Create mailbox'
    $one = Get-LwfWorkflow -Workflow 'Onboard new hires' | Get-LwfRun -ProcessingStatus inProgress | Get-LwfUserProcessingResult -Subject JohannaL@contoso.com
    $hers = @($waiting | Where-Object UserPrincipalName -EQ 'JohannaL@contoso.com')
    function ConvertTo-Row($Item) { $Item | ConvertTo-Csv | ConvertFrom-Csv }
}

AfterAll {
    Stop-Emulator $emulator
    Stop-Emulator $other
}

Describe 'What is piped in narrows what is typed' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
    }

    It 'to one user of three: <Name>' -ForEach @(
        @{ Name = 'results of a task, for an answer'; Script = { $args[0] | Get-LwfTaskProcessingResult 'Onboard new hires' -Task 'Create mailbox' -ProcessingStatus inProgress } }
        @{ Name = 'results of a task by id'; Script = { $args[0] | Get-LwfTaskProcessingResult -TaskId $waiting[0].TaskId -ProcessingStatus inProgress } }
        @{ Name = 'results'; Script = { $args[0] | Get-LwfTaskProcessingResult -ProcessingStatus inProgress } }
        @{ Name = 'what waits'; Script = { $args[0] | Get-LwfPendingTask } }
        @{ Name = 'what waits in a workflow'; Script = { $args[0] | Get-LwfPendingTask 'Onboard new hires' } }
    ) {
        $waiting | Should -HaveCount 3
        foreach ($form in $one, (ConvertTo-Row $one)) { (& $Script $form).Id | Should -Be $hers.Id }
    }

    It 'so that one user''s task is answered and no other' {
        $one | Get-LwfTaskProcessingResult 'Onboard new hires' -Task 'Create mailbox' -ProcessingStatus inProgress |
            Resume-LwfTaskProcessingResult -OperationStatus Failed -PassThru | ForEach-Object TaskProcessingResultId | Should -Be $hers.Id
        @(Get-Request $emulator | Where-Object method -EQ POST) | Should -HaveCount 1
        Get-LwfPendingTask | Where-Object TaskDisplayName -EQ 'Create mailbox' | Should -HaveCount 2
    }

    It 'to the result of one user: <Name>' -ForEach @(
        @{ Name = 'what waits'; Script = { $hers[0] } }
        @{ Name = 'a result that was read from the run'; Script = { $hers[0] | Get-LwfTaskProcessingResult } }
        @{ Name = 'a result from an XML file'; Script = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($hers[0], 3)) } }
        @{ Name = 'what waits below a user'; Script = { $one | Get-LwfPendingTask } }
    ) {
        $item = $(& $Script)
        ($item | Get-LwfUserProcessingResult).Id | Should -Be $one.Id
        ($item | Get-LwfSubjectProcessingResult -ApiVersion beta).Subject.Id | Should -Be $one.Subject.Id
    }

    It 'or is refused when it doesn''t say which user' {
        Clear-Request $emulator
        { ConvertTo-Row $hers[0] | Get-LwfUserProcessingResult -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*one user*'
        Get-Request $emulator | Should -BeNullOrEmpty
        (ConvertTo-Row $hers[0] | Get-LwfUserProcessingResult -Subject JohannaL@contoso.com).Id | Should -Be $one.Id
    }

    It 'to what waits for one subject, in beta' {
        $subject = Get-LwfRun 'Onboard new hires' -ProcessingStatus inProgress | Get-LwfSubjectProcessingResult -Subject JohannaL@contoso.com
        foreach ($form in $subject, (ConvertTo-Row $subject)) { ($form | Get-LwfPendingTask).Id | Should -Be $hers.Id }
    }

    It 'to the task reports of one task' {
        $reports = Get-LwfWorkflowTask -Workflow 'Onboard new hires' | Where-Object DisplayName -EQ 'Create mailbox' | Get-LwfTaskReport
        $reports.Task.DisplayName | Sort-Object -Unique | Should -Be 'Create mailbox'
        (Get-LwfTaskReport 'Onboard new hires' | Where-Object { $_.Task.DisplayName -EQ 'Create mailbox' }).Id | Should -Be $reports.Id
    }

    It 'and -Subject takes the user of a result, never its own id' {
        (Get-LwfPendingTask -Subject $one).Id | Should -Be $hers.Id
        (Get-LwfPendingTask -Subject $one.Subject).Id | Should -Be $hers.Id
        Clear-Request $emulator
        foreach ($stranger in (ConvertTo-Row $one), (Get-LwfWorkflow)[0]) {
            { Get-LwfPendingTask -Subject $stranger } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Subject*'
        }
        Get-Request $emulator | Where-Object path -NotLike '*/workflows' | Should -BeNullOrEmpty
    }

    It 'to the task reports of one run, typed or piped' {
        $runs = Get-LwfRun 'Onboard new hires'
        $reports = Get-LwfTaskReport 'Onboard new hires' -RunId $runs[0].RunId
        $reports.RunId | Sort-Object -Unique | Should -Be $runs[0].RunId
        (Get-LwfTaskReport 'Onboard new hires' -RunId $runs[0].RunId -TaskReportId $reports[0].Id).Id | Should -Be $reports[0].Id
        { Get-LwfTaskReport 'Onboard new hires' -RunId $runs[1].RunId -TaskReportId $reports[0].Id -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotFound,*' -ExpectedMessage '*-RunId*'
        $reports[0], (ConvertTo-Row $reports[0]) | ForEach-Object { (Get-LwfTaskProcessingResult -WorkflowId $_.WorkflowId -RunId $_.RunId -TaskId $_.TaskId).Count } |
            Should -Be $reports[0].TotalUsersCount, $reports[0].TotalUsersCount
        (ConvertTo-Row $reports[0] | Get-LwfTaskProcessingResult).Id | Sort-Object | Should -Be (($reports[0] | Get-LwfTaskProcessingResult).Id | Sort-Object)
        { ConvertTo-Row $reports[0] | Get-LwfTaskProcessingResult -RunId $runs[1].RunId -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*' -ExpectedMessage '*-RunId*'
    }

    It 'or is an error that names what cannot take part: <Command>' -ForEach @(
        @{ Names = '-VersionNumber'; Command = '[pscustomobject]@{ WorkflowId = "w"; VersionNumber = 1; TaskId = "t" } | Get-LwfTaskProcessingResult -RunId r' }
        @{ Names = '-RunId'; Command = '[pscustomobject]@{ WorkflowId = "w"; RunId = "r" } | Get-LwfUserProcessingResult -ExecutionScope' }
        @{ Names = '-RunId'; Command = '[pscustomobject]@{ WorkflowId = "w"; RunId = "r" } | Get-LwfSummary -Of Runs' }
        @{ Names = '-WorkflowId'; Command = '[pscustomobject]@{ WorkflowId = "w" } | Get-LwfSummary -Of TopTasks' }
        @{ Names = '-UserProcessingResultId, and -TaskReportId'; Command = 'Get-LwfPendingTask -WorkflowId w -UserProcessingResultId u -TaskReportId p' }
        @{ Names = '-RunId'; Command = 'Get-LwfPendingTask -RunId r' }
        @{ Names = '-VersionNumber'; Command = '[pscustomobject]@{ WorkflowId = "w"; VersionNumber = "1" } | Get-LwfPendingTask' }
        @{ Names = 'The input object'; Command = '[pscustomobject]@{ Deleted = "True" } | Get-LwfPendingTask' }
        @{ Names = 'The input object'; Command = '[pscustomobject]@{ Name = "x" } | Get-LwfTaskReport "Onboard new hires"' }
    ) {
        Clear-Request $emulator
        { Invoke-Expression "$Command -ErrorAction Stop" } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage "*$Names*"
        Get-Request $emulator | Where-Object path -NotLike '*/workflows' | Should -BeNullOrEmpty
    }
}

Describe 'What is looked at here is read' {
    BeforeEach { Reset-Emulator $emulator }

    It 'beside -Property: <Name>' -ForEach @(
        @{ Name = 'a task by name'; With = @{ Task = 'Create mailbox' } }
        @{ Name = 'a user by sign-in name'; With = @{ Subject = 'JohannaL@contoso.com' } }
        @{ Name = 'a user by an id in capitals'; With = @{ Subject = $null } }
    ) {
        $run = $waiting[0] | Select-Object WorkflowId, RunId
        if ($With.ContainsKey('Subject') -and -not $With.Subject) { $With.Subject = $waiting[0].Subject.Id.ToUpperInvariant() }
        $all = $run | Get-LwfTaskProcessingResult @With
        $all.Count | Should -BeGreaterThan 0
        ($run | Get-LwfTaskProcessingResult @With -Property processingStatus).Id | Should -Be $all.Id
    }

    It 'beside -ExpandProperty: <Name>' -ForEach @(
        @{ Name = 'a task by name'; With = @{ Task = 'Create mailbox'; ExpandProperty = 'task($select=id)' } }
        @{ Name = 'a user by sign-in name'; With = @{ Subject = 'JohannaL@contoso.com'; ExpandProperty = 'subject($select=id)' } }
    ) {
        $run = $waiting[0] | Select-Object WorkflowId, RunId
        $found = $run | Get-LwfTaskProcessingResult @With -WarningVariable warnings
        $With.Remove('ExpandProperty')
        $found.Id | Should -Be ($run | Get-LwfTaskProcessingResult @With).Id
        $warnings | Should -BeNullOrEmpty
    }

    It 'beside -OrderBy with the names of users' {
        $sorted = Get-LwfTaskProcessingResult 'Onboard new hires' -OrderBy subject/displayName
        $sorted.Subject.DisplayName | Should -Not -Contain $null
        $sorted.Subject.DisplayName | Should -Be ($sorted.Subject.DisplayName | Sort-Object -Culture '')
        $runs = Get-LwfRun 'Onboard new hires'
        $all = $runs | Get-LwfTaskProcessingResult | Sort-Object CreatedDateTime, Id -Descending
        ($runs | Get-LwfTaskProcessingResult -OrderBy 'createdDateTime desc', 'id desc' -Top 3).Id | Should -Be $all[0..2].Id
    }

    It 'beside -OrderBy over several runs' {
        $sorted = Get-LwfTaskProcessingResult 'Onboard new hires' -OrderBy 'createdDateTime desc', id -Property processingStatus
        $sorted.Id | Should -Be (Get-LwfTaskProcessingResult 'Onboard new hires' | Sort-Object @{ Expression = 'CreatedDateTime'; Descending = $true }, @{ Expression = 'Id' } -Culture '').Id
        { Get-LwfTaskProcessingResult 'Onboard new hires' -OrderBy nonsense -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-OrderBy*'
    }

    It 'and a version has a key of its own' {
        $version = Get-LwfWorkflowVersion 'Onboard new hires' -Property displayName | Select-Object -First 1
        $version.DisplayName | Should -Be 'Onboard new hires'
        $version.VersionNumber | Should -BeGreaterThan 0
        (Get-LwfWorkflowVersion 'Onboard new hires' $version.VersionNumber -Filter "displayName eq 'Onboard new hires'").VersionNumber | Should -Be $version.VersionNumber
    }
}

Describe 'Silently nothing is not an answer' {
    BeforeEach { Reset-Emulator $emulator }

    It 'where no task has the name: <Command>' -ForEach @(
        @{ Command = 'Get-LwfRun "Onboard new hires" | Get-LwfTaskProcessingResult -Task "Create mailbx"' }
        @{ Command = 'Get-LwfWorkflow | Get-LwfTaskProcessingResult -Task "Create mail*"' }
        @{ Command = 'Get-LwfTaskProcessingResult "Onboard new hires" -Subject JohannaL@contoso.com -Task "Create mailbx"' }
        @{ Command = 'Get-LwfRun "Onboard new hires" | Get-LwfTaskProcessingResult -TaskId 00000000-0000-0000-0000-000000000001' }
    ) {
        $found = Invoke-Expression "$Command -ErrorVariable problems -ErrorAction SilentlyContinue"
        $found | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        if ($Command -match 'mailbx') { "$($problems[0])" | Should -BeLike "*'Create mailbox'*" }
    }

    It 'but where the task exists and nothing of it is wanted' {
        Get-LwfRun 'Onboard new hires' | Get-LwfTaskProcessingResult -Task 'Create mailbox' -CompletedBefore 2000-01-01 -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'where no user is meant: <Command>' -ForEach @(
        @{ Command = 'Get-LwfTaskProcessingResult "Onboard new hires" -Subject nobody@contoso.com' }
        @{ Command = 'Get-LwfRun "Onboard new hires" | Get-LwfUserProcessingResult -Subject nobody@contoso.com' }
        @{ Command = 'Get-LwfRun "Onboard new hires" | Get-LwfTaskProcessingResult -SubjectId nobody' }
        @{ Command = 'Get-LwfPendingTask -Subject nobody@contoso.com' }
    ) {
        Invoke-Expression "$Command -WarningVariable warnings -WarningAction SilentlyContinue" | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match 'nobody'
    }
}

Describe 'Objects of one service' {
    BeforeEach {
        Reset-Emulator $emulator
        Reset-Emulator $other
    }

    It 'are not taken to another: <Name>' -ForEach @(
        @{ Name = 'as they are'; Form = { param($Item) $Item } }
        @{ Name = 'from a CSV file'; Form = { param($Item) ConvertTo-Row $Item } }
        @{ Name = 'from an XML file'; Form = { param($Item) $file = Join-Path $TestDrive 'item.xml'; $Item | Export-Clixml $file; Import-Clixml $file } }
        @{ Name = 'from JSON'; Form = { param($Item) $Item | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
    ) {
        $workflow = & $Form (Get-LwfWorkflow | Select-Object -First 1)
        $task = & $Form $waiting[0]
        $there = Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint $other.Address -PassThru
        try {
            Clear-Request $other
            foreach ($command in
                { $workflow | Get-LwfRun -Connection $there -ErrorAction Stop },
                { $workflow | Get-LwfPendingTask -Connection $there -ErrorAction Stop },
                { $task | Get-LwfTaskProcessingResult -Connection $there -ErrorAction Stop },
                { $task | Wait-LwfTaskProcessingResult -Connection $there -ErrorAction Stop },
                { $task | Resume-LwfTaskProcessingResult -OperationStatus Failed -Connection $there -ErrorAction Stop }) {
                $problem = $command | Should -Throw -PassThru -ErrorId 'InvalidRequest,*'
                foreach ($address in $emulator.Address, $other.Address) { "$problem" | Should -Match ([regex]::Escape($address.TrimEnd('/'))) }
            }
            Get-Request $other | Should -BeNullOrEmpty
        }
        finally { Connect-Emulator $emulator }
        ($workflow | Get-LwfRun -Top 1).Count | Should -Be 1 -Because 'at home they are taken'
    }

    It 'are not taken to another as outcomes or with a callback path: <Name>' -ForEach @(
        @{ Name = 'as they are'; Form = { param($Item) $Item } }
        @{ Name = 'from a CSV file'; Form = { param($Item) ConvertTo-Row $Item } }
        @{ Name = 'from JSON'; Form = { param($Item) $Item | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
    ) {
        $sent = $hers[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru
        $sent.GraphEndpoint | Should -Be $hers[0].GraphEndpoint
        $outcome = & $Form $sent
        $callout = & $Form ([pscustomobject]@{
                CallbackUriPath = "/identityGovernance/lifecycleWorkflows/workflows/$($sent.WorkflowId)/tasks/$($sent.TaskId)/taskProcessingResults/$($sent.TaskProcessingResultId)/resume"
                GraphEndpoint = $sent.GraphEndpoint
            })
        $there = Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint $other.Address -PassThru
        try {
            foreach ($command in
                { $outcome | Get-LwfTaskProcessingResult -Connection $there -ErrorAction Stop },
                { $outcome | Wait-LwfTaskProcessingResult -Connection $there -ErrorAction Stop },
                { $outcome | Resume-LwfTaskProcessingResult -OperationStatus Failed -Connection $there -ErrorAction Stop },
                { $callout | Resume-LwfTaskProcessingResult -OperationStatus Failed -Connection $there -ErrorAction Stop }) {
                "$($command | Should -Throw -PassThru -ErrorId 'InvalidRequest,*')" | Should -Match ([regex]::Escape($other.Address.TrimEnd('/')))
            }
            Get-Request $other | Should -BeNullOrEmpty
        }
        finally { Connect-Emulator $emulator }
        ($outcome | Get-LwfTaskProcessingResult).Id | Should -Be $hers[0].Id -Because 'at home it is taken'
    }

    It 'remember the tenant that the token is for' {
        $handler = [LwfTests.Handler]::new().Add(200, '{"value":[{"id":"w1"}]}')
        $claims = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('{"tid":"11111111-1111-1111-1111-111111111111","roles":[]}')).TrimEnd('=')
        Connect-Lwf -AccessToken (Get-Token "e30.$claims.x") -HttpMessageHandler $handler
        $workflow = Get-LwfWorkflow
        $workflow.TenantId | Should -Be '11111111-1111-1111-1111-111111111111'
        Connect-Lwf -AccessToken (Get-Token) -TenantId 22222222-2222-2222-2222-222222222222 -HttpMessageHandler ([LwfTests.Handler]::new())
        { $workflow | Get-LwfRun -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*11111111-*22222222-*'
        Connect-Emulator $emulator
    }
}

Describe 'What a service gives twice' {
    It 'comes out once' {
        $pages = '{"value":[{"id":"a"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/2"}', '{"value":[{"id":"a"},{"id":"b"}]}'
        $handler = [LwfTests.Handler]::new().Add(200, $pages[0]).Add(200, $pages[1])
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
        (Get-LwfTaskProcessingResult -WorkflowId w -RunId r).Id | Should -Be 'a', 'b'
        Connect-Emulator $emulator
    }
}

Describe 'A state that does not bind' {
    It 'grants nothing: <State>' -ForEach @{ State = 'Denied' }, @{ State = 'Canceled' }, @{ State = 'Reject' } {
        Connect-Emulator $emulator
        Clear-Request $emulator
        $row = [pscustomobject]@{ AccessPackageAssignmentRequestId = 'q'; Stage = 'assignmentRequestCreated'; State = $State }
        { $row | Resume-LwfAccessPackageAssignmentRequest -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage "*-State*"
        Get-Request $emulator | Should -BeNullOrEmpty
    }

    It 'is that of the request in a row of its own' {
        Reset-Emulator $emulator
        $request = Get-WaitingRequest $emulator
        $row = Get-LwfAccessPackageAssignmentRequest $request.id | ConvertTo-Csv | ConvertFrom-Csv
        $row.State | Should -Not -BeNullOrEmpty
        ($row | Resume-LwfAccessPackageAssignmentRequest -Stage assignmentRequestCreated -PassThru).Outcome | Should -Be 'Resumed'
    }
}

Describe 'What is read page by page and answered' {
    AfterAll { Connect-Emulator $emulator }

    It 'is answered once: <Name>' -ForEach @(
        @{ Name = 'given again by the next page'; Pages = @(@('a'), @('a', 'b')); Ids = 'a', 'b'; With = @{} }
        @{ Name = 'given twice by one page'; Pages = @(, @('a', 'a')); Ids = 'a'; With = @{} }
        @{ Name = 'given again below -Top'; Pages = @(@('a', 'a'), @('b', 'c')); Ids = 'a', 'b'; With = @{ Top = 2 } }
        @{ Name = 'given in capitals'; Pages = @(@('9d903f8d-4f30-482f-9927-15f6dc48891d'), @('9D903F8D-4F30-482F-9927-15F6DC48891D')); Ids = '9d903f8d-4f30-482f-9927-15f6dc48891d'; With = @{} }
    ) {
        $handler = [LwfTests.Handler]::new()
        for ($index = 0; $index -lt $Pages.Count; $index++) {
            $page = @{ value = @($Pages[$index] | ForEach-Object { @{ id = $_; processingStatus = 'inProgress'; task = @{ id = 't' } } }) }
            if ($index + 1 -lt $Pages.Count) { $page['@odata.nextLink'] = "https://graph.microsoft.com/v1.0/$index" }
            $null = $handler.Add(200, (ConvertTo-Json $page -Depth 5))
            # What a page gives is answered before the next page is asked for.
            $Pages[$index] | Where-Object { $_ -cin $Ids } | Sort-Object -Unique | Where-Object { -not $index -or $_ -cnotin $Pages[0] } | ForEach-Object { $null = $handler.Add(204, '') }
        }
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
        $outcomes = Get-LwfTaskProcessingResult -WorkflowId w -RunId r @With | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru
        $outcomes.TaskProcessingResultId | Should -Be $Ids
        $outcomes.Outcome | Sort-Object -Unique | Should -Be 'Resumed'
        $outcomes.IsDuplicate | Should -Not -Contain $true
        @($handler.Requests | Where-Object Method -EQ POST) | Should -HaveCount @($Ids).Count
    }
}
