BeforeDiscovery {
    $samples = (Resolve-Path "$PSScriptRoot/../../../docs/samples").Path
    $links = foreach ($page in Get-ChildItem $samples -Recurse -Filter README.md) {
        [regex]::Matches((Get-Content $page -Raw), '\]\((?!https?:)([^)#]+)').ForEach{ @{ Page = [IO.Path]::GetRelativePath($samples, $page.FullName); Folder = $page.DirectoryName; Link = $_.Groups[1].Value } }
    }
    $trials = foreach ($page in Get-ChildItem $samples -Recurse -Filter README.md) {
        [regex]::Matches((Get-Content $page -Raw), '(?ms)^```powershell\r?\n(.*?)^```').ForEach{ @{ Page = [IO.Path]::GetRelativePath($samples, $page.FullName); Code = $_.Groups[1].Value } }
    }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $samples = "$root/docs/samples"
    # Two hours ago began what the seed says to have begun then: with its clock that far behind, some of it is overdue.
    $emulator = Start-Emulator '--clock-offset', '-PT2H'

    function Reset-All {
        Reset-Emulator $emulator
        Connect-Emulator $emulator
    }

    function Get-Post { Get-Request $emulator | Where-Object method -EQ 'POST' }

    # The paths of a YAML file, as far as this repository's go: mappings, sequences of mappings, texts in one line or behind |.
    function Read-Yaml([string] $Path) {
        $values = [ordered]@{}
        $above = [Collections.Generic.Stack[object]]::new()
        $items = @{}
        $textOf = $null
        foreach ($line in Get-Content $Path) {
            if ($line -match '\t') { throw "A tab in '$line'." }
            if ($line -notmatch '^(?<space> *)(?<rest>\S.*)$') { continue }
            $indent, $rest = $Matches.space.Length, $Matches.rest
            if ($textOf) {
                if ($indent -gt $textOf.Indent) { $values[$textOf.Key] += "$rest`n"; continue }
                $textOf = $null
            }
            if ($indent % 2) { throw "Odd indentation in '$line'." }
            $isItem = $rest.StartsWith('- ')
            $wanted = $above.Count ? $above.Peek() : $null
            while ($above.Count -and $above.Peek().Indent -ge $indent) { $wanted = $above.Pop() }
            if ($indent -gt 0 -and -not $above.Count) { throw "Nothing above '$line'." }
            if ($indent -gt 0 -and $indent -ne $above.Peek().Indent + 2) { throw "Too deep: '$line'." }
            $parent = $above.Count ? $above.Peek().Key : ''
            if ($isItem) {
                $number = $items[$parent] = 1 + ($items[$parent] ?? -1)
                $parent = "$parent[$number]"
                $above.Push(@{ Indent = $indent; Key = $parent })
                $indent += 2
                $rest = $rest.Substring(2)
            }
            if ($rest -notmatch '^(?<key>[\w-]+):(?: (?<value>\S.*))?$') { throw "No key in '$line'." }
            $key = $parent ? "$parent.$($Matches.key)" : $Matches.key
            if ($values.Contains($key)) { throw "Twice: $key" }
            $values[$key] = $Matches.value
            if ($Matches.value -eq '|') { $values[$key] = ''; $textOf = @{ Indent = $indent; Key = $key } }
            elseif (-not $Matches.value) { $above.Push(@{ Indent = $indent; Key = $key }) }
        }
        $values
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The samples' {
    It 'are clean under PSScriptAnalyzer' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not on the module path' }
        Invoke-ScriptAnalyzer -Path $samples -Recurse | ForEach-Object { "$($_.ScriptName): $($_.RuleName), line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }

    It '<Page> links to what exists: <Link>' -ForEach $links {
        Join-Path $Folder $Link | Should -Exist
    }

    It 'can be tried as <Page> says' -ForEach $trials {
        Reset-All
        Push-Location $root
        try { $output = & ([scriptblock]::Create($Code.Replace('http://127.0.0.1:5050', $emulator.Address))) *>&1 }
        finally { Pop-Location }
        $output | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        Get-Request $emulator | Should -Not -BeNullOrEmpty
    }

    It 'are all in the list of samples' {
        $list = Get-Content "$samples/README.md" -Raw
        foreach ($folder in Get-ChildItem $samples -Directory) {
            $list | Should -BeLike "*]($($folder.Name))*"
            "$folder/README.md" | Should -Exist
        }
    }

    It '<Script> connects as a managed identity only where there is no connection' -ForEach @(
        @{ Script = 'answer-callout/answer-callout.ps1'; With = { @{ WebhookData = New-LwfCallout -Stage CustomExtensionConnectionTest } } }
        @{ Script = 'fail-overdue/fail-overdue.ps1'; With = { @{ JournalPath = Join-Path $TestDrive 'connect.jsonl' } } }
    ) {
        $arguments = & $With
        Mock Connect-Lwf { throw 'asked' } -ParameterFilter { $Identity }
        Mock Connect-Lwf { & (Get-Command Connect-Lwf -CommandType Cmdlet) @PesterBoundParameters }
        Disconnect-Lwf
        { & "$samples/$Script" @arguments } | Should -Throw 'asked'
        Should -Invoke Connect-Lwf -Times 1 -Exactly -ParameterFilter { $Identity }
        Reset-All
        { & "$samples/$Script" @arguments } | Should -Not -Throw
        Should -Invoke Connect-Lwf -Times 1 -Exactly -ParameterFilter { $Identity }
    }
}

Describe 'The runbook' {
    BeforeEach { Reset-All }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'webhook data'; Wrap = { param($Text) [pscustomobject]@{ WebhookName = 'hook'; RequestHeader = [pscustomobject]@{}; RequestBody = $Text } } }
        @{ Name = 'webhook data as it reaches a runbook of PowerShell 7'; Wrap = { param($Text) "{WebhookName:hook,RequestBody:$Text,RequestHeader:{Connection:Keep-Alive}}" } }
        @{ Name = 'a callout as it is'; Wrap = { param($Text) $Text } }
    ) {
        $text = Get-LwfPendingTask | Select-Object -First 1 | New-LwfCallout
        $outcome = & "$samples/answer-callout/answer-callout.ps1" -WebhookData (& $Wrap $text)
        $outcome.Outcome, $outcome.OperationStatus | Should -Be 'Resumed', 'Completed'
    }

    It 'gives the work each callout' {
        $waiting = Get-LwfPendingTask
        $seen = [Collections.Generic.List[string]]::new()
        $null = & "$samples/answer-callout/answer-callout.ps1" -WebhookData @($waiting | New-LwfCallout) -Work { param($Callout) $seen.Add($Callout.TaskProcessingResultId) }
        $seen | Should -Be $waiting.Id
    }

    It 'ends as failed when it is started by hand, with nothing' {
        { & "$samples/answer-callout/answer-callout.ps1" 2>$null } | Should -Throw '1 error(s)*'
        Get-Post | Should -BeNullOrEmpty
    }
}

