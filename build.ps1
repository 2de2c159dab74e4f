#Requires -Version 7.4
<#
.SYNOPSIS
The door for those inside PowerShell: builds, tests and shows the module.
.EXAMPLE
./build.ps1 Build
Leaves an importable module in out/LifecycleWorkflows.
.EXAMPLE
./build.ps1 Test
Runs everything, the Pester suites in this PowerShell.
.EXAMPLE
./build.ps1 Demo
Tells the main job as a story, against an emulated tenant.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Docs')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$env:LWF_PWSH = (Get-Process -Id $PID).Path

Push-Location $PSScriptRoot
try {
    foreach ($each in $Task) {
        switch ($each) {
            Build { dotnet build --configuration $Configuration }
            Test { dotnet test --configuration $Configuration }
            Demo { dotnet run --configuration $Configuration --project src/LifecycleWorkflows.Demo }
            Docs { & ./docs/Build-Help.ps1 }
        }
    }
}
finally {
    Pop-Location
}
