BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $handler = [LwfTests.Handler]::new().Add(200, '{"value":[]}')
    $connection = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler -PassThru
}

Describe 'Bad input is refused by name, and nothing is sent' {
    BeforeEach { $handler.Requests.Clear() }

    It '<Id>: <Command>' -ForEach @(
        @{ Id = 'InvalidRequest'; Names = '-WorkflowId'; Command = 'Get-LwfRun -WorkflowId ""' }
        @{ Id = 'InvalidRequest'; Names = '-WorkflowId'; Command = 'Get-LwfRun -WorkflowId $null' }
        @{ Id = 'InvalidRequest'; Names = '-WorkflowId'; Command = 'Get-LwfWorkflow -WorkflowId $null' }
        @{ Id = 'InvalidRequest'; Names = '-WorkflowId'; Command = 'Get-LwfRun -WorkflowId .' }
        @{ Id = 'InvalidRequest'; Names = '-RunId'; Command = 'Get-LwfRun -WorkflowId w -RunId ..' }
        @{ Id = 'InvalidRequest'; Names = '-RunId'; Command = '[pscustomobject]@{ WorkflowId = "w"; RunId = ".." } | Get-LwfUserProcessingResult' }
        @{ Id = 'InvalidRequest'; Names = '-VersionNumber, and -RunId'; Command = 'Get-LwfTaskProcessingResult -WorkflowId w -RunId r -VersionNumber 1' }
        @{ Id = 'InvalidRequest'; Names = '-Deleted'; Command = 'Get-LwfTaskProcessingResult -WorkflowTemplateId m -TaskId t -Deleted' }
        @{ Id = 'InvalidRequest'; Names = '-WorkflowId'; Command = 'Get-LwfTaskProcessingResult -RunId r' }
        @{ Id = 'InvalidRequest'; Names = 'The input object'; Command = '"text" | Get-LwfTaskProcessingResult -WorkflowId w' }
        @{ Id = 'InvalidRequest'; Names = '-Workflow '; Command = 'Get-LwfRun -Workflow $null' }
        @{ Id = 'InvalidRequest'; Names = '-Subject '; Command = 'Get-LwfPendingTask -Subject ""' }
        @{ Id = 'InvalidRequest'; Names = '-ThrottleLimit'; Command = 'Get-LwfPendingTask -ThrottleLimit 0' }
        @{ Id = 'InvalidRequest'; Names = '-Of'; Command = 'Get-LwfSummary -Of everything' }
        @{ Id = 'InvalidRequest'; Names = 'The input object'; Command = '"text" | Get-LwfWorkflow' }
        @{ Id = 'InvalidRequest'; Names = 'v2.0'; Command = 'Get-LwfWorkflow -ApiVersion v2.0' }
        @{ Id = 'InvalidRequest'; Names = '-Top'; Command = 'Get-LwfWorkflow -Top -1' }
        @{ Id = 'InvalidRequest'; Names = '-TaskProcessingResultId'; Command = 'Resume-LwfTaskProcessingResult -WorkflowId w -TaskId t -OperationStatus Completed' }
        @{ Id = 'InvalidRequest'; Names = '-ThrottleLimit'; Command = 'Resume-LwfTaskProcessingResult x -WorkflowId w -TaskId t -OperationStatus Completed -ThrottleLimit 0' }
        @{ Id = 'UnsafeLink'; Names = 'callback path'; Command = 'Resume-LwfTaskProcessingResult -CallbackUriPath https://evil.example/resume -OperationStatus Completed' }
        @{ Id = 'NotSupportedByService'; Names = '-SubjectProcessingResultId'; Command = 'Get-LwfTaskProcessingResult -WorkflowId w -SubjectProcessingResultId s -ApiVersion v1.0' }
        @{ Id = 'NotSupportedByService'; Names = '-ParentTaskProcessingResultId'; Command = 'Resume-LwfTaskProcessingResult x -WorkflowId w -RunId r -UserProcessingResultId u -ParentTaskProcessingResultId p -OperationStatus Failed -ApiVersion v1.0' }
        @{ Id = 'NotSupportedByService'; Names = '-AccessPackageAssignmentId'; Command = 'Resume-LwfAccessPackageAssignmentRequest x -AccessPackageAssignmentId a -Stage s -ApiVersion v1.0' }
        @{ Id = 'InvalidRequest'; Names = '-Stage'; Command = 'Resume-LwfAccessPackageAssignmentRequest x' }
        @{ Id = 'InvalidRequest'; Names = '-GraphEndpoint'; Command = 'Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint http://graph.microsoft.com' }
        @{ Id = 'InvalidRequest'; Names = '-GraphEndpoint'; Command = 'Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint graph.microsoft.com' }
        @{ Id = 'InvalidRequest'; Names = '-GraphEndpoint'; Command = 'Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint https://graph.microsoft.com/v1.0' }
        @{ Id = 'InvalidRequest'; Names = '-AccessToken'; Command = 'Connect-Lwf -AccessToken (Get-Token "Bearer x")' }
        @{ Id = 'InvalidRequest'; Names = '-ClientTimeout'; Command = 'Connect-Lwf -AccessToken (Get-Token) -ClientTimeout 10000000' }
        @{ Id = 'InvalidRequest'; Names = '-SettleTimeout'; Command = 'Connect-Lwf -AccessToken (Get-Token) -SettleTimeout -1' }
        @{ Id = 'InvalidRequest'; Names = '-SettleTimeout'; Command = 'Connect-Lwf -AccessToken (Get-Token) -SettleTimeout 86401' }
        @{ Id = 'InvalidRequest'; Names = '-HttpMessageHandler'; Command = 'Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([Net.Http.HttpClientHandler]::new())' }
        @{ Id = 'InvalidRequest'; Names = '-Environment'; Command = 'Connect-Lwf -AccessToken (Get-Token) -Environment Moon' }
    ) {
        $problem = { Invoke-Expression "$Command -ErrorAction Stop" } | Should -Throw -PassThru -ErrorId "$Id,*"
        "$problem $($problem.ErrorDetails.RecommendedAction)" | Should -BeLike "*$Names*"
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $handler.Requests | Should -BeNullOrEmpty
    }

    It 'says how to connect when there is no connection' {
        Invoke-FreshShell "Import-Module '$modulePath'; try { Get-LwfWorkflow } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }" | Should -BeLike 'NotConnected,*Connect-Lwf*'
    }

    It 'does not take one bad item for the end' {
        $problems = @()
        [pscustomobject]@{ WorkflowId = 'a' }, [pscustomobject]@{ WorkflowId = '..' }, [pscustomobject]@{ WorkflowId = 'c' } |
            Get-LwfRun -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].TargetObject.WorkflowId | Should -Be '..'
        $handler.Requests.Uri.AbsolutePath | Should -Be '/v1.0/identityGovernance/lifecycleWorkflows/workflows/a/runs', '/v1.0/identityGovernance/lifecycleWorkflows/workflows/c/runs'
    }

    It 'takes an id that is empty in the pipeline for not given' {
        [pscustomobject]@{ WorkflowId = 'w'; RunId = ''; TaskId = $null } | Get-LwfUserProcessingResult
        $handler.Requests[0].Uri.AbsolutePath | Should -BeLike '*/workflows/w/userProcessingResults'
    }

    It 'sends nothing for <_>' -ForEach @(
        '$null | Get-LwfWorkflow'
        'Get-LwfWorkflow -Connection $null'
        'Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -ProcessingStatus @()'
        'Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -SubjectId $null'
        'Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -VersionNumber -1'
        'Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -Filter " "'
        'Get-LwfPendingTask -DueWithin $null'
        '$null | Get-LwfPendingTask'
    ) {
        { Invoke-Expression "$_ -ErrorAction Stop" } | Should -Throw
        $handler.Requests | Should -BeNullOrEmpty
    }

    It 'takes a Deleted that is null for not deleted, and an empty VersionNumber for none' {
        [pscustomobject]@{ WorkflowId = 'w'; TaskId = 't'; Deleted = $null; VersionNumber = '' } | Get-LwfTaskProcessingResult
        $handler.Requests[0].Uri.AbsolutePath | Should -BeLike '*/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults'
    }

    It 'names a piped object by its id, not by what else it holds' {
        [pscustomobject]@{ WorkflowId = '..'; DisplayName = 'Adele Vance' } | Get-LwfRun -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].CategoryInfo.TargetName | Should -Be '..'
        $problems[0].CategoryInfo.ToString() | Should -Not -Match 'Adele'
    }

    It 'does not take a workflow''s own id for a run''s' {
        [pscustomobject]@{ Id = 'x'; WorkflowId = 'w' } | Get-LwfRun
        $handler.Requests[0].Uri.AbsolutePath | Should -BeLike '*/workflows/w/runs'
    }

    It 'says how a time is written: <Command>' -ForEach @(
        @{ Command = 'Get-LwfPendingTask -DueWithin 3'; Says = "*-DueWithin *'3'*30m, 36h, or 7d*" }
        @{ Command = 'Get-LwfPendingTask -DueWithin "3"'; Says = "*-DueWithin *'3'*30m, 36h, or 7d*" }
        @{ Command = 'Get-LwfRun w -Since 7'; Says = "*-Since *'7'*7d or 36h*" }
        @{ Command = 'Get-LwfRun w -Since yesterday'; Says = "*-Since *'yesterday'*2024-05-01*7d or 36h*" }
        @{ Command = 'Get-LwfRun w -Since "24 Nov 00:16"'; Says = "*-Since *'24 Nov 00:16'*'2024-05-01 13:30'*" }
        @{ Command = 'Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -CreatedBefore 01/02/2024'; Says = '*-CreatedBefore *01/02/2024*2024-05-01*' }
        @{ Command = 'New-LwfTaskProcessingResult -WorkflowId w -ProcessingStatus failed -CreatedDateTime "24 Nov"'; Says = "*-CreatedDateTime *'24 Nov'*2024-05-01*" }
        @{ Command = 'Wait-LwfTaskProcessingResult x -WorkflowId w -TaskId t -Timeout soon'; Says = "*-Timeout *'soon'*90, 30s, or 10m*" }
        @{ Command = 'Get-LwfWorkflow -Top 1.5'; Says = "*-Top *'1.5' isn't a whole number*" }
        @{ Command = 'Get-LwfRun one, two'; Says = '*-Workflow *one name, ID, or object*' }
        @{ Command = 'Get-LwfRun -WorkflowId w -Deleted:perhaps'; Says = "*-Deleted *'perhaps' isn't true or false*" }
        @{ Command = 'Get-LwfRun -Workflow ([pscustomobject]@{ WorkflowId = "w"; Deleted = "perhaps" })'; Says = "*-Workflow *Deleted*'perhaps' isn't true or false*" }
        @{ Command = 'Resume-LwfAccessPackageAssignmentRequest x -Stage assignmentRequestCreated -State Approved'; Says = "*'Approved'*Denied, Canceled*" }
    ) {
        $problem = { Invoke-Expression $Command } | Should -Throw -PassThru -ErrorId 'InvalidRequest,*'
        "$problem" | Should -BeLike $Says
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $handler.Requests | Should -BeNullOrEmpty
    }

    It 'sends another state when that is asked for' {
        $other = [LwfTests.Handler]::new().Add(204, '')
        $approving = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $other -PassThru
        $null = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler
        Resume-LwfAccessPackageAssignmentRequest x -Stage assignmentRequestCreated -State Approved -AllowUnknownState -Connection $approving -WarningAction SilentlyContinue
        $other.Requests.Body | Should -BeLike '*"Approved"*'
    }

    It 'refuses a piped object of which a property cannot be used: <Name>' -ForEach @(
        @{ Name = 'RunId'; Piped = @{ WorkflowId = 'w'; RunId = 'one', 'two' } }
        @{ Name = 'VersionNumber'; Piped = @{ WorkflowId = 'w'; TaskId = 't'; VersionNumber = 'latest' } }
        @{ Name = 'VersionNumber'; Piped = @{ WorkflowId = 'w'; TaskId = 't'; VersionNumber = 1.5 } }
        @{ Name = 'Deleted'; Piped = @{ WorkflowId = 'w'; TaskId = 't'; Deleted = 'perhaps' } }
        @{ Name = 'Deleted'; Piped = @{ WorkflowId = 'w'; TaskId = 't'; Deleted = 'true', 'false' } }
    ) {
        $problems = @()
        $good = [pscustomobject]@{ WorkflowId = 'w'; TaskId = 'good'; VersionNumber = $null; RunId = ''; Deleted = 'false' }
        $good, [pscustomobject]$Piped, [pscustomobject]@{ WorkflowId = 'w'; TaskId = 'good' } | Get-LwfTaskProcessingResult -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        "$($problems[0])" | Should -BeLike "*The $Name property of the input object*"
        $handler.Requests.Uri.AbsolutePath | Should -BeLike '*/lifecycleWorkflows/workflows/w/tasks/good/taskProcessingResults'
    }

    It 'answers nothing for a piped object of which a property cannot be used, and accounts for it' {
        $outcome = [pscustomobject]@{ WorkflowId = 'w'; TaskId = 't'; TaskProcessingResultId = 'x'; Deleted = 'perhaps' } |
            Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru -ErrorAction SilentlyContinue
        $outcome.Outcome | Should -Be 'Failed'
        $outcome.ErrorId | Should -Be 'InvalidRequest'
        $handler.Requests | Should -BeNullOrEmpty
    }

    It 'takes a Deleted of <Deleted> for <Folder>' -ForEach @(
        @{ Deleted = 'False'; Folder = 'workflows' }, @{ Deleted = ''; Folder = 'workflows' }, @{ Deleted = $false; Folder = 'workflows' }, @{ Deleted = 0; Folder = 'workflows' }
        @{ Deleted = 'TRUE'; Folder = 'deletedItems/workflows' }, @{ Deleted = $true; Folder = 'deletedItems/workflows' }, @{ Deleted = 1; Folder = 'deletedItems/workflows' }
    ) {
        $row = [pscustomobject]@{ WorkflowId = 'w'; Deleted = $Deleted }
        $row | Get-LwfRun
        Get-LwfRun -Workflow $row
        $handler.Requests.Uri.AbsolutePath | Should -Be (@("/v1.0/identityGovernance/lifecycleWorkflows/$Folder/w/runs") * 2)
    }

    It 'takes lengths of time where there were seconds' {
        $null = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler -ClientTimeout 2m -RetryTimeout ([timespan]::FromMinutes(5))
        { Wait-LwfTaskProcessingResult x -WorkflowId w -TaskId t -Timeout 60d -PollingInterval 30s } | Should -Throw '*-Timeout *5184000 is more than*'
    }

    It 'warns about a status that it does not know, and passes it on' {
        Get-LwfTaskProcessingResult -WorkflowId w -RunId r -ProcessingStatus paused -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*paused*'
        [Uri]::UnescapeDataString($handler.Requests[0].Uri.Query) | Should -BeLike "*processingStatus eq 'paused'*"
    }

    It 'completes <Values> for <Line>' -ForEach @(
        @{ Line = 'Get-LwfTaskProcessingResult -ProcessingStatus comp'; Values = 'completed', 'completedWithErrors' }
        @{ Line = 'Get-LwfWorkflow -ApiVersion '; Values = 'v1.0', 'beta' }
        @{ Line = 'Connect-Lwf -Environment usg'; Values = 'USGov', 'USGovDoD' }
        @{ Line = 'Resume-LwfTaskProcessingResult -OperationStatus '; Values = 'Completed', 'Failed' }
        @{ Line = 'Resume-LwfAccessPackageAssignmentRequest -State '; Values = 'Denied', 'Canceled' }
        @{ Line = 'Get-LwfRun -Property total'; Values = 'totalTasksCount', 'totalUnprocessedTasksCount', 'totalUsersCount' }
        @{ Line = 'get-lwfworkflow -OrderBy id,disp'; Values = 'displayName', "'displayName desc'" }
        @{ Line = 'Get-LwfTaskProcessingResult -ExpandProperty '; Values = 'subject', 'task' }
        @{ Line = 'Get-LwfAccessPackageAssignmentRequest -ExpandProperty '; Values = 'accessPackage', 'assignment', 'requestor' }
        @{ Line = 'Get-LwfAccessPackageAssignmentRequest -OrderBy a'; Values = @() }
        @{ Line = 'Connect-Lwf -Scopes LifecycleWorkflows-C'; Values = 'LifecycleWorkflows-CustomExt.Read.All', 'LifecycleWorkflows-CustomExt.ReadWrite.All' }
        @{ Line = 'New-LwfCallout -Stage custom'; Values = 'CustomExtensionConnectionTest' }
        @{ Line = 'Get-LwfPendingTask -DueWithin 1'; Values = '1h', '12h', '1d' }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText | Should -Be $Values
    }
}
