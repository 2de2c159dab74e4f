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
Import-Module ($env:LWF_PESTER ?? 'Pester')
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$shell = "PowerShell $($PSVersionTable.PSVersion) in $PSHOME, Pester $((Get-Module Pester).Version)"
$run = Invoke-Pester -Configuration $configuration

function Get-Message($ErrorRecord) { ($ErrorRecord | ForEach-Object { "$($_.Exception.Message)`n$($_.ScriptStackTrace)" }) -join "`n" }

$results = @(
    [pscustomobject]@{ Name = "Run by $shell"; Result = 'Passed'; Message = $null }
    foreach ($test in $run.Tests) {
        [pscustomobject]@{ Name = "$([IO.Path]::GetFileName($test.ScriptBlock.File)): $($test.ExpandedPath)"; Result = "$($test.Result)"; Message = Get-Message $test.ErrorRecord }
    }
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
        [pscustomobject]@{ Name = "$broken"; Result = 'Failed'; Message = Get-Message $broken.ErrorRecord }
    }
)
$results | ForEach-Object { ConvertTo-Json $_ -Compress } | Set-Content $ResultPath
