# What all measurements share with the Pester suites, and a way to find what was built in Release.
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/../LifecycleWorkflows.Pester/Suites/Common.ps1"

function Find-Output([string] $Project, [string] $File) {
    foreach ($configuration in 'release', 'debug') {
        $built = "$root/out/artifacts/bin/$Project/$configuration/$File"
        if (Test-Path $built) { return $built }
    }
    throw "$File is not built. Run ./build.ps1 Build first."
}

$env:LWF_EMULATOR = Find-Output 'LifecycleWorkflows.Emulator' 'LifecycleWorkflows.Emulator.dll'
