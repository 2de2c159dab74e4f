<#
.SYNOPSIS
Responds to callouts that an Azure Automation runbook receives through its webhook.

.DESCRIPTION
Runs the work for each callout, and then resumes the task or the access package assignment request. If a callout isn't
valid, or if its callback is rejected, the script writes an error and continues with the others. The job then fails.

.PARAMETER WebhookData
Specifies the webhook data from Azure Automation, or an array of webhook data or callouts.

.PARAMETER Work
Specifies the work for a callout. If it fails, the task fails, and an assignment request continues to wait. For an
assignment request, it can return Denied or Canceled to end the request; otherwise, the request continues.

.OUTPUTS
LifecycleWorkflows.ResumeOutcome. The script returns one for each callback, including rejected ones.
#>
[CmdletBinding()]
param(
    [object] $WebhookData,
    [scriptblock] $Work = { param($Callout) Write-Verbose "There is no work for $Callout." }
)

$ErrorActionPreference = 'Stop'
if (-not (Get-LwfConnection)) { Connect-Lwf -Identity }

# An error of one callout must not end the others, regardless of $ErrorActionPreference.
$goOn = @{ ErrorAction = 'Continue'; ErrorVariable = '+problems' }
$problems = @()

$callouts = $WebhookData | ConvertFrom-LwfCallout @goOn
foreach ($callout in $callouts) {
    if ($callout.IsConnectionTest) { continue }
    $status, $end = 'Completed', $null
    try { $end = & $Work $callout }
    catch {
        Write-Error -ErrorRecord $_ @goOn
        $status = 'Failed'
    }
    if ($callout.Kind -eq 'TaskProcessingResult') {
        $callout | Resume-LwfTaskProcessingResult -OperationStatus $status -PassThru @goOn
    }
    elseif ($status -eq 'Completed') {
        $answer = $end ? @{ State = "$end" } : @{}
        $callout | Resume-LwfAccessPackageAssignmentRequest @answer -PassThru @goOn
    }
}

if ($problems) { throw "$($problems.Count) error(s) while responding to callouts: $($problems -join ' ')" }