Describe 'The sweep' {
    BeforeEach {
        Reset-All
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $overdue = Get-LwfPendingTask -DueWithin 0s
        Clear-Request $emulator
    }

    It 'fails what is overdue, and leaves the rest' {
        $overdue | Should -HaveCount 3
        $outcomes = & "$samples/fail-overdue/fail-overdue.ps1" -JournalPath $journal
        $outcomes.TaskProcessingResultId | Should -Be $overdue.Id
        $outcomes.Outcome | Sort-Object -Unique | Should -Be 'Resumed'
        ($overdue | Get-LwfTaskProcessingResult).ProcessingStatus | Sort-Object -Unique | Should -Be 'failed'
        Get-LwfPendingTask | Should -HaveCount 2
        $journal | Should -Exist
        Clear-Request $emulator
        & "$samples/fail-overdue/fail-overdue.ps1" -JournalPath $journal | Should -BeNullOrEmpty
        Get-Post | Should -BeNullOrEmpty
    }

    It 'fails as well what is due soon' {
        & "$samples/fail-overdue/fail-overdue.ps1" -JournalPath $journal -DueWithin 1d | Should -HaveCount 5
    }

    It 'sends nothing with -WhatIf' {
        & "$samples/fail-overdue/fail-overdue.ps1" -JournalPath $journal -WhatIf | Should -BeNullOrEmpty
        Get-Post | Should -BeNullOrEmpty
        $journal | Should -Not -Exist
    }

    It 'goes on after one that is refused, ends as failed, and tries that one again next time' {
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST'; pathContains = $overdue[1].Id }; status = 403 }
        $outcomes = [Collections.Generic.List[object]]::new()
        { & "$samples/fail-overdue/fail-overdue.ps1" -JournalPath $journal 2>$null | ForEach-Object { $outcomes.Add($_) } } | Should -Throw '1 error(s)*'
        $outcomes.Outcome | Should -Be 'Resumed', 'Failed', 'Resumed'
        $again = & "$samples/fail-overdue/fail-overdue.ps1" -JournalPath $journal
        $again.TaskProcessingResultId, $again.Outcome | Should -Be $overdue[1].Id, 'Resumed'
    }
}

