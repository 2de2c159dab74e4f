#Requires -Version 7.4

<#
.SYNOPSIS
Makes the package of the built module, as the PowerShell Gallery takes it.

.DESCRIPTION
Adds the licence, the release notes and a list of what is inside (CycloneDX) to a copy of the built module, and packs that. The same module gives the same bytes.

.PARAMETER Module
The built module.

.PARAMETER Destination
The folder for the package. It is made if need be.

.PARAMETER SigningScript
A script that signs what is to be packed. It is given the folder with the finished files, and runs before they are listed and packed.

.EXAMPLE
./build/Pack.ps1

.EXAMPLE
./build/Pack.ps1 -SigningScript ./sign.ps1
Where sign.ps1 has param([string] $Path) and calls Set-AuthenticodeSignature for the files below it.
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    [string] $Module = "$PSScriptRoot/../out/LifecycleWorkflows",
    [string] $Destination = "$PSScriptRoot/../out/package",
    [string] $SigningScript
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = [IO.Path]::GetFullPath("$PSScriptRoot/..")
$manifestName = 'LifecycleWorkflows.psd1'
$listName = 'LifecycleWorkflows.cdx.json'
$writtenAt = [DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [TimeSpan]::Zero)

function Get-ReleaseNote {
    $changes = [IO.File]::ReadAllText("$root/CHANGELOG.md").ReplaceLineEndings("`n")
    [regex]::Match($changes, '(?ms)^## \[[^\]]+\].*?(?=^## |\z)').Value.Trim()
}

function Add-ReleaseNote([string] $Path, [string] $Note) {
    $literal = $Note.Replace("'", "''")
    $text = [regex]::Replace([IO.File]::ReadAllText($Path).ReplaceLineEndings("`n"), '(?m)^ +ProjectUri = .*$', { "$args`n            ReleaseNotes = '$literal'" })
    [IO.File]::WriteAllText($Path, $text)
}

function Get-License([string] $NuSpec) {
    $license = ([xml](Get-Content $NuSpec -Raw)).SelectSingleNode('//*[local-name() = "metadata"]/*[local-name() = "license"]')
    if (-not $license) { return @() }
    if ($license.type -eq 'expression') { return @(@{ expression = $license.InnerText }) }
    @(@{ license = [ordered]@{ name = "As in the package's file $($license.InnerText)" } })
}

# What restore has chosen, as far as an assembly of it is in the module.
function Get-Component([string] $Folder) {
    $assets = Get-Content "$root/out/artifacts/obj/LifecycleWorkflows.PowerShell/project.assets.json" -Raw | ConvertFrom-Json -AsHashtable
    $restored = $assets.targets['net8.0']
    foreach ($key in $restored.Keys | Sort-Object) {
        $package = $restored[$key]
        if ($package.type -ne 'package' -or -not $package.ContainsKey('runtime')) { continue }
        $file = $package.runtime.Keys | ForEach-Object { Join-Path $Folder "bin/private/$([IO.Path]::GetFileName($_))" } | Where-Object { Test-Path $_ }
        if (-not $file) { continue }
        $name, $version = $key -split '/'
        $place = $assets.packageFolders.Keys | ForEach-Object { Join-Path $_ $assets.libraries[$key].path } | Where-Object { Test-Path $_ } | Select-Object -First 1
        [ordered]@{
            type = 'library'
            'bom-ref' = "pkg:nuget/$name@$version"
            name = $name
            version = $version
            hashes = @($file | ForEach-Object { [ordered]@{ alg = 'SHA-256'; content = (Get-FileHash $_).Hash.ToLowerInvariant() } })
            licenses = @(Get-License (Get-ChildItem $place -Filter '*.nuspec').FullName)
            purl = "pkg:nuget/$name@$version"
        }
    }
}

function Get-ComponentList([string] $Folder, $Manifest) {
    $list = [ordered]@{
        bomFormat = 'CycloneDX'
        specVersion = '1.6'
        version = 1
        metadata = [ordered]@{
            component = [ordered]@{ type = 'library'; 'bom-ref' = "LifecycleWorkflows@$($Manifest.ModuleVersion)"; name = 'LifecycleWorkflows'; version = $Manifest.ModuleVersion; licenses = @(@{ expression = 'MIT' }) }
        }
        components = @(Get-Component $Folder)
    }
    ($list | ConvertTo-Json -Depth 9).ReplaceLineEndings("`n") + "`n"
}

function ConvertTo-XmlText([string] $Text) { [Security.SecurityElement]::Escape($Text) }

