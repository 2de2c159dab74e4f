# What somebody has looked at, whole, so that a change to it is seen as well. ./build.ps1 Snapshots writes the files anew.
BeforeDiscovery {
    $views = @(
        @{ Name = 'AccessPackageAssignmentRequest'; Script = { Get-LwfAccessPackageAssignmentRequest -ExpandProperty requestor, accessPackage, assignment } }
        @{ Name = 'Callout'; Script = { Get-LwfPendingTask | New-LwfCallout | ConvertFrom-LwfCallout } }
        @{ Name = 'CmdletAccess'; Script = { Test-LwfConnection } }
        @{ Name = 'Connection'; Script = { Get-LwfConnection } }
        @{ Name = 'CustomTaskExtension'; Script = { Get-LwfCustomTaskExtension } }
        @{ Name = 'LifecycleManagementSettings'; Script = { Get-LwfSetting } }
        @{ Name = 'PendingTask'; Script = { Get-LwfPendingTask } }
        # Who is an application without a directory role.
        @{ Name = 'PreviewFailedTask'; Script = {
                $token = (Invoke-Control $emulator 'token' Post @{ roles = @('LifecycleWorkflows.ReadWrite.All') }).accessToken
                Connect-Lwf -AccessToken (Get-Token $token) -GraphEndpoint $emulator.Address
                Get-LwfWorkflow | Test-LwfWorkflow
                Connect-Emulator $emulator
            }
        }
        @{ Name = 'ResumeOutcome'; Script = { Get-LwfPendingTask | Resume-LwfTaskProcessingResult -OperationStatus Completed -PassThru } }
        @{ Name = 'Run'; Script = { Get-LwfWorkflow | Get-LwfRun } }
        # IDs of new runs are made anew: what has ended has them, and the same outcomes.
        @{ Name = 'RunOutcome'; Script = { Get-LwfRun -ProcessingStatus completedWithErrors, completed | Stop-LwfRun -PassThru -Confirm:$false } }
        @{ Name = 'RunSummary'; Script = { Get-LwfWorkflow | Get-LwfSummary } }
        @{ Name = 'SubjectProcessingResult'; Script = { Get-LwfWorkflow | Get-LwfSubjectProcessingResult } }
        @{ Name = 'TaskDefinition'; Script = { Get-LwfTaskDefinition } }
        @{ Name = 'TaskProcessingResult'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfTaskProcessingResult -ExpandProperty subject } }
        @{ Name = 'TaskReport'; Script = { Get-LwfWorkflow | Get-LwfTaskReport } }
        @{ Name = 'TaskReportSummary'; Script = { Get-LwfWorkflow | Get-LwfSummary -Of TaskReports } }
        @{ Name = 'TopTasksInsightsSummary'; Script = { Get-LwfSummary -Of TopTasks } }
        @{ Name = 'TopWorkflowsInsightsSummary'; Script = { Get-LwfSummary -Of TopWorkflows } }
        @{ Name = 'UserProcessingResult'; Script = { Get-LwfWorkflow | Get-LwfRun | Get-LwfUserProcessingResult } }
        @{ Name = 'UserSummary'; Script = { Get-LwfWorkflow | Get-LwfSummary -Of Users } }
        @{ Name = 'Workflow'; Script = { Get-LwfWorkflow } }
        @{ Name = 'WorkflowRemoval'; Script = { Get-LwfWorkflow -Deleted | Remove-LwfWorkflow -Permanent -PassThru -Confirm:$false } }
        @{ Name = 'WorkflowScopeMember'; Script = { Get-LwfWorkflowScope 'Offboard leavers' -Preview -Top 5 } }
        @{ Name = 'WorkflowTask'; Script = { Get-LwfWorkflow | Get-LwfWorkflowTask } }
        @{ Name = 'WorkflowTemplate'; Script = { Get-LwfWorkflowTemplate } }
        @{ Name = 'WorkflowVersion'; Script = { Get-LwfWorkflow | Get-LwfWorkflowVersion } }
        @{ Name = 'WorkflowsInsightsByCategory'; Script = { Get-LwfSummary -Of Categories } }
        @{ Name = 'WorkflowsInsightsSummary'; Script = { Get-LwfSummary } }
    )
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $PSStyle.OutputRendering = 'PlainText'

    # Fails with the lines that differ, or writes the file when snapshots are being updated.
    function Assert-Snapshot([string] $Path, [string[]] $Line) {
        $actual = ($Line -join "`n").ReplaceLineEndings("`n").TrimEnd() -split "`n" | ForEach-Object TrimEnd
        $file = Join-Path $root $Path
        if ($env:LWF_UPDATE_SNAPSHOTS) { return New-Item $file -Value (($actual -join "`n") + "`n") -Force }
        $expected = (Test-Path $file) ? @(Get-Content $file) : @()
        $difference = Compare-Object $expected $actual -SyncWindow 10 | ForEach-Object { "$($_.SideIndicator -replace '<=', '-' -replace '=>', '+') $($_.InputObject)" }
        $difference -join "`n" | Should -BeNullOrEmpty -Because "$Path is what was looked at (./build.ps1 Snapshots if this is right)"
    }

    # Times, and what is made anew each time, become marks, of the same width where a column is.
    function Hide-Change([string] $Text) {
        $Text -replace '\b\d{2} [A-Z][a-z]{2} \d{2}:\d{2}\b', 'dd MMM hh:mm' `
            -replace '\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d( [+-]\d\d:\d\d)?[\d.Z]*', 'yyyy-MM-dd hh:mm:ss' `
            -replace '\b(\d+d)?\d+[hdm]\d\d[hms]\b', { $_.Value -replace '\d', '#' } -replace '\b\d+m?s\b(?= )', '#s' `
            -replace '\d\d:\d\d:\d\d\.\d+', 'hh:mm:ss' -replace '(?m)^(\w*RequestId +: ).+$', '$1(made anew)' -replace '127\.0\.0\.1:\d+', '127.0.0.1:port'
    }

    function Get-ParameterLine($Parameter, $Set) {
        $sets = $Set.Where{ $_.Parameters.Name -eq $Parameter.Name }.ForEach{
            $one = $_.Parameters | Where-Object Name -eq $Parameter.Name
            $traits = @(
                if ($one.IsMandatory) { 'mandatory' }
                if ($one.Position -ge 0) { "position $($one.Position)" }
                if ($one.ValueFromPipeline) { 'pipeline' }
                if ($one.ValueFromPipelineByPropertyName) { 'property' }
            ) -join ', '
            [pscustomobject]@{ Set = $_.Name; Traits = $traits }
        }
        $where = $sets | Group-Object Traits | ForEach-Object { "$($_.Count -eq $Set.Count ? 'all' : ($_.Group.Set -join ', '))$($_.Name ? ": $($_.Name)" : '')" }
        $aliases = $Parameter.Aliases ? "; alias $($Parameter.Aliases -join ', ')" : ''
        "  -$($Parameter.Name) <$([Microsoft.PowerShell.ToStringCodeMethods]::Type($Parameter.ParameterType))>  $($where -join '; ')$aliases"
    }

    function Get-CommandLine($Command) {
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        $sets = @($Command.ParameterSets | Sort-Object Name)
        $impact = $Command.ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0]
        $Command.Name
        "  gives $($Command.OutputType.Name -join ', ')"
        if ($sets.Count -gt 1) { "  without a choice: $($Command.DefaultParameterSet)" }
        if ($impact.SupportsShouldProcess) { "  asks: $($impact.ConfirmImpact)" }
        $Command.Parameters.Values | Where-Object Name -NotIn $common | Sort-Object Name | ForEach-Object { Get-ParameterLine $_ $sets }
        ''
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'What is shown in Constrained Language Mode' -ForEach @{ Views = $views } {
    BeforeAll {
        # In a shell of its own: what was in that mode once is treated with suspicion in the whole process.
        $script = Join-Path $TestDrive 'show.ps1'
        Set-Content $script @'
            param($Common, $Module, $Address, $Views)
            . $Common
            $emulator = [pscustomobject]@{ Address = $Address }
            $PSStyle.OutputRendering = 'Ansi'
            $runspaces = foreach ($mode in 'FullLanguage', 'ConstrainedLanguage') {
                $state = [initialsessionstate]::CreateDefault2()
                $state.LanguageMode = $mode
                $runspace = [runspacefactory]::CreateRunspace($state)
                $runspace.Open()
                $runspace
            }
            foreach ($view in ConvertFrom-Json $Views) {
                $null = Connect-Emulator $emulator
                $null = Invoke-RestMethod "$Address/emulator/reset" -Method Post
                $objects = @(Invoke-Expression $view.Script)
                $shown = foreach ($runspace in $runspaces) {
                    $powershell = [powershell]::Create($runspace)
                    $show = "param(`$objects) Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; Import-Module '$Module' -WarningAction Stop; `$objects | Out-String -Width 160; `$objects | Format-List | Out-String -Width 160"
                    $text = -join $powershell.AddScript($show).AddArgument($objects).Invoke()
                    if ($powershell.HadErrors) { $text = "$($powershell.Streams.Error)" }
                    $powershell.Dispose()
                    # Between two looks, what goes on has gone on.
                    $text -replace '(?<!\e\[)\d', '#'
                }
                @{ Name = $view.Name; Count = $objects.Count; Ordinary = $shown[0]; Constrained = $shown[1] }
            }