Describe 'The function' {
    BeforeAll {
        # What the host of functions brings.
        if (-not ('HttpResponseContext' -as [type])) { Add-Type 'public class HttpResponseContext { public System.Net.HttpStatusCode StatusCode { get; set; } public object Body { get; set; } }' }
        function Push-OutputBinding([string] $Name, $Value) { $pushed.Add([pscustomobject]@{ Name = $Name; Value = $Value }) }

        function Invoke-Function([string] $Text, [hashtable] $Query = @{}) {
            $pushed = [Collections.Generic.List[object]]::new()
            $request = [pscustomobject]@{ Body = 'not this'; RawBody = $Text; Query = $Query; Headers = @{}; Method = 'POST' }
            & "$samples/function/run.ps1" -Request $request -TriggerMetadata @{ sys = @{ MethodName = 'answer' } } 2>$null | Should -BeNullOrEmpty
            $pushed | Should -HaveCount 1
            $binding = (Get-Content "$samples/function/function.json" -Raw | ConvertFrom-Json).bindings | Where-Object direction -EQ 'out'
            $pushed[0].Name | Should -Be $binding.name
            $pushed[0].Value | Should -BeOfType HttpResponseContext
            $pushed[0].Value
        }
    }

    BeforeEach {
        Reset-All
        $waiting = Get-LwfPendingTask | Select-Object -First 1
        $text = $waiting | New-LwfCallout
        Clear-Request $emulator
    }

    It 'has the bindings that its script takes and gives' {
        $bindings = (Get-Content "$samples/function/function.json" -Raw | ConvertFrom-Json).bindings
        ($bindings | Where-Object direction -EQ 'in').type | Should -Be 'httpTrigger'
        ($bindings | Where-Object direction -EQ 'out').type | Should -Be 'http'
        (Get-Command "$samples/function/run.ps1").Parameters.Keys | Should -Be ($bindings | Where-Object direction -EQ 'in').name, 'TriggerMetadata'
    }

    It 'answers that the task is <Status>' -ForEach @{ Query = @{}; Status = 'completed' }, @{ Query = @{ status = 'Failed' }; Status = 'failed' } {
        $response = Invoke-Function $text $Query
        [int]$response.StatusCode, $response.Body.outcome | Should -Be 200, 'Resumed'
        ($waiting | Get-LwfTaskProcessingResult).ProcessingStatus | Should -Be $Status
    }

    It 'answers a request so that it is <State>' -ForEach @{ Query = @{}; State = 'delivered' }, @{ Query = @{ state = 'Denied' }; State = 'denied' } {
        $request = Get-LwfAccessPackageAssignmentRequest -Status WaitingForCallback -ExpandProperty requestor, accessPackage | Select-Object -First 1
        $response = Invoke-Function ($request | New-LwfCallout -Stage assignmentRequestCreated) $Query
        [int]$response.StatusCode, $response.Body.outcome | Should -Be 200, 'Resumed'
        ($request | Get-LwfAccessPackageAssignmentRequest).State | Should -Be $State
    }

    It 'lets no request go on for <Name>' -ForEach @{ Name = 'an empty state'; State = '' }, @{ Name = 'a state that there is not'; State = 'Perhaps' } {
        $request = Get-LwfAccessPackageAssignmentRequest -Status WaitingForCallback -ExpandProperty requestor, accessPackage | Select-Object -First 1
        $response = Invoke-Function ($request | New-LwfCallout -Stage assignmentRequestCreated) @{ state = $State }
        [int]$response.StatusCode, $response.Body.error | Should -Be 400, 'InvalidRequest'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'skips a connection test' {
        $response = Invoke-Function (New-LwfCallout -Stage CustomExtensionConnectionTest)
        [int]$response.StatusCode, $response.Body.outcome | Should -Be 200, 'Skipped'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'says what is bad: <Name>' -ForEach @(
        @{ Name = 'no callout'; Spoil = { 'no callout' }; Query = @{}; Error = 'InvalidCallout' }
        @{ Name = 'a path that leads elsewhere'; Spoil = { $text.Replace('/identityGovernance', '//elsewhere.example/identityGovernance') }; Query = @{}; Error = 'UnsafeLink' }
        @{ Name = 'a path without an id'; Spoil = { $text.Replace($waiting.Id, '') }; Query = @{}; Error = 'UnsafeLink' }
        @{ Name = 'an empty status'; Spoil = { $text }; Query = @{ status = '' }; Error = 'InvalidRequest' }
        @{ Name = 'a status that there is not'; Spoil = { $text }; Query = @{ status = 'Perhaps' }; Error = 'CannotConvertArgumentNoMessage' }
    ) {
        $response = Invoke-Function (& $Spoil) $Query
        [int]$response.StatusCode, $response.Body.error | Should -Be 400, $Error
        Get-Post | Should -BeNullOrEmpty
    }

    It 'says when the task does not wait, and when the service does not answer' {
        $null = Invoke-Function $text
        $response = Invoke-Function $text @{ status = 'Failed' }
        [int]$response.StatusCode, $response.Body.error | Should -Be 409, 'Conflict'
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ method = 'POST' }; status = 403; times = 9 }
        $response = Invoke-Function (Get-LwfPendingTask | Select-Object -First 1 | New-LwfCallout)
        [int]$response.StatusCode, $response.Body.error | Should -Be 502, 'PermissionDenied'
    }
}

