#Requires -Version 7.4

<#
.SYNOPSIS
Runs the tests of one name, and builds only what they need.

.DESCRIPTION
Looks for the name among the Pester suites and their cases, and among the classes and methods of the other tests.

.PARAMETER Name
A Pester suite (Views), or a part of a case's name, of a test class's or of a test method's.

.PARAMETER NoBuild
Takes what was built before.

.PARAMETER InProcess
Runs Pester in this shell, where a debugger can stop.

.EXAMPLE
./build/Test-One.ps1 Views

.EXAMPLE
./build/Test-One.ps1 'cannot steer the terminal'

.EXAMPLE
./build/Test-One.ps1 TimelineTests.A_bar_begins
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Name,

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [switch] $NoBuild,

    [switch] $InProcess
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$tests = [IO.Path]::GetFullPath("$PSScriptRoot/../tests")
$pesterProject = "$tests/LifecycleWorkflows.Pester"
# In this one the module's files would stay in use.
$shell = $InProcess ? $null : (& "$PSScriptRoot/Get-Shell.ps1")

function Invoke-Suite([string[]] $Path, [string] $Case) {
    if (-not $NoBuild) { dotnet build $pesterProject --configuration $Configuration -nologo -verbosity:quiet }
    $found = (dotnet msbuild $pesterProject -getProperty:NuGetPackageRoot -getProperty:PesterVersion | ConvertFrom-Json).Properties
    $run = {
        param($Pester, $Path, $Case)
        Import-Module $Pester
        $configuration = New-PesterConfiguration
        $configuration.Run.Path = $Path
        $configuration.Run.Throw = $true
        $configuration.Output.Verbosity = 'Detailed'
        if ($Case) { $configuration.Filter.FullName = "*$([WildcardPattern]::Escape($Case))*" }
        Invoke-Pester -Configuration $configuration
    }
    $arguments = "$($found.NuGetPackageRoot)pester/$($found.PesterVersion)/tools/Pester.psd1", $Path, $Case
    if (-not $shell) { & $run @arguments }
    else { & $shell -NoProfile -Command $run -args $arguments }
}

$suites = Get-ChildItem "$pesterProject/Suites" -Filter '*.Tests.ps1'
$named = @($suites | Where-Object { ($_.BaseName -replace '\.Tests$') -eq ($Name -replace '\.Tests$') })
if ($named) { return Invoke-Suite $named.FullName }

$method = [regex]::Escape(($Name -split '\.')[-1])
$projects = @(
    Get-ChildItem $tests -Recurse -Filter '*Tests.cs' | Select-String "(class|void|Task) \w*$method" -List |
        ForEach-Object { [IO.Path]::GetRelativePath($tests, $_.Path).Replace('\', '/').Split('/')[0] } | Sort-Object -Unique
)
$holding = @($suites | Select-String "^\s+(It|Describe|Context) '.*$([regex]::Escape($Name.Replace("'", "''")))" -List)
if (-not $projects -and -not $holding) { throw "No suite, case, test class or test has '$Name' in its name." }
foreach ($project in $projects) {
    $skip = $NoBuild ? @('--no-build') : @()
    dotnet test "$tests/$project" --configuration $Configuration --filter "FullyQualifiedName~$Name" @skip
}
if ($holding) { Invoke-Suite $holding.Path $Name }
