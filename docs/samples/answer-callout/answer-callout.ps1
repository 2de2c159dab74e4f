<#
.SYNOPSIS
Answers the callouts that reach an Azure Automation runbook through its webhook.

.DESCRIPTION
Does for each callout what it asks for, and tells the workflow or the assignment request how it went. A callout that is
bad, or whose answer is refused, is an error; the others are answered, and the job ends as failed.

.PARAMETER WebhookData
What Azure Automation hands over. An array is taken as well, of webhook data or of callouts as they are.

.PARAMETER Work
What a callout asks for. An error in it fails the task. What it returns is the end of an assignment request, Denied or
Canceled; without, the request goes on, and after an error it goes on waiting.

.OUTPUTS
LifecycleWorkflows.ResumeOutcome, one for each callout that was answered or whose answer was refused.
#>
[CmdletBinding()]
param(
    [object] $WebhookData,
    [scriptblock] $Work = { param($Callout) Write-Verbose "$Callout asks for nothing." }
)

$ErrorActionPreference = 'Stop'
if (-not (Get-LwfConnection)) { Connect-Lwf -Identity }

# What goes wrong with one callout must not end the others, whatever $ErrorActionPreference says.
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

if ($problems) { throw "$($problems.Count) error(s) while answering callouts: $($problems -join ' ')" }
