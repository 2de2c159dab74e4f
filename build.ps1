#Requires -Version 7.4

<#
.SYNOPSIS
The door for those inside PowerShell: builds, tests and shows the module.
.PARAMETER Task
What to do, one after the other. The examples say what each does.
.PARAMETER Name
For TestOne, a Pester suite or a part of a test's name; for NewCmdlet, the cmdlet; for Coverage, the test projects.
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
./build.ps1 TestOne Views
Builds what the Pester suite Views needs, and runs it.
.EXAMPLE
./build.ps1 TestOne TimelineTests
Builds and runs the test class, or the tests that have this in their names.
.EXAMPLE
./build.ps1 Snapshots
Writes the snapshots and docs/api anew from what the code does now. Look at the difference before you commit it.
.EXAMPLE
./build.ps1 Coverage
Runs all tests and says which lines they ran, xunit and Pester together: figures here, a report in out/coverage/report.
.EXAMPLE
./build.ps1 Coverage -Name Core.Tests, Graph.Tests
Says the same of some test projects.
.EXAMPLE
./build.ps1 Run
Opens a shell with the module imported and connected to an emulator of its own, which ends with the shell.
.EXAMPLE
./build.ps1 NewCmdlet Get-LwfGroup
Writes a cmdlet, its record, its page and what else goes with it, and says what is left to do.
.EXAMPLE
./build.ps1 NewCmdlet Get-LwfWorkflowOwner -Like Get-LwfWorkflowVersion
Does so after the model of a cmdlet that is more like it.
.EXAMPLE
./build.ps1 NewCmdlet Start-LwfWorkflow -Room Runs
Writes a skeleton that asks before it does something, in a folder below Commands.
.EXAMPLE
./build.ps1 Docs
Makes the help of the module from the pages in docs/en-US.
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
    [ValidateSet('Build', 'Format', 'Test', 'TestOne', 'Snapshots', 'Coverage', 'Run', 'NewCmdlet', 'Docs', 'Demo', 'Package', 'Bench', 'Fuzz', 'Soak', 'Stress')]
    [string[]] $Task = 'Build',

    [Parameter(Position = 1)]
    [string[]] $Name,

    [string] $Room,

    [string] $Like,

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
            TestOne { & ./build/Test-One.ps1 -Name "$Name" -Configuration $Configuration }
            Snapshots {
                $env:LWF_UPDATE_SNAPSHOTS = 1
                try {
                    foreach ($tests in 'SnapshotTests', 'Snapshots') { & ./build/Test-One.ps1 -Name $tests -Configuration $Configuration }
                }
                finally { Remove-Item Env:LWF_UPDATE_SNAPSHOTS }
            }
            Coverage {
                dotnet build --configuration $Configuration
                $projects = $Name ? @{ Name = $Name } : @{}
                & ./build/Measure-Coverage.ps1 -Configuration $Configuration @projects | Format-Table -AutoSize
            }
            Run {
                # The Pester project has both in its wake, the module and the emulator.
                dotnet build tests/LifecycleWorkflows.Pester --configuration $Configuration
                & $env:LWF_PWSH -NoProfile -NoExit -File ./build/Start-DevShell.ps1
            }
            NewCmdlet { & ./build/New-Cmdlet.ps1 -Name "$Name" -Room $Room -Like $Like }
            Stress {
                $env:LWF_STRESS = 1
                try { dotnet test --configuration $Configuration --filter 'FullyQualifiedName~StressTests|FullyQualifiedName~OracleTests' --logger 'console;verbosity=detailed' }
                finally { Remove-Item Env:LWF_STRESS }
            }
            Demo { dotnet run --configuration $Configuration --project src/LifecycleWorkflows.Demo }
            Docs { & ./build/Build-Help.ps1 }
            Package {
                dotnet build --configuration $Configuration -p:ContinuousIntegrationBuild=true
                & ./build/Pack.ps1 -SigningScript $SigningScript | Tee-Object -Variable package
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
