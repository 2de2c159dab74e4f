BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $user = 'Canary Person'
    $result = "{`"id`":`"x`",`"processingStatus`":`"inProgress`",`"subject`":{`"id`":`"u`",`"displayName`":`"$user`"},`"task`":{`"id`":`"t`",`"displayName`":`"Create mailbox`"}}"
    $refusal = "{`"error`":{`"code`":`"$user`",`"message`":`"$user canary-token`"}}"

    # All that a command writes anywhere but to the success stream, with everything turned on.
    function Get-Telling([scriptblock] $Script) {
        $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
        $Error.Clear()
        $said = & $Script *>&1 | Where-Object { $_ -isnot [LifecycleWorkflows.Resource] -and $_ -isnot [LifecycleWorkflows.ResumeOutcome] }
        ($said | Format-List * -Force | Out-String) + ($said | Out-String) + ($Error | ForEach-Object { $_ | Format-List * -Force; $_.Exception | Format-List * -Force; "$($_.TargetObject)"; "$($_.Exception)" } | Out-String)
    }
}

Describe 'What cmdlets tell' {
    # With -Debug a warning asks, unless -WarningAction says otherwise; in 7.4 ShouldProcess does, too.
    It 'has neither token nor personal data nor the service''s own words: <Name>' -ForEach @(
        @{ Name = 'a listing'; Status = 200; Json = 'list'; Script = { Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -Verbose -Debug } }
        @{ Name = 'a refused listing'; Status = 403; Json = 'refusal'; Script = { Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -Verbose -Debug -ErrorAction Continue -WarningAction Continue } }
        @{ Name = 'an answer'; Status = 204; Json = ''; Script = { $piped | Resume-LwfTaskProcessingResult -OperationStatus Completed -Confirm:$false -Verbose -Debug } }
        @{ Name = 'a refused answer'; Status = 400; Json = 'refusal'; Script = { $piped | Resume-LwfTaskProcessingResult -OperationStatus Completed -Confirm:$false -Verbose -Debug -ErrorAction Continue } }
        @{ Name = 'a page that is no page'; Status = 200; Json = 'refusal'; Script = { Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -Verbose -Debug -ErrorAction Continue -WarningAction Continue } }
    ) {
        $connection = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, "{`"value`":[$result]}")) -PassThru
        $piped = Get-LwfTaskProcessingResult -WorkflowId w -TaskId t
        $piped.Subject.DisplayName | Should -Be $user -Because 'the canary is there'
        $text = switch ($Json) { list { "{`"value`":[$result]}" } refusal { $refusal } default { '' } }
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add($Status, $text)) -MaxRetry 0
        $said = Get-Telling $Script
        $said.Length | Should -BeGreaterThan 20
        $said | Should -Not -Match 'canary'
        $said | Should -Match 'lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults' -Because 'something was told'
        $said | Should -Match 'Request: (GET|POST) https://graph.microsoft.com/v1.0/\S+, client-request-id: [0-9a-f-]{36}, authorization: not shown' -Because '-Debug shows what is sent'
        $said | Should -Match "Response: $Status, content-type: "
    }

    It 'has bodies only when they were asked for when connecting, which is told, and no token even then' {
        $body = "{`"value`":[$result],`"accessToken`":`"opaque`",`"link`":`"https://x/?sig=signed&y=1`",`"jwt`":`"eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln`",`"mine`":`"canary-token`"}"
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, $body)) -ShowBodyInDebug -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -BeLike 'With -Debug, *bodies*personal data*'
        $said = (Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -Debug 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }).Message
        $said -like 'Response body:*' | Should -BeLike "*$user*"
        $said | Should -Not -Match 'canary-token|opaque|signed|eyJ'
        Get-LwfTaskProcessingResult -WorkflowId w -TaskId t -Verbose 4>&1 5>&1 | Where-Object { $_ -is [string] -or "$_" -like '*body*' } | Should -BeNullOrEmpty
        $sent = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(204, '')) -ShowBodyInDebug:$false -PassThru
        $quiet = Resume-LwfTaskProcessingResult -WorkflowId w -TaskId t -TaskProcessingResultId x -OperationStatus Completed -Confirm:$false -Debug 5>&1 -Connection $sent
        $quiet | Out-String | Should -Not -Match 'body:'
        $sent = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(204, '')) -ShowBodyInDebug -PassThru -WarningAction SilentlyContinue
        $shown = Resume-LwfTaskProcessingResult -WorkflowId w -TaskId t -TaskProcessingResultId x -OperationStatus Completed -Confirm:$false -Debug 5>&1 -Connection $sent
        $shown | Out-String | Should -Match 'Request body: \{.*"operationStatus":"Completed"'
    }

    It 'reaches whoever listens, and only them: <Name>' -ForEach @(
        @{ Name = 'nobody'; Hears = ''; Script = { Get-LwfWorkflow } }
        @{ Name = '-Verbose'; Hears = 'Verbose'; Script = { Get-LwfWorkflow -Verbose } }
        @{ Name = '-Debug, which asks nothing'; Hears = 'Debug'; Script = { Get-LwfWorkflow -Debug } }
        @{ Name = '-Debug and -Verbose'; Hears = 'Debug Verbose'; Script = { Get-LwfWorkflow -Debug -Verbose } }
        @{ Name = '$VerbosePreference'; Hears = 'Verbose'; Script = { $VerbosePreference = 'Continue'; Get-LwfWorkflow } }
        @{ Name = '$VerbosePreference and -Verbose:$false'; Hears = ''; Script = { $VerbosePreference = 'Continue'; Get-LwfWorkflow -Verbose:$false } }
        @{ Name = '$DebugPreference'; Hears = 'Debug'; Script = { $DebugPreference = 'Continue'; Get-LwfWorkflow } }
        @{ Name = 'a function that was called with -Verbose'; Hears = 'Verbose'; Script = { function Test-Caller { [CmdletBinding()] param() Get-LwfWorkflow }; Test-Caller -Verbose } }
        @{ Name = 'a preference of Ignore'; Hears = ''; Script = { $VerbosePreference = $DebugPreference = 'Ignore'; Get-LwfWorkflow } }
    ) {
        Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler ([LwfTests.Handler]::new().Add(200, '{"value":[]}'))
        $said = & $Script *>&1
        (@($said | ForEach-Object { $_.GetType().Name -replace 'Record$' } | Sort-Object -Unique) -join ' ') | Should -Be $Hears
    }
}
