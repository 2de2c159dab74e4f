<#
.SYNOPSIS
Makes the module's help from the pages in docs/en-US.

.DESCRIPTION
Writes the compiled help of the cmdlets and the text of the about topics into the module's en-US folder. Run it after a change to a page.

.PARAMETER Check
Writes nothing, and throws when the help in the module is not what the pages give.

.EXAMPLE
./build/Build-Help.ps1

.EXAMPLE
./build/Build-Help.ps1 -Check
#>
[CmdletBinding()]
param([switch] $Check)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.0

$pages = Join-Path $PSScriptRoot '../docs/en-US'
$target = [IO.Path]::GetFullPath("$PSScriptRoot/../src/LifecycleWorkflows.PowerShell/Module/en-US")

# Get-Help shows text as it stands: code needs no marks there, and lines are broken at the width of the window.
function Format-Text([string] $Markdown) {
    $Markdown.Replace('`', '') -replace '(?<=\S)\n *(?!\n|- )', ' '
}

# PlatyPS puts a whole example, fences and all, into its introduction. Get-Help has a place for the code and one for what follows.
function Split-Example([Xml.XmlElement] $Example, [string] $Markdown) {
    $parts = [regex]::Match($Markdown, '(?s)^```powershell\n(.*?)\n```(?:\n+```output\n(.*?)\n```)?(?:\n+(.*))?$').Groups
    if (-not $parts[0].Success -or $parts[3].Value -match '(?m)^```') {
        throw "'$($Example['maml:title'].InnerText)' is not a powershell block, an output block if need be, and a remark."
    }
    $Example['maml:introduction'].RemoveAll()
    $Example['dev:code'].InnerText = $parts[1].Value
    foreach ($text in @($parts[2].Value, (Format-Text $parts[3].Value)) -ne '') {
        $paragraph = $Example.OwnerDocument.CreateElement('maml', 'para', $Example['maml:introduction'].NamespaceURI)
        $paragraph.InnerText = $text
        $null = $Example['dev:remarks'].AppendChild($paragraph)
    }
}

function ConvertTo-Maml([IO.FileInfo[]] $Page) {
    $commands = $Page | Import-MarkdownCommandHelp
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    try {
        $file = $commands | Export-MamlCommandHelp -OutputFolder $folder
        $maml = [xml](Get-Content $file -Raw)
    }
    finally {
        Remove-Item $folder -Recurse
    }
    foreach ($paragraph in $maml.SelectNodes('//*[local-name() = "para"]')) {
        $paragraph.InnerText = Format-Text $paragraph.InnerText
    }
    $examples = $maml.SelectNodes('//*[local-name() = "example"]')
    $markdown = @($commands.Examples.Remarks)
    for ($i = 0; $i -lt $examples.Count; $i++) {
        Split-Example $examples[$i] ($markdown[$i] -replace '\r').Trim()
    }
    foreach ($type in $maml.SelectNodes('//text()[starts-with(., "System.Nullable`1[")]')) {
        $type.Value = $type.Value -replace '^System\.Nullable`1\[(.+)\]$', '$1'
    }
    # Get-Help -Online opens the first address that it finds. Links between pages lead nowhere in Get-Help.
    $project = (Import-PowerShellDataFile "$PSScriptRoot/../LifecycleWorkflows.psd1").PrivateData.PSData.ProjectUri
    foreach ($uri in $maml.SelectNodes('//*[local-name() = "uri"]')) {
        if ($uri.ParentNode['maml:linkText'].InnerText -eq 'Online Version') {
            $links = $uri.ParentNode.ParentNode
            $uri.InnerText = "$project/blob/main/docs/en-US/$($links.ParentNode['command:details']['command:name'].InnerText).md"
            $null = $links.PrependChild($uri.ParentNode)
        }
        elseif ($uri.InnerText -notlike 'https:*') {
            $uri.InnerText = ''
        }
    }
    $text = [IO.MemoryStream]::new()
    $writer = [Xml.XmlWriter]::Create($text, [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) })
    $maml.Save($writer)
    $writer.Dispose()
    [Text.Encoding]::UTF8.GetString($text.ToArray()) + "`n"
}

function ConvertTo-AboutText([IO.FileInfo] $Page) {
    $indent = '    '
    $heads = $null
    $text = (Get-Content $Page -Raw).ReplaceLineEndings("`n").TrimEnd()
    $lines = switch -Regex ($text -split "`n") {
        '^# (.+)' { 'TOPIC', "    $($Matches[1])"; continue }
        '^## (.+)' { $Matches[1].ToUpperInvariant(); continue }
        '^### (.+)' { "  $($Matches[1])"; continue }
        '^```\w' { $indent = '        '; continue }
        '^```' { $indent = '    '; continue }
        '^\|---' { continue }
        # A row of a table becomes its first cell, and below it each other one behind the head of its column.
        '^\| (.+) \|$' {
            $first, $cells = $Matches[1] -split ' \| '
            if ($null -eq $heads) { $heads = @($cells); continue }
            "$first" -replace '(.{1,73})(?: |$)', "      `$1`n" -replace '\n$'
            for ($i = 0; $i -lt $heads.Count; $i++) {
                "$($heads[$i]): $(@($cells)[$i])" -replace '(.{1,69})(?: |$)', "          `$1`n" -replace '^  ' -replace '\n$'
            }
            ''
            continue
        }
        '^$' { $heads = $null; ''; continue }
        '^- \[(.+)\]' { "    $($Matches[1])"; continue }
        default { "$indent$_".TrimEnd() }
    }
    ($lines -join "`n") -creplace '\n{3,}', "`n`n" -creplace '(?m)^([A-Z ]+)\n\n', "`$1`n" -replace '\s*$', "`n"
}

$help = [ordered]@{
    'LifecycleWorkflows.PowerShell.dll-Help.xml' = ConvertTo-Maml (Get-ChildItem $pages -Filter '*-Lwf*.md' | Sort-Object Name)
}
foreach ($page in Get-ChildItem $pages -Filter 'about_*.md') {
    $help["$($page.BaseName).help.txt"] = ConvertTo-AboutText $page
}
foreach ($name in $help.Keys) {
    $path = Join-Path $target $name
    if (-not $Check) {
        $null = New-Item $target -ItemType Directory -Force
        [IO.File]::WriteAllText($path, $help[$name])
    }
    elseif (-not (Test-Path $path) -or [IO.File]::ReadAllText($path) -cne $help[$name]) {
        throw "$name is not what the pages in docs/en-US give. Run build/Build-Help.ps1."
    }
}
