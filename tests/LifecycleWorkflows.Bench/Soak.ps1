#Requires -Version 7.4

<#
.SYNOPSIS
Makes so many calls a second for so long in one shell, and looks at memory, sockets and threads meanwhile.
#>
param(
    [double] $Minutes = 10,
    [int] $CallsPerSecond = 200
)
. "$PSScriptRoot/Common.ps1"

function Get-Load {
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    $process = Get-Process -Id $PID
    [pscustomobject]@{
        WorkingSetMB = [Math]::Round($process.WorkingSet64 / 1MB); HeapMB = [Math]::Round([GC]::GetTotalMemory($true) / 1MB, 1); Threads = $process.Threads.Count
        Sockets = $IsLinux ? @(Get-ChildItem "/proc/$PID/fd" -ErrorAction Ignore | Where-Object LinkTarget -Like 'socket:*').Count : $null
    }
}

$emulator = Start-Emulator
try {
    Connect-Emulator $emulator
    $made = Invoke-Control $emulator 'generate' Post @{ users = 200; waiting = $true }
    $ids = @{ WorkflowId = $made.workflowIds[0]; TaskId = $made.taskIds[0] }
    $answer = [pscustomobject]@{ WorkflowId = $ids.WorkflowId; TaskId = $ids.TaskId; TaskProcessingResultId = $made.taskProcessingResultIds[0] }
    $work = @(
        { Get-LwfWorkflow -WorkflowId $ids.WorkflowId }
        { Get-LwfTaskProcessingResult @ids -Top 5 }
        { Get-LwfRun -WorkflowId $ids.WorkflowId | Select-Object -First 1 }
        { Get-LwfWorkflow -WorkflowId 'none' -ErrorAction SilentlyContinue }
        { $answer | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru -ErrorAction SilentlyContinue }
    )
    $calls = 0
    $samples = [Collections.Generic.List[object]]::new()
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $seconds = $Minutes * 60
    $next = $seconds / 10
    while ($watch.Elapsed.TotalSeconds -lt $seconds) {
        $null = & $work[$calls++ % $work.Count]
        $Error.Clear()
        $ahead = $calls / $CallsPerSecond - $watch.Elapsed.TotalSeconds
        if ($ahead -gt 0.02) { [Threading.Thread]::Sleep([int]($ahead * 1000)) }
        if ($watch.Elapsed.TotalSeconds -ge $next) {
            $load = Get-Load
            $samples.Add($load)
            Write-Host ('{0,6:0} s {1,8} calls  {2}' -f $watch.Elapsed.TotalSeconds, $calls, $load)
            Clear-Request $emulator
            $next += $seconds / 10
        }
    }
    # What the first tenth warmed up is the measure for what follows.
    [pscustomobject]@{
        Calls = $calls; CallsPerSecond = [Math]::Round($calls / $watch.Elapsed.TotalSeconds); First = $samples[0]; Last = $samples[-1]
        HeapGrownMB = [Math]::Round($samples[-1].HeapMB - $samples[0].HeapMB, 1); ThreadsGrown = $samples[-1].Threads - $samples[0].Threads; SocketsGrown = $samples[-1].Sockets - $samples[0].Sockets
    }
}
finally {
    Stop-Process -Id $emulator.Process.Id
}
