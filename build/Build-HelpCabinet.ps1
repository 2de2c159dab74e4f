<#
.SYNOPSIS
Makes what Update-Help downloads: the module's help as a cabinet, and the file that says which version of it there is.

.DESCRIPTION
The files belong where HelpInfoURI of the manifest points: beside the package, among the files of a release. Needs Windows, whose MakeCab
makes the cabinet, Microsoft.PowerShell.PlatyPS, and the built module.

.PARAMETER OutputFolder
Where the files are put; out/help unless given.

.EXAMPLE
./build/Build-HelpCabinet.ps1
#>
[CmdletBinding()]
param([string] $OutputFolder = "$PSScriptRoot/../out/help")

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.0
Import-Module "$PSScriptRoot/../out/LifecycleWorkflows"

$manifest = Import-PowerShellDataFile "$PSScriptRoot/../LifecycleWorkflows.psd1"
$folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
try {
    $page = @{
        CommandHelp  = Get-ChildItem "$PSScriptRoot/../docs/en-US/*-*.md" | Import-MarkdownCommandHelp
        OutputFolder = $folder
        Locale       = 'en-US'
        HelpVersion  = $manifest.ModuleVersion
        HelpInfoUri  = $manifest.HelpInfoURI
        Metadata     = @{ 'Module Guid' = $manifest.GUID }
    }
    New-HelpCabinetFile -MarkdownModuleFile (New-MarkdownModuleFile @page) -CabinetFilesFolder "$PSScriptRoot/../src/LifecycleWorkflows.PowerShell/Module/en-US" -OutputFolder $OutputFolder
}
finally {
    if (Test-Path $folder) { Remove-Item $folder -Recurse }
}
