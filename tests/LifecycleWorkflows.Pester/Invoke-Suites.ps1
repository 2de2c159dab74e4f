<#
.SYNOPSIS
Runs the Pester suites and writes each case, as one line of JSON, to a file.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ResultPath,
    [string[]] $Path = "$PSScriptRoot/Suites"
)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $configuration

function Get-Message($ErrorRecord) { ($ErrorRecord | ForEach-Object { "$($_.Exception.Message)`n$($_.ScriptStackTrace)" }) -join "`n" }

$results = @(
    foreach ($test in $run.Tests) {
        [pscustomobject]@{ Name = "$([IO.Path]::GetFileName($test.ScriptBlock.File)): $($test.ExpandedPath)"; Result = "$($test.Result)"; Message = Get-Message $test.ErrorRecord }
    }
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
        [pscustomobject]@{ Name = "$broken"; Result = 'Failed'; Message = Get-Message $broken.ErrorRecord }
    }
)
$results | ForEach-Object { ConvertTo-Json $_ -Compress } | Set-Content $ResultPath
