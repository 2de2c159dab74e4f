#Requires -Version 7.4

<#
.SYNOPSIS
Runs tests and says which lines of the module and of the emulator they ran.

.DESCRIPTION
Works on copies of what was built, in out/coverage. The shells that the Pester suites start count as well: what is instrumented
notes its lines when its process ends. Leaves a report in out/coverage/report, and gives the figures of each assembly. A test
that fails here does not end the measurement: instrumented code is slower and has files beside it, which some tests look at.

.PARAMETER Name
The test projects, without LifecycleWorkflows; all unless given.

.EXAMPLE
./build/Measure-Coverage.ps1

.EXAMPLE
./build/Measure-Coverage.ps1 Core.Tests, Graph.Tests
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Position = 0)]
    [string[]] $Name = @('Core.Tests', 'Graph.Tests', 'PowerShell.Tests', 'Oracle.Tests', 'Emulator.Tests', 'Pester'),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$root = [IO.Path]::GetFullPath("$PSScriptRoot/..")
$output = "$root/out/coverage"
$module = "$output/LifecycleWorkflows"
$built = $Configuration.ToLowerInvariant()

function Get-OutputFolder([string] $Project) { "$root/out/artifacts/bin/LifecycleWorkflows.$Project/$built" }

# The module as it is built, with what tells a line from the next: debug information, which it does not ship.
function Copy-Module {
    Copy-Item "$root/out/LifecycleWorkflows" $module -Recurse
    foreach ($assembly in Get-ChildItem $module -Recurse -Filter 'LifecycleWorkflows.*.dll') {
        $project = $assembly.BaseName -replace '^LifecycleWorkflows\.'
        Copy-Item "$(Get-OutputFolder $project)/$($assembly.BaseName).pdb" $assembly.Directory
    }
}

function Invoke-Measured([string] $Project) {
    $assembly = "$output/bin/$Project/LifecycleWorkflows.$Project.dll"
    $null = New-Item "$output/bin" -ItemType Directory -Force
    Copy-Item (Get-OutputFolder $Project) "$output/bin/$Project" -Recurse
    $folders = $Project -eq 'Pester' ? "$module/bin%2c$module/bin/private" : ''
    $env:MeasuredCommand = "dotnet test `"$assembly`""
    dotnet msbuild "$PSScriptRoot/Coverage.proj" -nologo -target:Measure -property:TargetPath=$assembly -property:IncludeDirectory=$folders `
        -property:CoverletOutput=$output/$Project.cobertura.xml | Out-Host
}

if (Test-Path $output) { Remove-Item $output -Recurse -Force }
dotnet restore "$PSScriptRoot/Coverage.proj" | Out-Null
Copy-Module
$before = $env:LWF_MODULE
$env:LWF_MODULE = $module
Push-Location $root
try {
    foreach ($each in $Name) { Invoke-Measured $each }
    dotnet reportgenerator "-reports:$output/*.cobertura.xml" "-targetdir:$output/report" '-reporttypes:Html;JsonSummary' -verbosity:Warning | Out-Host
}
finally {
    Pop-Location
    $env:LWF_MODULE = $before
    $env:MeasuredCommand = $null
}
foreach ($assembly in (Get-Content "$output/report/Summary.json" -Raw | ConvertFrom-Json).coverage.assemblies) {
    [pscustomobject]@{
        Project  = $assembly.name
        Lines    = $assembly.coverablelines
        Line     = '{0:0.0} %' -f $assembly.coverage
        Branches = $assembly.totalbranches
        Branch   = '{0:0.0} %' -f $assembly.branchcoverage
        Methods  = $assembly.totalmethods
        Method   = '{0:0.0} %' -f $assembly.methodcoverage
    }
}
