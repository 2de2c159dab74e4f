<#
.SYNOPSIS
Unpacks a package into a fresh folder and runs the Pester suites on what was unpacked.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Package,
    [string[]] $Path = "$PSScriptRoot/Suites"
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$folder = Join-Path ([IO.Path]::GetTempPath()) "lwf-package-$(New-Guid)"
$module = Join-Path $folder LifecycleWorkflows
$results = Join-Path $folder results.jsonl
$env:LWF_MODULE = $module
try {
    [IO.Compression.ZipFile]::ExtractToDirectory((Resolve-Path $Package), $module)
    # As an installation leaves it: without what only the archive needs.
    Remove-Item -LiteralPath "$module/[Content_Types].xml", "$module/LifecycleWorkflows.nuspec"
    Remove-Item "$module/_rels", "$module/package" -Recurse -Force
    # In a shell of its own, or the module's files would stay in use.
    & (& "$PSScriptRoot/../../build/Get-Shell.ps1") -NoProfile -NonInteractive -Command "& '$PSScriptRoot/Invoke-Suites.ps1' -ResultPath '$results' -Path '$($Path -join "','")'"
    $cases = Get-Content $results | ConvertFrom-Json
    $cases | Where-Object Result -eq Failed | ForEach-Object { "$($_.Name)`n$($_.Message)" }
    $count = $cases | Group-Object Result -AsHashTable -AsString
    "$($count.Passed.Count) passed, $($count.Failed.Count) failed, $($count.Skipped.Count) skipped, of $Package"
    if ($count.Failed -or -not $count.Passed) { throw 'The package does not pass.' }
}
finally {
    $env:LWF_MODULE = $null
    if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }
}