Describe 'The logic app' {
    BeforeAll {
        $text = Get-Content "$samples/logic-app/definition.json" -Raw
        $definition = $text | ConvertFrom-Json -AsHashtable
    }

    It 'has what a definition must have, and refers to what exists' {
        $definition.Keys | Should -Contain '$schema'
        $definition['$schema'] | Should -BeLike 'https://schema.management.azure.com/*/workflowdefinition.json#'
        $definition.contentVersion | Should -Match '^\d+\.\d+\.\d+\.\d+$'
        $definition.triggers.Count | Should -Be 1
        $definition.actions.Count | Should -BeGreaterThan 0
        foreach ($action in $definition.actions.Values) {
            $action.type | Should -Not -BeNullOrEmpty
            $action.Contains('runAfter') | Should -BeTrue
            $action.runAfter.Keys | ForEach-Object { $definition.actions.Keys | Should -Contain $_ }
        }
        [regex]::Matches($text, "parameters\('(\w+)'\)").ForEach{ $_.Groups[1].Value } | Sort-Object -Unique | Should -Be $definition.parameters.Keys
        $text | Should -Not -Match 'sig='
    }

    It 'answers only when the runbook was refused, not when it may have started' {
        $definition.actions.Keys | Sort-Object | Should -Be 'Start_runbook', 'When_it_did_not_start'
        $condition = $definition.actions.When_it_did_not_start
        @($condition.expression.and).Count | Should -Be 1
        $condition.expression.and[0].contains | Should -Be '@createArray(400, 401, 403, 404)', "@outputs('Start_runbook')?['statusCode']"
        $condition.else.actions.Values.type | Should -Be 'Terminate'
    }

    It 'answers as the module does, and the emulator takes it' {
        Reset-All
        $waiting = @(Get-LwfPendingTask)
        $callout = $waiting[0] | New-LwfCallout | ConvertFrom-Json -AsHashtable
        $inputs = $definition.actions.When_it_did_not_start.actions.Fail_the_task.inputs
        # What the logic app does with its expressions, for those that stand here.
        $value = { param($Match) $at = $callout; [regex]::Matches($Match.Value, "\['(\w+)'\]").ForEach{ $at = $at[$_.Groups[1].Value] }; $at }
        $expand = { param($Text) ([regex]"@\{?triggerBody\(\)(\?\['\w+'\])+\}?").Replace($Text, $value).Replace('@@', '@') }
        $uri = & $expand $inputs.uri
        $body = & $expand ($inputs.body | ConvertTo-Json -Depth 5 -EscapeHandling Default)
        $uri | Should -BeLike 'https://graph.microsoft.com/v1.0/identityGovernance/*/resume'
        $null = Invoke-RestMethod $uri.Replace('https://graph.microsoft.com', $emulator.Address) -Method $inputs.method -Body $body -ContentType $inputs.headers['Content-Type'] -Headers @{ Authorization = 'Bearer x' }
        ($waiting[0] | Get-LwfTaskProcessingResult).ProcessingStatus | Should -Be 'failed'
        $waiting[1] | New-LwfCallout | ConvertFrom-LwfCallout | Resume-LwfTaskProcessingResult -OperationStatus Failed
        $its, $ours = @(Get-Post).ForEach{ $_.body | ConvertFrom-Json -AsHashtable }
        $its.Keys | Sort-Object | Should -Be ($ours.Keys | Sort-Object)
        $its.source, $its.type, $its.data['@odata.type'], $its.data.operationStatus | Should -Be $ours.source, $ours.type, $ours.data['@odata.type'], $ours.data.operationStatus
    }
}

