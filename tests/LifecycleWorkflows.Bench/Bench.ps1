#Requires -Version 7.4

<#
.SYNOPSIS
Measures the module beside other ways to do the same, and writes docs/PERFORMANCE.md.
.DESCRIPTION
All figures that are compared come from one run on one machine, so that their ratios mean something where their seconds do not.
Needs a built module, emulator and bench; memory is measured on Linux alone.
#>
param(
    [int] $Results = 100000,
    [int] $ManyResults = 1000000,
    [int] $Answers = 10000,
    [switch] $Update
)
. "$PSScriptRoot/Common.ps1"
Add-Type -Path (Find-Output 'LifecycleWorkflows.Bench' 'LifecycleWorkflows.Bench.dll')

$rows = [Collections.Generic.List[object]]::new()
function Add-Row([string] $What, [string] $Measured, [string] $Goal, [bool] $Reached) {
    $rows.Add([pscustomobject]@{ What = $What; Measured = $Measured; Goal = $Goal; Reached = $Reached ? 'yes' : 'no' })
    "{0,-62} {1}  (goal: {2}){3}" -f $What, $Measured, $Goal, ($Reached ? '' : '  MISSED') | Write-Host
}

# Best of so many, the contenders taking turns, so that what else the machine does meets all of them.
function Measure-Best([hashtable] $Contenders, [int] $Times = 5) {
    $best = @{}
    foreach ($round in 1..$Times) {
        foreach ($name in $Contenders.Keys) {
            [GC]::Collect()
            $seconds = (Measure-Command $Contenders[$name]).TotalSeconds
            if (-not $best.ContainsKey($name) -or $seconds -lt $best[$name]) { $best[$name] = $seconds }
        }
    }
    $best
}

function Get-Median([double[]] $Values) { ($Values | Sort-Object)[[Math]::Floor($Values.Count / 2)] }

