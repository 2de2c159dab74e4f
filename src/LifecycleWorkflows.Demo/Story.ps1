param([string] $Module = './out/LifecycleWorkflows', [uri] $GraphEndpoint = 'http://127.0.0.1:5050')

Import-Module $Module
Connect-Lwf -AccessToken (ConvertTo-SecureString 'any' -AsPlainText -Force) -GraphEndpoint $GraphEndpoint

'Which tasks wait for an answer?'
$waiting = Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult |
    Get-LwfTaskProcessingResult -ProcessingStatus inProgress -ExpandProperty subject
$waiting | Format-Table

'What the first one waits for is done: tell the workflow.'
$waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru | Format-Table

'What became of it, and of the user''s other tasks?'
$user = $waiting[0] | Select-Object WorkflowId, RunId, UserProcessingResultId
$user | Get-LwfTaskProcessingResult -ExpandProperty subject | Format-Table
