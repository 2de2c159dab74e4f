<#
.SYNOPSIS
Fails the tasks that didn't get a callback in time.

.DESCRIPTION
Run this script on a schedule. It records callbacks in a journal, so that a job that was interrupted can continue. If a
callback is rejected, the script writes an error and continues with the others. The job then fails.

.PARAMETER JournalPath
Specifies the path of the journal. The file must persist after the job. Otherwise, an interrupted job starts again.

.PARAMETER DueWithin
Specifies a duration, such as 30m. Tasks that time out within this duration fail. The default is tasks that are overdue.

.OUTPUTS
LifecycleWorkflows.ResumeOutcome. The script returns one for each overdue task.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $JournalPath = (Join-Path ([IO.Path]::GetTempPath()) 'fail-overdue.jsonl'),
    [string] $DueWithin = '0s'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-LwfConnection)) { Connect-Lwf -Identity }

# An error of one task must not end the others, regardless of $ErrorActionPreference.
$goOn = @{ ErrorAction = 'Continue'; ErrorVariable = '+problems' }
$problems = @()

Get-LwfPendingTask -DueWithin $DueWithin @goOn |
    Resume-LwfTaskProcessingResult -OperationStatus Failed -JournalPath $JournalPath -PassThru @goOn

if ($problems) { throw "$($problems.Count) error(s) while failing overdue tasks: $($problems -join ' ')" }