Describe 'The workflow of GitHub Actions' {
    BeforeAll { $yaml = Read-Yaml "$samples/github-actions/fail-overdue.yml" }

    It 'has the keys that a sweep without a secret needs' {
        $yaml['on.schedule[0].cron'].Trim("'") -split ' ' | Should -HaveCount 5
        $yaml['permissions.id-token'], $yaml['permissions.contents'] | Should -Be 'write', 'read'
        $yaml['jobs.sweep.runs-on'] | Should -Be 'ubuntu-latest'
        $yaml.Keys | Should -Contain 'jobs.sweep.env.AZURE_TENANT_ID'
        $yaml.Keys | Should -Contain 'jobs.sweep.env.AZURE_CLIENT_ID'
        $steps = @($yaml.Keys -match '^jobs\.sweep\.steps\[\d+\]\.(uses|run)$')
        $steps | Should -HaveCount 5
        $yaml.Keys | Where-Object { $_ -like '*.steps*].*' -and $_ -notmatch '\.(uses|run|name|shell|if|with|with\.[\w-]+)$' } | Should -BeNullOrEmpty
        $yaml.Values -join ' ' | Should -Not -Match 'secrets\.'
    }

    It 'has a script that can be parsed, whose commands, parameters and files exist' {
        $key = $yaml.Keys | Where-Object { $yaml[$_] -like '*Connect-Lwf*' }
        $yaml[$key.Replace('.run', '.shell')] | Should -Be 'pwsh'
        $problems = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput($yaml[$key], [ref]$null, [ref]$problems)
        $problems | Should -BeNullOrEmpty
        Push-Location $root
        try {
            foreach ($command in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                $known = Get-Command $command.GetCommandName() -ErrorAction Stop
                $command.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] } | ForEach-Object { $known.Parameters.Keys | Should -Contain $_.ParameterName }
            }
        }
        finally { Pop-Location }
    }

    It 'would be noticed if it had <Name>' -ForEach @(
        @{ Name = 'three spaces'; Text = "a:`n   b: 1" }
        @{ Name = 'four spaces'; Text = "a:`n    b: 1" }
        @{ Name = 'a tab'; Text = "a:`n`tb: 1" }
        @{ Name = 'no colon'; Text = 'a' }
        @{ Name = 'a key twice'; Text = "a: 1`na: 2" }
    ) {
        $file = Join-Path $TestDrive 'bad.yml'
        Set-Content $file $Text
        { Read-Yaml $file } | Should -Throw
    }
}

Describe 'The README' {
    It 'answers nine of ten callouts, and reports one, as it shows' {
        Reset-All
        $section = [regex]::Match((Get-Content "$root/README.md" -Raw), '(?ms)^## Respond to a callout$.*?(?=^## )').Value
        $block = [regex]::Match($section, '(?ms)^```powershell\n(?<code>[^`]*ErrorVariable.*?)^```\s+```output\n(?<output>.*?)^```')
        $block.Success | Should -BeTrue
        $block.Groups['code'].Value | Should -Match "ErrorActionPreference = 'Stop'"
        $output = & ([scriptblock]::Create($block.Groups['code'].Value.Replace('http://127.0.0.1:5050', $emulator.Address)))
        ($output | Out-String).Trim() | Should -Be $block.Groups['output'].Value.Trim()
        $output[0] | Should -Be '9 resumed'
        Get-Post | Where-Object applied | Should -HaveCount 9
        Get-LwfPendingTask | Should -HaveCount 1
        foreach ($sample in 'answer-callout', 'fail-overdue', 'function', 'logic-app', 'github-actions') { $section | Should -BeLike "*(docs/samples/$sample)*" }
    }
}
