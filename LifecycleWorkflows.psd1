@{
    RootModule           = 'out/LifecycleWorkflows/LifecycleWorkflows.psm1'
    RequiredAssemblies   = @(
        'out/LifecycleWorkflows/bin/LifecycleWorkflows.Core.dll'
        'out/LifecycleWorkflows/bin/LifecycleWorkflows.Loader.dll'
    )
    FormatsToProcess     = 'out/LifecycleWorkflows/LifecycleWorkflows.Format.ps1xml'

    ModuleVersion        = '0.1.0'
    GUID                 = '5a0f6c0e-3a1f-4d0b-9d6e-6f3f9a7a2f41'
    Author               = 'The LifecycleWorkflows contributors'
    CompanyName          = 'The LifecycleWorkflows contributors'
    Copyright            = '(c) The LifecycleWorkflows contributors. MIT licence.'
    Description          = 'Microsoft Entra ID lifecycle workflows over Microsoft Graph: see what workflows did to each user, find the tasks that wait for an answer, and answer them.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = 'Core'
    HelpInfoURI          = 'https://github.com/lifecycleworkflows/LifecycleWorkflows/releases/latest/download/'

    CmdletsToExport      = @(
        'Connect-Lwf'
        'ConvertFrom-LwfCallout'
        'Disconnect-Lwf'
        'Export-LwfReport'
        'Format-LwfTimeline'
        'Get-LwfAccessPackageAssignmentRequest'
        'Get-LwfConnection'
        'Get-LwfCustomTaskExtension'
        'Get-LwfPendingTask'
        'Get-LwfRun'
        'Get-LwfSetting'
        'Get-LwfSubjectProcessingResult'
        'Get-LwfSummary'
        'Get-LwfTaskDefinition'
        'Get-LwfTaskProcessingResult'
        'Get-LwfTaskReport'
        'Get-LwfUserProcessingResult'
        'Get-LwfWorkflow'
        'Get-LwfWorkflowScope'
        'Get-LwfWorkflowTask'
        'Get-LwfWorkflowTemplate'
        'Get-LwfWorkflowVersion'
        'New-LwfCallout'
        'New-LwfTaskProcessingResult'
        'Resume-LwfAccessPackageAssignmentRequest'
        'Resume-LwfTaskProcessingResult'
        'Send-LwfCallout'
        'Test-LwfConnection'
        'Wait-LwfTaskProcessingResult'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()

    PrivateData          = @{
        PSData = @{
            Tags       = 'EntraID', 'LifecycleWorkflows', 'IdentityGovernance', 'MicrosoftGraph', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            LicenseUri = 'https://github.com/lifecycleworkflows/LifecycleWorkflows/blob/main/LICENSE'
            ProjectUri = 'https://github.com/lifecycleworkflows/LifecycleWorkflows'
        }
    }
}
