BeforeDiscovery {
    $shapes = Get-Content "$PSScriptRoot/../../data/callout-shapes.json" -Raw | ConvertFrom-Json -AsHashtable | Where-Object { $_.script } |
        ForEach-Object { @{ shape = $_.shape; script = $_.script; refused = $_.refused; count = $_.callouts ?? 1 } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    function Get-Post { Get-Request $emulator | Where-Object method -EQ 'POST' }

    function Get-CalloutText {
        Reset-Emulator $emulator
        $made = Invoke-Control $emulator 'generate' Post @{ users = 10; waiting = $true }
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] -ProcessingStatus inProgress -ExpandProperty subject | New-LwfCallout -Source theirs -Type 'their kind'
        Clear-Request $emulator
    }

    function Get-RequestText {
        Reset-Emulator $emulator
        Get-LwfAccessPackageAssignmentRequest -Status WaitingForCallback -ExpandProperty requestor, accessPackage | Select-Object -First 1 | New-LwfCallout -Stage assignmentRequestCreated
        Clear-Request $emulator
    }

    $text = @(Get-CalloutText)[0]
    $expected = $text | ConvertFrom-LwfCallout
}

AfterAll { Stop-Emulator $emulator }

Describe 'ConvertFrom-LwfCallout' {
    It 'takes <Name>' -ForEach @(
        @{ Name = 'text'; Script = { $text | ConvertFrom-LwfCallout } }
        @{ Name = 'text as a parameter'; Script = { ConvertFrom-LwfCallout -InputObject $text } }
        @{ Name = 'text with a byte order mark'; Script = { [char]0xFEFF + $text | ConvertFrom-LwfCallout } }
        @{ Name = 'an object'; Script = { $text | ConvertFrom-Json | ConvertFrom-LwfCallout } }
        @{ Name = 'a hashtable'; Script = { $text | ConvertFrom-Json -AsHashtable | ConvertFrom-LwfCallout } }
        @{ Name = 'a callout'; Script = { $text | ConvertFrom-LwfCallout | ConvertFrom-LwfCallout } }
        @{ Name = 'bytes'; Script = { ConvertFrom-LwfCallout ([Text.Encoding]::UTF8.GetBytes($text)) } }
        @{ Name = 'bytes of UTF-16'; Script = { ConvertFrom-LwfCallout ([Text.Encoding]::Unicode.GetBytes($text)) } }
        @{ Name = 'bytes of UTF-16, big endian'; Script = { ConvertFrom-LwfCallout ([Text.Encoding]::BigEndianUnicode.GetBytes($text)) } }
        @{ Name = 'a file'; Script = { Get-Item (New-File utf8) | ConvertFrom-LwfCallout } }
        @{ Name = 'a file of UTF-16'; Script = { Get-Item (New-File unicode) | ConvertFrom-LwfCallout } }
        @{ Name = 'a path'; Script = { ConvertFrom-LwfCallout -Path (New-File utf8BOM) } }
        @{ Name = 'a path with a wildcard'; Script = { $null = New-File utf8; ConvertFrom-LwfCallout -Path (Join-Path $TestDrive 'callou*.json') } }
        @{ Name = 'the lines of a file'; Script = { Get-Content (New-File utf8) | ConvertFrom-LwfCallout } }
        @{ Name = 'the bytes of a file'; Script = { Get-Content (New-File utf8) -AsByteStream -Raw | ConvertFrom-LwfCallout } }
        @{ Name = 'webhook data'; Script = { [pscustomobject]@{ WebhookName = 'hook'; RequestHeader = [pscustomobject]@{ Host = 'x' }; RequestBody = $text } | ConvertFrom-LwfCallout } }
        @{ Name = 'webhook data, headers of any type'; Script = { ConvertFrom-LwfCallout @{ WebhookName = 'hook'; RequestHeader = [Threading.Thread]::CurrentThread; RequestBody = $text } } }
        @{ Name = 'webhook data as JSON'; Script = { @{ WebhookName = 'hook'; RequestHeader = @{}; RequestBody = $text } | ConvertTo-Json | ConvertFrom-LwfCallout } }
        @{ Name = 'webhook data as it reaches a runbook of PowerShell 7'; Script = { "{WebhookName:hook,RequestBody:$text,RequestHeader:{Connection:Keep-Alive,Host:x}}" | ConvertFrom-LwfCallout } }
    ) {
        function New-File($Encoding) {
            $path = Join-Path $TestDrive 'callout.json'
            Set-Content $path $text -Encoding $Encoding
            $path
        }
        $callout = @(& $Script)
        $callout | Should -HaveCount 1
        $callout[0].TaskProcessingResultId, $callout[0].WorkflowId, $callout[0].TaskId, $callout[0].Source, $callout[0].Subject.Id |
            Should -Be $expected.TaskProcessingResultId, $expected.WorkflowId, $expected.TaskId, 'theirs', $expected.Subject.Id
        "$($callout[0])" | Should -Be "Callout $($expected.TaskProcessingResultId)"
    }

    # The scripts of the samples, which the table of docs/RELIABILITY.md is made from.
    It 'takes or refuses as the table says: <shape>' -ForEach $shapes {
        $file = Join-Path $TestDrive 'call[1].json'
        Set-Content -LiteralPath $file $text
        Add-Type -ErrorAction SilentlyContinue 'public class LwfTestRequest { public object Body { get; set; } public string Method { get; set; } public object Broken { get { throw new System.IO.IOException(); } } }'
        $callouts = @(Invoke-Expression $script | ConvertFrom-LwfCallout -ErrorVariable problems -ErrorAction SilentlyContinue)
        if ($refused) {
            $callouts | Should -BeNullOrEmpty
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidCallout,*'
            "$($problems[0])" | Should -BeLike "*$refused*"
            return
        }
        $problems | Should -BeNullOrEmpty
        $callouts.TaskProcessingResultId | Should -Be (@($expected.TaskProcessingResultId) * $count)
    }

    It 'takes a path with brackets literally, and says when none matches' {
        $file = Join-Path $TestDrive 'lit[1].json'
        Set-Content -LiteralPath $file $text
        (ConvertFrom-LwfCallout -LiteralPath $file).TaskProcessingResultId | Should -Be $expected.TaskProcessingResultId
        $problem = { ConvertFrom-LwfCallout -Path $file -ErrorAction Stop } | Should -Throw -PassThru -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Path*'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-LiteralPath*'
        { ConvertFrom-LwfCallout -Path (Join-Path $TestDrive 'none*.json') -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*'
        { ConvertFrom-LwfCallout -LiteralPath (Join-Path $TestDrive 'no.json') -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-LiteralPath*'
        { ConvertFrom-LwfCallout -Path Env:PATH -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Path*'
        { ConvertFrom-LwfCallout -LiteralPath Env:PATH -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-LiteralPath*'
        { $text | ConvertFrom-LwfCallout -LiteralPath $file -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*'
        { ConvertFrom-LwfCallout -Path $file -LiteralPath $file -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-LiteralPath*'
    }

    It 'says with -Verbose what was opened and ignored, without personal data' {
        $odd = $text | ConvertFrom-Json -AsHashtable
        $odd.data.subject = 'Adele Vance'
        $odd.data.taskProcessingResult.createdDateTime = 'yesterday'
        $streams = @{ headers = @{}; body = $odd } | ConvertFrom-LwfCallout -Verbose 4>&1
        $said = @($streams | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message
        $said | Should -HaveCount 3
        $said -join ' ' | Should -BeLike "*body*'data.subject' isn't an object*'data.taskProcessingResult.createdDateTime' isn't a date*"
        $said -join ' ' | Should -Not -Match 'Adele|yesterday'
        @($streams | Where-Object Kind).TaskProcessingResultId | Should -Be $expected.TaskProcessingResultId
    }

    It 'reads a hundred thousand bytes that come one by one, and goes on with the next input' {
        $padded = [Text.Encoding]::UTF8.GetBytes($text.PadRight(100000))
        $found = & { $padded; $text; $padded[0..9] } | ConvertFrom-LwfCallout -ErrorAction SilentlyContinue -ErrorVariable problems
        $found.TaskProcessingResultId | Should -Be $expected.TaskProcessingResultId, $expected.TaskProcessingResultId
        $problems | Should -HaveCount 1
    }

    It 'takes a file with a callout on each line, of which one is bad' {
        $lines = @(Get-CalloutText | ForEach-Object { $_ | ConvertFrom-Json | ConvertTo-Json -Depth 9 -Compress })
        $lines[3] = $lines[3].Substring(0, 80)
        $path = Join-Path $TestDrive 'lines.json'
        Set-Content $path $lines
        foreach ($read in { ConvertFrom-LwfCallout -Path $path -ErrorAction SilentlyContinue -ErrorVariable problems }, { Get-Content $path | ConvertFrom-LwfCallout -ErrorAction SilentlyContinue -ErrorVariable problems }) {
            . $read | Should -HaveCount 9
            $problems | Should -HaveCount 1
        }
    }

    It 'refuses what is none: <_>' -ForEach "'Adele Vance'", '(Get-Process -Id $PID)', '5', '@{ data = [Threading.Thread]::CurrentThread }', "('x' * 2MB)", '([byte[]]::new(2MB))' {
        $problem = { ConvertFrom-LwfCallout -InputObject (Invoke-Expression $_) -ErrorAction Stop } | Should -Throw -PassThru -ErrorId 'InvalidCallout,*'
        "$problem" | Should -Not -Match 'Adele|xxx'
        $problem.CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'reports null and an empty text in the pipeline, and goes on' {
        $found = $null, '', $text | ConvertFrom-LwfCallout -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.TaskProcessingResultId | Should -Be $expected.TaskProcessingResultId
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidCallout,*'
        $problems | Should -HaveCount 2
    }

    It 'reports a row of a database that has no text, and goes on' {
        $twice = @{ 1 = 'a' }
        $twice['1'] = 'b'
        $found = [pscustomobject]@{ RequestBody = [DBNull]::Value }, $twice, $text | ConvertFrom-LwfCallout -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.TaskProcessingResultId | Should -Be $expected.TaskProcessingResultId
        $problems | Should -HaveCount 2
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidCallout,*'
    }

    It 'refuses an object that refers to itself' {
        $round = @{ data = @{} }
        $round.data.data = $round
        { ConvertFrom-LwfCallout $round -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidCallout,*'
    }

    It 'names a file that does not exist' {
        { ConvertFrom-LwfCallout -Path (Join-Path $TestDrive 'no.json') -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Path*'
    }

    It 'goes on after each hostile one, and nothing is sent' {
        $table = Get-Content "$root/tests/data/hostile-callouts.json" -Raw | ConvertFrom-Json -AsHashtable -Depth 30
        $table.Count | Should -BeGreaterThan 200
        $inputs = foreach ($row in $table) { $row.text ?? ($row.callout | ConvertTo-Json -Depth 30 -Compress) }
        # Each on its own: piped as lines, one that was cut short could belong to the next.
        $problems = foreach ($each in $inputs) { $null = $each | ConvertFrom-LwfCallout -ErrorVariable problem -ErrorAction SilentlyContinue; , @($problem) }
        for ($i = 0; $i -lt $table.Count; $i++) {
            $problems[$i] | Should -HaveCount 1 -Because $table[$i].name
            $problems[$i][0].FullyQualifiedErrorId | Should -BeLike "$($table[$i].error),*" -Because $table[$i].name
            "$($problems[$i][0])" | Should -Not -Match 'canary|evil' -Because $table[$i].name
        }
        $objects = foreach ($row in $table) { if ($row.callout) { [pscustomobject]$row.callout } }
        Clear-Request $emulator
        $answers = $objects | ConvertFrom-LwfCallout -ErrorAction SilentlyContinue | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru
        $answers | Should -BeNullOrEmpty
        Get-Request $emulator | Should -BeNullOrEmpty
    }
}

Describe 'A callout, answered' {
    It 'reaches the task in one line, and echoes source and type' {
        $one = @(Get-CalloutText)[0]
        $outcome = $one | ConvertFrom-LwfCallout | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru
        $outcome.Outcome | Should -Be 'Resumed'
        $post = @(Get-Post)
        $post | Should -HaveCount 1
        $post[0].path | Should -BeLike "/identityGovernance/lifecycleWorkflows/workflows/*/tasks/*/taskProcessingResults/$($outcome.TaskProcessingResultId)/resume"
        $body = $post[0].body | ConvertFrom-Json
        $body.source, $body.type | Should -Be 'theirs', 'their kind'
        ($one | ConvertFrom-LwfCallout | Get-LwfTaskProcessingResult).ProcessingStatus | Should -Be 'completed'
    }

    It 'gives way to a typed source and type' {
        @(Get-CalloutText)[0] | ConvertFrom-LwfCallout | Resume-LwfTaskProcessingResult -OperationStatus Failed -Source ours -Type 'our kind'
        $body = @(Get-Post)[0].body | ConvertFrom-Json
        $body.source, $body.type | Should -Be 'ours', 'our kind'
    }

    It 'reaches the request in one line' {
        $one = Get-RequestText
        $outcome = $one | ConvertFrom-LwfCallout | Resume-LwfAccessPackageAssignmentRequest -PassThru
        $outcome.Outcome, $outcome.OperationStatus | Should -Be 'Resumed', 'assignmentRequestCreated'
        ($one | ConvertFrom-LwfCallout | Get-LwfAccessPackageAssignmentRequest).State | Should -Be 'delivered'
    }

    It 'is answered from a job, too' {
        $one = @(Get-CalloutText)[0]
        $frozen = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(($one | ConvertFrom-LwfCallout)))
        ($frozen | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru).Outcome | Should -Be 'Resumed'
    }

    It 'is answered nine times of ten, with one error, as the page says' {
        $texts = @(Get-CalloutText)
        $texts[4] = $texts[4].Replace('/identityGovernance', '//evil.example/identityGovernance')
        $ErrorActionPreference = 'Stop'
        $outcomes = $texts | ConvertFrom-LwfCallout -ErrorAction SilentlyContinue -ErrorVariable problems |
            Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru -ErrorAction SilentlyContinue -ErrorVariable +problems
        $outcomes.Outcome | Should -Be (@('Resumed') * 9)
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'UnsafeLink,*'
        $problems[0].TargetObject | Should -Be $texts[4]
        Get-Post | Should -HaveCount 9
    }

    It 'is refused beside typed ids' {
        { @(Get-CalloutText)[0] | ConvertFrom-LwfCallout | Resume-LwfTaskProcessingResult -OperationStatus Completed -TaskId x -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-CallbackUriPath*'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'is refused where its ids contradict its path' {
        $one = @(Get-CalloutText)[0] | ConvertFrom-LwfCallout
        $forged = [pscustomobject]@{ CallbackUriPath = $one.CallbackUriPath; WorkflowId = 'other' }
        { $forged | Resume-LwfTaskProcessingResult -OperationStatus Completed -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidCallout,*' -ExpectedMessage '*-WorkflowId*'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'names the other cmdlet, with and without a path' {
        $task = @(Get-CalloutText)[0] | ConvertFrom-Json
        $request = Get-RequestText | ConvertFrom-Json
        $bareTask, $bareRequest = (ConvertTo-Json $task -Depth 9 | ConvertFrom-Json), (ConvertTo-Json $request -Depth 9 | ConvertFrom-Json)
        $bareTask.data.PSObject.Properties.Remove('callbackUriPath')
        $bareRequest.PSObject.Properties.Remove('CallbackUriPath')
        foreach ($each in $task, $bareTask) {
            $problem = { $each | ConvertFrom-LwfCallout | Resume-LwfAccessPackageAssignmentRequest -ErrorAction Stop } | Should -Throw -PassThru -ErrorId 'InvalidRequest,*'
            $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Resume-LwfTaskProcessingResult*'
        }
        foreach ($each in $request, $bareRequest) {
            $problem = { $each | ConvertFrom-LwfCallout | Resume-LwfTaskProcessingResult -OperationStatus Completed -ErrorAction Stop } | Should -Throw -PassThru -ErrorId 'InvalidRequest,*'
            $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Resume-LwfAccessPackageAssignmentRequest*'
        }
        Get-Post | Should -BeNullOrEmpty
    }

    It 'is skipped when it only tries the connection' {
        Reset-Emulator $emulator
        $test = New-LwfCallout -Stage CustomExtensionConnectionTest | ConvertFrom-LwfCallout
        $test.IsConnectionTest | Should -BeTrue
        $test | Resume-LwfAccessPackageAssignmentRequest -PassThru -ErrorAction Stop | Should -BeNullOrEmpty
        $test | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru -ErrorAction Stop | Should -BeNullOrEmpty
        @($test | Resume-LwfAccessPackageAssignmentRequest -Verbose 4>&1) -match 'connection test' | Should -HaveCount 1
        Get-Request $emulator | Should -BeNullOrEmpty
    }
}

Describe 'Get-LwfAccessPackageAssignmentRequest' {
    BeforeEach { Reset-Emulator $emulator }

    It 'reads the same from v1.0 and beta' {
        $v1, $beta = (Get-LwfAccessPackageAssignmentRequest -State submitted), (Get-LwfAccessPackageAssignmentRequest -State SUBMITTED -ApiVersion beta)
        $v1 | Should -HaveCount 1
        $v1.Id, $v1.State, $v1.Status, $v1.CustomExtensionStageInstanceId | Should -Be $beta.Id, $beta.State, $beta.Status, $beta.CustomExtensionStageInstanceId
        (Get-Request $emulator).path | Should -Be '/identityGovernance/entitlementManagement/assignmentRequests', '/identityGovernance/entitlementManagement/accessPackageAssignmentRequests'
    }

    It 'reads below an assignment, which means beta' {
        $one = Get-LwfAccessPackageAssignmentRequest -Status WaitingForCallback -ExpandProperty assignment | Select-Object -First 1
        $again = Get-LwfAccessPackageAssignmentRequest -AccessPackageAssignmentId $one.AccessPackageAssignmentId -Status WaitingForCallback
        $again.Id, $again.ApiVersion, $again.AccessPackageAssignmentId | Should -Be $one.Id, 'beta', $one.AccessPackageAssignmentId
    }

    It 'pipes into the answer' {
        $outcome = Get-LwfAccessPackageAssignmentRequest -State submitted | Resume-LwfAccessPackageAssignmentRequest -Stage assignmentRequestCreated -PassThru
        $outcome.Outcome | Should -Be 'Resumed'
    }

    It 'completes states' {
        $line = 'Get-LwfAccessPackageAssignmentRequest -State de'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'delivering', 'delivered', 'deliveryFailed', 'denied'
    }
}

Describe 'Resume-LwfAccessPackageAssignmentRequest' {
    It 'settles a lost reply by reading: <Status>, carried out <Applied>' -ForEach @(
        @{ Status = 500; Applied = $true; Outcome = 'ResumedAfterCheck'; Attempts = 1 }
        @{ Status = 409; Applied = $true; Outcome = 'AlreadyDone'; Attempts = 1 }
    ) {
        $one = Get-RequestText
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; times = 1; status = $Status; apply = $Applied }
        $result = $one | ConvertFrom-LwfCallout | Resume-LwfAccessPackageAssignmentRequest -PassThru -ErrorAction Stop
        $result.Outcome, $result.Attempts | Should -Be $Outcome, $Attempts
    }

    It 'does not send a lost answer again, since the service queues what it accepts' {
        $one = Get-RequestText
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; times = 1; status = 504 }
        $impatient = Connect-Emulator $emulator @{ SettleTimeout = 1; PassThru = $true }
        $result = $one | ConvertFrom-LwfCallout |
            Resume-LwfAccessPackageAssignmentRequest -PassThru -Connection $impatient -ErrorVariable problems -ErrorAction SilentlyContinue
        Connect-Emulator $emulator
        $result.Outcome, $result.Attempts, $result.ErrorId | Should -Be 'Unknown', 1, 'RequestTimeout'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-JournalPath*'
        Get-Request $emulator | Where-Object { $_.method -eq 'POST' -and $_.path -like '*/resume' } | Should -HaveCount 1
    }

    It 'reads any dictionary as -Data' {
        $data = [Collections.Generic.Dictionary[string, object]]::new()
        $data.later = [Collections.Generic.List[object]]@(1, [ordered]@{ x = 'y' })
        $one = Get-RequestText
        $outcome = $one | ConvertFrom-LwfCallout | Resume-LwfAccessPackageAssignmentRequest -Data $data -PassThru
        $outcome.Outcome | Should -Be 'Resumed'
        (@(Get-Post)[0].body | ConvertFrom-Json).data.later[1].x | Should -Be 'y'
    }

    It 'says who approves, in beta' {
        Reset-Emulator $emulator
        $called = Start-Listener
        $null = Invoke-Control $emulator 'callout-endpoints' Post @{ url = $called.Address }
        $requestor = (Get-LwfPendingTask | Select-Object -First 1).Subject.Id
        $context = $called.Listener.GetContextAsync()
        $null = Invoke-Control $emulator 'assignment-requests' Post @{ requestor = $requestor; customExtensionId = 'x'; stage = 'assignmentRequestDeterminingApprovalRequirements' }
        $one = [IO.StreamReader]::new($context.Result.Request.InputStream).ReadToEnd()
        $context.Result.Response.Close()
        $called.Listener.Close()
        $outcome = $one | ConvertFrom-LwfCallout | Resume-LwfAccessPackageAssignmentRequest -Data @{ approvalStage = @{ isApproverJustificationRequired = $true } } -PassThru
        $outcome.Outcome, $outcome.ApiVersion, $outcome.ErrorId | Should -Be 'Resumed', 'beta', $null
        ($one | ConvertFrom-LwfCallout | Get-LwfAccessPackageAssignmentRequest).State | Should -Be 'pendingApproval'
    }

    It 'explains the refusal of one that does not wait' {
        $one = Get-RequestText
        $one | ConvertFrom-LwfCallout | Resume-LwfAccessPackageAssignmentRequest
        $problem = { $one | ConvertFrom-LwfCallout | Resume-LwfAccessPackageAssignmentRequest -ErrorAction Stop } | Should -Throw -PassThru
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*WaitingForCallback*'
    }
}

Describe 'New-LwfCallout' {
    It 'comes back as it went, from <_>' -ForEach 'Get-LwfPendingTask', 'Get-LwfWorkflow -Deleted | Get-LwfRun | Get-LwfUserProcessingResult | Get-LwfTaskProcessingResult' {
        Reset-Emulator $emulator
        foreach ($one in Invoke-Expression $_) {
            $callout = $one | New-LwfCallout | ConvertFrom-LwfCallout
            $callout.TaskProcessingResultId, $callout.WorkflowId, $callout.TaskId, $callout.Subject.Id, $callout.Deleted |
                Should -Be $one.TaskProcessingResultId, $one.WorkflowId, $one.TaskId, $one.Subject.Id, $one.Deleted
        }
    }

    It 'names what is missing: <Says>' -ForEach @(
        @{ Command = 'New-LwfCallout'; Says = '*-TaskProcessingResultId*' }
        @{ Command = 'New-LwfCallout x'; Says = '*task processing results*' }
        @{ Command = 'New-LwfCallout -AccessPackageAssignmentRequestId x'; Says = '*-Stage*' }
        @{ Command = 'New-LwfCallout -AccessPackageAssignmentRequestId x -Stage s'; Says = '*-CustomExtensionStageInstanceId*' }
        @{ Command = 'New-LwfCallout x -AccessPackageAssignmentRequestId x'; Says = '*-AccessPackageAssignmentRequestId*' }
    ) {
        $problem = { Invoke-Expression "$Command -ErrorAction Stop" } | Should -Throw -PassThru -ErrorId 'InvalidRequest,*'
        "$problem" | Should -BeLike $Says
    }
}

Describe 'Send-LwfCallout' {
    BeforeAll {
        $called = Start-Listener
        $listener = $called.Listener
        $hook = "$($called.Address)/hook?sig=secret"

        function Receive-One([int] $Status, [scriptblock] $Action) {
            $context = $listener.GetContextAsync()
            $job = Start-ThreadJob { param($context, $status)
                $request = $context.Result.Request
                $body = [IO.StreamReader]::new($request.InputStream).ReadToEnd()
                $context.Result.Response.StatusCode = $status
                $context.Result.Response.Close()
                [pscustomobject]@{ Url = "$($request.Url)"; Body = $body; Authorization = $request.Headers['Authorization']; Type = $request.ContentType }
            } -ArgumentList $context, $Status
            try { $output = & $Action } catch { $output = $_ }
            [pscustomobject]@{ Output = $output; Received = Complete-Job $job }
        }
    }

    AfterAll { $listener.Close() }

    It 'sends what came, without a token, and says how it went' {
        $result = Receive-One 202 { $text | Send-LwfCallout -Uri $hook }
        $result.Output.StatusCode, $result.Output.TaskProcessingResultId, $result.Output.Endpoint | Should -Be 202, $expected.TaskProcessingResultId, $called.Address
        $result.Received.Body | Should -Be $text
        $result.Received.Url, $result.Received.Authorization, $result.Received.Type | Should -Be $hook, $null, 'application/json; charset=utf-8'
    }

    It 'sends the callout without what was around it' {
        $message = @{ body = @{ '$content' = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text)) } }
        (Receive-One 202 { $message | Send-LwfCallout -Uri $hook }).Received.Body | Should -Be $text
    }

    It 'names a refusal, and keeps the address to itself' {
        $result = Receive-One 403 { $text | Send-LwfCallout -Uri $hook -ErrorAction Stop }
        $result.Output.FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
        $result.Output.Exception.StatusCode | Should -Be 403
        "$($result.Output)" | Should -Not -Match 'secret'
    }

    It 'sends nothing with -WhatIf, and nothing that is no callout' {
        $text | Send-LwfCallout -Uri "http://127.0.0.1:9/" -WhatIf | Should -BeNullOrEmpty
        { 'x' | Send-LwfCallout -Uri "http://127.0.0.1:9/" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidCallout,*'
        { $text | Send-LwfCallout -Uri 'http://example.com/' } | Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*-Uri*'
    }

    It 'says when nobody answers, or too late' {
        { $text | Send-LwfCallout -Uri 'http://127.0.0.1:9/' -ErrorAction Stop } | Should -Throw '*127.0.0.1:9 refused the connection*' -ErrorId 'ConnectionFailed,*'
        { $text | Send-LwfCallout -Uri $hook -ClientTimeout 1 -ErrorAction Stop } | Should -Throw -ErrorId 'RequestTimeout,*'
        $listener.GetContext().Response.Close()
    }
}