'@
        $list = $Views + @{ Name = 'CalloutDelivery'; Script = { Get-LwfPendingTask | Select-Object -First 1 | New-LwfCallout | Send-LwfCallout -Uri "$Address/emulator/reset" } }
        $json = ConvertTo-Json @($list | ForEach-Object { @{ Name = $_.Name; Script = "$($_.Script)" } })
        $result = & $shell -NoProfile -NonInteractive -Command "& '$script' '$PSScriptRoot/Common.ps1' '$modulePath' '$($emulator.Address)' '$($json.Replace("'", "''"))' | ConvertTo-Json -Compress"
        $shown = ($result | ConvertFrom-Json -AsHashtable) | Group-Object { $_.Name } -AsHashTable -AsString
    }

    It 'is the same, with its colours, for <Name>' -ForEach ($views + @{ Name = 'CalloutDelivery' }) {
        $one = $shown[$Name][0]
        $one.Count | Should -BeGreaterThan 0
        $one.Ordinary | Should -Match '\S'
        $one.Constrained | Should -BeExactly $one.Ordinary
    }

    It 'has columns that were made' {
        $shown.Run[0].Constrained | Should -Match "`e\[[\d#]+mcompleted`e\[0m"
        $shown.TaskProcessingResult[0].Constrained | Should -Match '@contoso\.com'
    }
}

