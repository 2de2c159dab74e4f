param([string] $Module = './out/LifecycleWorkflows', [uri] $GraphEndpoint = 'http://127.0.0.1:5050')

Import-Module $Module
Connect-Lwf -AccessToken (ConvertTo-SecureString 'any' -AsPlainText -Force) -GraphEndpoint $GraphEndpoint

'Which tasks wait for a callback?'
$waiting = Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult |
    Get-LwfTaskProcessingResult -ProcessingStatus inProgress -ExpandProperty subject
$waiting | Format-Table

'The first task can continue: resume it.'
$waiting[0] | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru | Format-Table

'What are the results of this task and the user''s other tasks?'
$user = $waiting[0] | Select-Object WorkflowId, RunId, UserProcessingResultId
$user | Get-LwfTaskProcessingResult -ExpandProperty subject | Format-Table
