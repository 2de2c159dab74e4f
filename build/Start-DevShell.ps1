#Requires -Version 7.4

<#
.SYNOPSIS
Makes this shell one to try the module in: the built module is imported, and connected to an emulator of its own.

.DESCRIPTION
What the Pester suites share is there as well: $emulator, Invoke-Control, Get-Request, Reset-Emulator and the others of
tests/LifecycleWorkflows.Pester/Suites/Common.ps1. The emulator ends with the shell.

.PARAMETER ArgumentList
More arguments for the emulator, such as '--latency', '500'.

.EXAMPLE
pwsh -NoProfile -NoExit -File ./build/Start-DevShell.ps1

.EXAMPLE
. ./build/Start-DevShell.ps1 --paging offset
#>
[CmdletBinding()]
param([Parameter(Position = 0, ValueFromRemainingArguments)] [string[]] $ArgumentList = @())

. "$PSScriptRoot/../tests/LifecycleWorkflows.Pester/Suites/Common.ps1"
# A person wants to see what a test must not.
$ErrorActionPreference = $ProgressPreference = 'Continue'
$emulator = Start-Emulator $ArgumentList
Connect-Emulator $emulator
"Connected to the emulator at $($emulator.Address). Try Get-LwfPendingTask, or Get-Request `$emulator."
