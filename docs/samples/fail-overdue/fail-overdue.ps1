<#
.SYNOPSIS
Fails the tasks that nobody has answered in time.

.DESCRIPTION
For a schedule. What fails is noted in a journal, so that a sweep that was broken off goes on where it was. A task whose
answer is refused is an error; the others are answered, and the job ends as failed.

.PARAMETER JournalPath
The file of the journal. It must outlive the job, or a job that is broken off begins anew.

.PARAMETER DueWithin
Tasks are failed whose time is over within this time, such as 30m. Unless given, those whose time is over.

.OUTPUTS
LifecycleWorkflows.ResumeOutcome, one for each overdue task.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $JournalPath = (Join-Path ([IO.Path]::GetTempPath()) 'fail-overdue.jsonl'),
    [string] $DueWithin = '0s'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-LwfConnection)) { Connect-Lwf -Identity }

# What goes wrong with one task must not end the others, whatever $ErrorActionPreference says.
$goOn = @{ ErrorAction = 'Continue'; ErrorVariable = '+problems' }
$problems = @()

Get-LwfPendingTask -DueWithin $DueWithin @goOn |
    Resume-LwfTaskProcessingResult -OperationStatus Failed -JournalPath $JournalPath -PassThru @goOn

if ($problems) { throw "$($problems.Count) error(s) while failing overdue tasks: $($problems -join ' ')" }