Describe 'What is shown in 120 columns' {
    It 'is as it was for <Name>' -ForEach $views {
        Reset-Emulator $emulator
        $objects = @(& $Script)
        $table = $objects | Select-Object -First 8 | Out-String -Width 120
        $list = $objects | Select-Object -First 1 | Format-List | Out-String -Width 120
        $text = (Hide-Change "$table`n$list") -replace '(\r?\n){3,}', "`n`n"
        # How long a request took makes its column wider or narrower.
        if ($Name -in 'ResumeOutcome', 'RunOutcome') { $text = $text -replace ' {2,}', ' ' -replace '-{5,}', '----' }
        Assert-Snapshot "tests/LifecycleWorkflows.Pester/Snapshots/$Name.txt" $text.Trim()
    }

    It 'is recorded for every view' -ForEach @{ Recorded = $views.Name } {
        $selected = ([xml](Get-Content "$modulePath/LifecycleWorkflows.Format.ps1xml" -Raw)).SelectNodes('//ViewSelectedBy/TypeName').InnerText -replace '.*\.'
        $selected | Sort-Object -Unique | Where-Object { $_ -notin $Recorded -and $_ -ne 'CalloutDelivery' } | Should -BeNullOrEmpty
    }
}

Describe 'What the module offers' {
    It 'is as it was: cmdlets, their parameters and what they give' {
        $commands = Get-Command -Module LifecycleWorkflows | Sort-Object Name
        Assert-Snapshot 'docs/api/cmdlets.txt' ($commands | ForEach-Object { Get-CommandLine $_ })
    }
}