$emulator = Start-Emulator '--page-size', '1000'
$other = [LifecycleWorkflows.Bench.Contenders]::new($emulator.Address)
try {
    $connect = "Import-Module '$modulePath'; Connect-Lwf -AccessToken ([Net.NetworkCredential]::new('', 'any').SecurePassword) -GraphEndpoint $($emulator.Address)"
    Connect-Emulator $emulator
    $made = Invoke-Control $emulator 'generate?summary=true' Post @{ users = $Results }
    $ids = @{ WorkflowId = $made.workflowIds[0]; RunId = $made.runIds[0] }
    $path = "$($emulator.Address)/v1.0/identityGovernance/lifecycleWorkflows/workflows/$($ids.WorkflowId)/runs/$($ids.RunId)/taskProcessingResults"
    $null = Get-LwfWorkflow -Top 1

    Write-Host "Reading $Results results"
    $list = Measure-Best @{
        module   = { $results = Get-LwfTaskProcessingResult @ids; $results.Count }
        piped    = { (Get-LwfTaskProcessingResult @ids | Measure-Object).Count }
        bytes    = { $other.DownloadAsync($ids.WorkflowId, $ids.RunId).GetAwaiter().GetResult() }
        sdk      = { $other.IterateAsync($ids.WorkflowId, $ids.RunId).GetAwaiter().GetResult() }
        irm      = {
            $next = $path
            $results = while ($next) { $page = Invoke-RestMethod $next -Headers @{ Authorization = 'Bearer any' }; $page.value; $next = $page.'@odata.nextLink' }
            $results.Count
        }
        irmPiped = {
            $next = $path
            (& { while ($next) { $page = Invoke-RestMethod $next -Headers @{ Authorization = 'Bearer any' }; $page.value; $next = $page.'@odata.nextLink' } } | Measure-Object).Count
        }
    }
    $times = { param($a, $b) '{0:0.0} times ({1:0.00} s, {2:0.00} s)' -f ($a / $b), $a, $b }
    Add-Row 'listing: an Invoke-RestMethod loop takes longer' (& $times $list.irm $list.module) '20 times' ($list.irm / $list.module -ge 20)
    Add-Row 'the same, both piped to Measure-Object' (& $times $list.irmPiped $list.piped) '20 times' ($list.irmPiped / $list.piped -ge 20)
    Add-Row "listing: the SDK's PageIterator takes longer" (& $times $list.sdk $list.module) '20 times' ($list.sdk / $list.module -ge 20)
    Add-Row 'listing: longer than downloading the bytes' (& $times $list.module $list.bytes) 'within 4 times' ($list.module / $list.bytes -le 4)

    Clear-Request $emulator
    $null = Get-LwfTaskProcessingResult @ids | Select-Object -First 10
    $requests = @(Get-Request $emulator).Count
    Add-Row 'Select-Object -First 10: pages requested' "$requests" 'one' ($requests -eq 1)

    Write-Host 'Import and first object, medians of ten fresh shells'
    $empty = Join-Path ([IO.Path]::GetTempPath()) "empty-$PID"
    $null = New-Item $empty -ItemType Directory
    Add-Type -OutputAssembly "$empty/Empty.dll" -TypeDefinition 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public class GetNothing : PSCmdlet { }'
    New-ModuleManifest "$empty/Empty.psd1" -RootModule Empty.dll -CmdletsToExport Get-Nothing
    $fresh = @{
        empty = "Import-Module '$empty/Empty.psd1'"; module = "Import-Module '$modulePath'"
        first = "$connect; `$null = Get-LwfWorkflow -Top 1"; irm = "`$null = Invoke-RestMethod $($emulator.Address)/v1.0/identityGovernance/lifecycleWorkflows/workflows -Headers @{ Authorization = 'Bearer any' }"
    }
    $shells = @{}
    foreach ($round in 1..10) {
        foreach ($name in $fresh.Keys) { $shells[$name] = @($shells[$name]) + [double](Invoke-FreshShell "(Measure-Command { $($fresh[$name]) }).TotalMilliseconds") }
    }
    Remove-Item $empty -Recurse
    $median = @{}
    foreach ($name in $fresh.Keys) { $median[$name] = Get-Median ($shells[$name] | Where-Object { $_ }) }
    Add-Row 'Import-Module: longer than an empty binary module' ('{0:0} ms ({1:0}, {2:0})' -f ($median.module - $median.empty), $median.module, $median.empty) 'within 60 ms' ($median.module - $median.empty -le 60)
    Add-Row 'import, connect, first object: beside Invoke-RestMethod' ('{0:0} ms, {1:0} ms' -f $median.first, $median.irm) 'within 1.5 times' ($median.first / $median.irm -le 1.5)

    Write-Host "Answering $Answers results"
    $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 100 }
    $ideal = $Answers / 32 * 0.1
    $each = @{}
    foreach ($way in @{ ThrottleLimit = 32 }, @{ ThrottleLimit = 32; Batch = $true }) {
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 }
        $waiting = Invoke-Control $emulator 'generate?summary=true' Post @{ users = $Answers; waiting = $true }
        $tasks = @(Get-LwfTaskProcessingResult -WorkflowId $waiting.workflowIds[0] -RunId $waiting.runIds[0] -ProcessingStatus inProgress)
        if ($each.Count -eq 0) {
            # A loop of one call after the other, as a script would do it; a hundred of them stand for all.
            $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 100 }
            $loop = (Measure-Command {
                    foreach ($task in $tasks[0..99]) {
                        Invoke-RestMethod "$($emulator.Address)/v1.0/identityGovernance/lifecycleWorkflows/workflows/$($task.WorkflowId)/tasks/$($task.TaskId)/taskProcessingResults/$($task.Id)/resume" -Method Post -ContentType application/json -Headers @{ Authorization = 'Bearer any' } -Body '{"data":{"operationStatus":"completed"},"source":"bench","type":"lifecycleEvent"}'
                    }
                }).TotalSeconds * $Answers / 100
            $tasks = $tasks[100..($tasks.Count - 1)]
        }
        $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 100 }
        Clear-Request $emulator
        $outcomes = $null
        $seconds = (Measure-Command { $outcomes = $tasks | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru @way }).TotalSeconds
        $wrong = @($outcomes | Where-Object Outcome -NE Resumed).Count
        if ($wrong) { throw "$wrong of $($tasks.Count) answers were not accepted." }
        $each["$($way.Batch)"] = @{ Seconds = $seconds * $Answers / $tasks.Count; Requests = @(Get-Request $emulator).Count; Count = $tasks.Count }
    }
    $null = Invoke-Control $emulator 'settings' Patch @{ latencyMilliseconds = 0 }
    Add-Row '-ThrottleLimit 32 at 100 ms a call: longer than the ideal' (& $times $each[''].Seconds $ideal) 'within 1.2 times' ($each[''].Seconds / $ideal -le 1.2)
    Add-Row 'a loop of one call after the other takes longer' (& $times $loop $each[''].Seconds) '20 times' ($loop / $each[''].Seconds -ge 20)
    Add-Row '-Batch: answers in a request' ('{0:0.0}' -f ($each['True'].Count / $each['True'].Requests)) '20' ($each['True'].Count / $each['True'].Requests -ge 19)
    Add-Row '-Batch: the same without it takes longer' (& $times $each[''].Seconds $each['True'].Seconds) 'longer' ($each[''].Seconds -gt $each['True'].Seconds)

    Write-Host 'Stopping'
    $stops = foreach ($script in 'Get-LwfWorkflow', 'Wait-LwfTaskProcessingResult x -WorkflowId w -RunId r', '1..8 | ForEach-Object { [pscustomobject]@{ WorkflowId = "w"; TaskId = "t"; TaskProcessingResultId = "$_" } } | Resume-LwfTaskProcessingResult -OperationStatus Completed -ThrottleLimit 4') {
        # The first stop in a process also pays for what has not been compiled yet.
        1..6 | ForEach-Object { Measure-Stop $emulator $script } | Select-Object -Skip 1
    }
    $slowest = ($stops | Measure-Object -Maximum).Maximum
    Add-Row 'Ctrl+C while the service does not answer: prompt back after' "$slowest ms" 'within 300 ms' ($slowest -le 300)

    if ($IsLinux) {
        Write-Host "Memory at $ManyResults results"
        $many = Invoke-Control $emulator 'generate?summary=true' Post @{ users = $ManyResults }
        $peaks = (Invoke-FreshShell ("$connect; function Get-Peak { [int]@((Get-Content /proc/self/status) -match 'VmHWM' -replace '\D')[0] / 1024 };" +
            "`$null = Get-LwfTaskProcessingResult -WorkflowId $($ids.WorkflowId) -RunId $($ids.RunId) | Measure-Object; Get-Peak;" +
            "`$null = Get-LwfTaskProcessingResult -WorkflowId $($many.workflowIds[0]) -RunId $($many.runIds[0]) | Measure-Object; Get-Peak")) -split '\s+'
        Add-Row "streaming $ManyResults results: peak above that of $Results" ('{0:0} MB ({1:0} MB, {2:0} MB)' -f ($peaks[1] - $peaks[0]), [double]$peaks[1], [double]$peaks[0]) 'within 60 MB' ($peaks[1] - $peaks[0] -le 60)
    }
}
finally {
    $other.Dispose()
    Stop-Process -Id $emulator.Process.Id
}

if ($Update) {
    $page = "$root/docs/PERFORMANCE.md"
    $table = @('| what | measured | goal | reached |', '|---|---|---|---|') + ($rows | ForEach-Object { "| $($_.What) | $($_.Measured) | $($_.Goal) | $($_.Reached) |" })
    $machine = "$([Environment]::ProcessorCount) cores, $([Runtime.InteropServices.RuntimeInformation]::OSDescription.Split(' ')[0]) $([Runtime.InteropServices.RuntimeInformation]::OSArchitecture), PowerShell $($PSVersionTable.PSVersion), $([Runtime.InteropServices.RuntimeInformation]::FrameworkDescription)"
    $text = (Get-Content $page -Raw) -replace '(?s)(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)', "`nMeasured on $machine.`n`n$($table -join "`n")`n`n"
    Set-Content $page $text -NoNewline
}
$rows