function Get-NuSpec($Manifest, [string] $Note) {
    $data = $Manifest.PrivateData.PSData
    $tags = @($data.Tags; 'PSModule'; 'PSIncludes_Cmdlet'; $Manifest.CmdletsToExport.ForEach{ "PSCmdlet_$_"; "PSCommand_$_" })
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>LifecycleWorkflows</id>
    <version>$($Manifest.ModuleVersion)</version>
    <authors>$(ConvertTo-XmlText $Manifest.Author)</authors>
    <owners>$(ConvertTo-XmlText $Manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <licenseUrl>$(ConvertTo-XmlText $data.LicenseUri)</licenseUrl>
    <projectUrl>$(ConvertTo-XmlText $data.ProjectUri)</projectUrl>
    <description>$(ConvertTo-XmlText $Manifest.Description)</description>
    <releaseNotes>$(ConvertTo-XmlText $Note)</releaseNotes>
    <copyright>$(ConvertTo-XmlText $Manifest.Copyright)</copyright>
    <tags>$(ConvertTo-XmlText ($tags -join ' '))</tags>
  </metadata>
</package>

"@.ReplaceLineEndings("`n")
}

# What an Open Packaging archive says of itself: where its description is, and of what type each file is.
function Get-Frame($Manifest, [string[]] $Name) {
    $properties = 'package/services/metadata/core-properties/LifecycleWorkflows.psmdcp'
    $types = @(
        $Name | ForEach-Object { [IO.Path]::GetExtension($_).TrimStart('.') } | Where-Object { $_ } | Sort-Object -Unique | ForEach-Object { "  <Default Extension=`"$_`" ContentType=`"application/octet`" />" }
        $Name | Where-Object { -not [IO.Path]::GetExtension($_) } | ForEach-Object { "  <Override PartName=`"/$_`" ContentType=`"application/octet`" />" }
    ) -join "`n"
    [ordered]@{
        '[Content_Types].xml' = @"
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
  <Default Extension="psmdcp" ContentType="application/vnd.openxmlformats-package.core-properties+xml" />
  <Default Extension="nuspec" ContentType="application/octet" />
$types
</Types>

"@
        '_rels/.rels' = @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/LifecycleWorkflows.nuspec" Id="R1" />
  <Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="/$properties" Id="R2" />
</Relationships>

"@
        $properties = @"
<?xml version="1.0" encoding="utf-8"?>
<coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:creator>$(ConvertTo-XmlText $Manifest.Author)</dc:creator>
  <dc:description>$(ConvertTo-XmlText $Manifest.Description)</dc:description>
  <dc:identifier>LifecycleWorkflows</dc:identifier>
  <version>$($Manifest.ModuleVersion)</version>
  <keywords>$(ConvertTo-XmlText ($Manifest.PrivateData.PSData.Tags -join ' '))</keywords>
</coreProperties>

"@
    }
}

function Add-Entry([IO.Compression.ZipArchive] $Archive, [string] $Name, [byte[]] $Content) {
    $entry = $Archive.CreateEntry($Name, [IO.Compression.CompressionLevel]::Optimal)
    $entry.LastWriteTime = $writtenAt
    # Readable for all and writable for the owner, whatever system packs it: without this it would be that system's default.
    $entry.ExternalAttributes = 0x81A4 -shl 16
    $stream = $entry.Open()
    try { $stream.Write($Content) } finally { $stream.Dispose() }
}

$staged = Join-Path ([IO.Path]::GetTempPath()) "lwf-pack-$(New-Guid)"
try {
    Copy-Item $Module $staged -Recurse
    Copy-Item "$root/LICENSE" $staged
    $note = Get-ReleaseNote
    Add-ReleaseNote "$staged/$manifestName" $note
    if ($SigningScript) { $null = & $SigningScript $staged }
    $manifest = Import-PowerShellDataFile "$staged/$manifestName"
    [IO.File]::WriteAllText("$staged/$listName", (Get-ComponentList $staged $manifest))

    $names = [string[]](Get-ChildItem $staged -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($staged, $_.FullName).Replace('\', '/') })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $null = New-Item $Destination -ItemType Directory -Force
    $package = Join-Path (Resolve-Path $Destination) "LifecycleWorkflows.$($manifest.ModuleVersion).nupkg"
    $archive = [IO.Compression.ZipArchive]::new([IO.File]::Create($package), [IO.Compression.ZipArchiveMode]::Create)
    try {
        Add-Entry -Archive $archive -Name 'LifecycleWorkflows.nuspec' -Content ([Text.Encoding]::UTF8.GetBytes((Get-NuSpec $manifest $note)))
        $frame = Get-Frame $manifest $names
        foreach ($name in $frame.Keys) { Add-Entry -Archive $archive -Name $name -Content ([Text.Encoding]::UTF8.GetBytes($frame[$name].ReplaceLineEndings("`n"))) }
        foreach ($name in $names) { Add-Entry -Archive $archive -Name $name -Content ([IO.File]::ReadAllBytes("$staged/$name")) }
    }
    finally {
        $archive.Dispose()
    }
    Get-Item $package
}
finally {
    if (Test-Path $staged) { Remove-Item $staged -Recurse -Force }
}
