BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator

    function Wait-Silence {
        $deadline = (Get-Date).AddSeconds(5)
        while ((Invoke-Control $emulator 'requests/active').active -gt 0 -and (Get-Date) -lt $deadline) { Start-Sleep -Milliseconds 20 }
        (Invoke-Control $emulator 'requests/active').active
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'A stop while the service takes a minute to answer' {
    It 'returns within 0.3 s and leaves no request running: <_>' -ForEach @(
        'Get-LwfWorkflow'
        'Get-LwfWorkflow -WorkflowId x'
        'Remove-LwfWorkflow -WorkflowId x -Confirm:$false'
        'Test-LwfWorkflow -WorkflowId x -Subject 00000000-0000-4000-8000-000000000001'
        'Resume-LwfTaskProcessingResult x -WorkflowId w -TaskId t -OperationStatus Completed'
        '1..8 | ForEach-Object { [pscustomobject]@{ WorkflowId = "w"; TaskId = "t"; TaskProcessingResultId = "$_" } } | Resume-LwfTaskProcessingResult -OperationStatus Completed -ThrottleLimit 4'
        'Resume-LwfTaskProcessingResult x -WorkflowId w -TaskId t -OperationStatus Completed -JournalPath (New-TemporaryFile)'
        'Wait-LwfTaskProcessingResult x -WorkflowId w -RunId r'
        'Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult'
        'New-LwfCallout -Stage CustomExtensionConnectionTest | Send-LwfCallout -Uri "$((Get-LwfConnection).GraphEndpoint)v1.0/callouts"'
    ) {
        # The first stop in a process also pays for what has not been compiled yet.
        $script = $_
        $took = 1..4 | ForEach-Object { Measure-Stop $emulator $script; Wait-Silence | Should -Be 0 }
        ($took | Select-Object -Skip 1 | Measure-Object -Maximum).Maximum | Should -BeLessThan 300
    }
}

Describe 'A stop while a stream gives nothing' {
    It 'returns within 0.3 s' {
        $powershell = [powershell]::Create()
        try {
            $null = $powershell.AddScript("Import-Module '$modulePath'; 'ready'; ConvertFrom-LwfCallout ([IO.Pipes.AnonymousPipeServerStream]::new([IO.Pipes.PipeDirection]::In))")
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $null = $powershell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
            $deadline = (Get-Date).AddSeconds(20)
            while ($output.Count -eq 0 -and (Get-Date) -lt $deadline) { Start-Sleep -Milliseconds 20 }
            Start-Sleep -Milliseconds 500
            $powershell.InvocationStateInfo.State | Should -Be 'Running'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $powershell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 300
        }
        finally { $powershell.Dispose() }
    }
}

Describe 'A pipeline that ends early' {
    It 'ends a listing that is waited for in the background' {
        Connect-Emulator $emulator
        Reset-Emulator $emulator
        $null = Invoke-Control $emulator 'settings' Patch @{ pageSize = 2 }
        $made = Invoke-Control $emulator 'generate' Post @{ users = 20 }
        # The third page is asked for while the second one is read, and then takes a minute.
        $null = Invoke-Control $emulator 'faults' Post @{ match = @{ pathContains = $made.runIds[0]; nth = 3 }; kind = 'hang' }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Get-LwfTaskProcessingResult -WorkflowId $made.workflowIds[0] -RunId $made.runIds[0] | Select-Object -First 4 | Should -HaveCount 4
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
        Wait-Silence | Should -Be 0
    }

    It 'turns a warning that must stop into a stop' {
        $handler = [LwfTests.Handler]::new().Add(200, '{"value":[]}')
        $connection = Connect-Lwf -AccessToken (Get-Token) -HttpMessageHandler $handler -PassThru
        { Get-LwfTaskProcessingResult -Connection $connection -WorkflowId w -TaskId t -ProcessingStatus paused -WarningAction Stop 3>$null } | Should -Throw
        $handler.Requests | Should -BeNullOrEmpty
    }
}
