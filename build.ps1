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
.EXAMPLE
./build.ps1 Stress
Answers thousands of tasks while a fifth of all requests fails, more of them than Test does.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Stress', 'Demo', 'Docs')]
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
            Stress {
                $env:LWF_STRESS = 1
                try { dotnet test tests/LifecycleWorkflows.Graph.Tests --configuration $Configuration --filter StressTests --logger 'console;verbosity=detailed' }
                finally { $env:LWF_STRESS = $null }
            }
            Demo { dotnet run --configuration $Configuration --project src/LifecycleWorkflows.Demo }
            Docs { & ./docs/Build-Help.ps1 }
        }
    }
}
finally {
    Pop-Location
}
