BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $PSStyle.OutputRendering = 'PlainText'

    function Get-View($Objects) { ($Objects | Out-String -Width 200) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ } }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The formatted view of <Name>' -ForEach @(
    @{ Name = 'workflows'; Columns = 'Category', 'Name', 'Enabled', 'Version', 'Deleted', 'Id'; Script = { Get-LwfWorkflow } }
    @{ Name = 'runs'; Columns = 'Status', 'Type', 'Started', 'Took', 'Users', 'Failed', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun } }
    @{ Name = 'user processing results'; Columns = 'Status', 'User', 'Started', 'Took', 'Tasks', 'Failed', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult } }
    @{ Name = 'task processing results'; Columns = 'Status', 'Task', 'User', 'Started', 'Took', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult -ExpandProperty subject } }
    @{ Name = 'outcomes'; Columns = 'Outcome', 'As', 'Attempts', 'Took', 'Error', 'Id'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult -ProcessingStatus inProgress | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru } }
) {
    It 'is a table with a row for each' {
        $objects = & $Script
        $objects | Should -Not -BeNullOrEmpty
        $view = Get-View $objects
        ($view[0].Trim() -split '\s+') | Should -Be $Columns
        $view.Count | Should -Be (@($objects).Count + 2)
        $view[2] | Should -Match '^\S'
    }
}

Describe 'Times' {
    It 'are shown in the reader''s zone and kept in UTC' {
        $run = Get-LwfWorkflow | Get-LwfRun | Select-Object -First 1
        $run.StartedDateTime.Offset | Should -Be ([TimeSpan]::Zero)
        (Get-View $run)[2] | Should -BeLike "*$($run.StartedDateTime.ToLocalTime().ToString('dd MMM HH:mm', [cultureinfo]::InvariantCulture))*"
    }
}
