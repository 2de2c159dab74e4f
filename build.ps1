#Requires -Version 7.4
<#
.SYNOPSIS
The door for those inside PowerShell: builds, tests and shows the module.
.EXAMPLE
./build.ps1 Build
Leaves an importable module in out/LifecycleWorkflows.
.EXAMPLE
./build.ps1 Format
Formats all C# code, as CI expects it: 120 columns, one statement a line.
.EXAMPLE
./build.ps1 Test
Runs everything, the Pester suites in this PowerShell.
.EXAMPLE
./build.ps1 Demo
Tells the main job as a story, against an emulated tenant.
.EXAMPLE
./build.ps1 Package
Makes out/package/LifecycleWorkflows.(version).nupkg, unpacks it and runs the Pester suites on what was unpacked; and beside it the emulator as a dotnet tool, LifecycleWorkflows.Emulator.(version).nupkg.
.EXAMPLE
./build.ps1 Package -SigningScript ./sign.ps1 -SkipTest
Lets a script of yours sign the files, which is given their folder, and leaves out the suites.
.EXAMPLE
./build.ps1 Bench
Measures the module beside other ways to do the same, and writes the figures into docs/PERFORMANCE.md.
.EXAMPLE
./build.ps1 Fuzz -Times 1000000
Reads so many spoiled texts of each kind.
.EXAMPLE
./build.ps1 Soak -Minutes 10
Makes 200 calls a second in one shell for so long, and tells what grew.
.EXAMPLE
./build.ps1 Stress
Answers thousands of tasks while a fifth of all requests fails, and makes 100,000 calls with whatever can be typed and piped: more than Test does.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Format', 'Test', 'Stress', 'Demo', 'Docs', 'Bench', 'Package', 'Fuzz', 'Soak')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [int] $Times = 100000,

    [double] $Minutes = 10,

    [string] $SigningScript,

    [switch] $SkipTest
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$env:LWF_PWSH = & "$PSScriptRoot/build/Get-Shell.ps1"

Push-Location $PSScriptRoot
try {
    foreach ($each in $Task) {
        switch ($each) {
            Build { dotnet build --configuration $Configuration }
            Format { dotnet csharpier format . }
            Test { dotnet test --configuration $Configuration }
            Stress {
                $env:LWF_STRESS = 1
                try { dotnet test --configuration $Configuration --filter 'FullyQualifiedName~StressTests|FullyQualifiedName~OracleTests' --logger 'console;verbosity=detailed' }
                finally { Remove-Item Env:LWF_STRESS }
            }
            Demo { dotnet run --configuration $Configuration --project src/LifecycleWorkflows.Demo }
            Docs { & ./docs/Build-Help.ps1 }
            Package {
                dotnet build --configuration $Configuration -p:ContinuousIntegrationBuild=true
                & ./src/LifecycleWorkflows.PowerShell/Pack.ps1 -SigningScript $SigningScript | Tee-Object -Variable package
                dotnet pack src/LifecycleWorkflows.Emulator --no-build --configuration $Configuration
                if (-not $SkipTest) { & ./tests/LifecycleWorkflows.Pester/Test-Package.ps1 $package }
            }
            Bench { dotnet build --configuration $Configuration; & ./tests/LifecycleWorkflows.Bench/Bench.ps1 -Update }
            Fuzz {
                $env:LWF_FUZZ = $Times
                try { dotnet test --configuration $Configuration --filter FullyQualifiedName~FuzzTests }
                finally { Remove-Item Env:LWF_FUZZ }
            }
            Soak { dotnet build --configuration $Configuration; & ./tests/LifecycleWorkflows.Bench/Soak.ps1 -Minutes $Minutes }
        }
    }
}
finally {
    Pop-Location
}
