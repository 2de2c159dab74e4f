#Requires -Version 7.4

<#
.SYNOPSIS
Writes a new cmdlet and what goes with it, after the model of one that is there.

.DESCRIPTION
A cmdlet that gets something is written with its record and the tables that lead to it: each member, view and line of the model is
copied under the new name. For any other verb the cmdlet is a skeleton that asks before it does something. What only a person
knows stands in double braces, which the convention tests find. At the end it says what is left to do.

.PARAMETER Name
The cmdlet, such as Get-LwfGroup.

.PARAMETER Room
The folder below Commands; the model's unless given.

.PARAMETER Like
The cmdlet that is the model. Of those that get something, choose one whose parameters are most alike.

.EXAMPLE
./build/New-Cmdlet.ps1 Get-LwfGroup

.EXAMPLE
./build/New-Cmdlet.ps1 Get-LwfWorkflowOwner -Like Get-LwfWorkflowVersion

.EXAMPLE
./build/New-Cmdlet.ps1 Start-LwfWorkflow -Room Runs
#>
[CmdletBinding()]
[OutputType([string])]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Name,

    [string] $Room,

    [string] $Like
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = [IO.Path]::GetFullPath("$PSScriptRoot/..")
$source = "$root/src"
$pages = "$root/docs/en-US"
$suites = "$root/tests/LifecycleWorkflows.Pester/Suites"

if ($Name -cnotmatch '^(?<verb>[A-Z][A-Za-z]+)-Lwf(?<noun>[A-Z][A-Za-z]+)$') { throw "'$Name' is no name for a cmdlet here. Specify a verb, -Lwf and a noun, such as Get-LwfGroup." }
$verb, $noun = $Matches.verb, $Matches.noun
$verbClass = [Management.Automation.VerbInfo].Assembly.GetTypes() | Where-Object { $_.Namespace -eq 'System.Management.Automation' -and $_.Name -clike 'Verbs*' -and $_.GetField($verb) } | Select-Object -First 1 -ExpandProperty Name
if (-not $verbClass) { throw "'$verb' is no approved verb. Get-Verb lists those that are." }
$gets = $verb -eq 'Get'
if (-not $Like) { $Like = $gets ? 'Get-LwfTaskDefinition' : 'New-LwfTaskProcessingResult' }
$model = $Like -replace '^\w+-Lwf'
$class = $Name -replace '-'
if (Test-Path "$pages/$Name.md") { throw "$Name is there already." }
$modelClass = Get-ChildItem "$source/LifecycleWorkflows.PowerShell/Commands" -Recurse -Filter "$($Like -replace '-').cs"
if (-not $modelClass) { throw "There is no cmdlet $Like to be the model." }
$folder = $Room ? "$source/LifecycleWorkflows.PowerShell/Commands/$Room" : $modelClass.DirectoryName
if (-not (Test-Path $folder)) { throw "There is no folder $Room below Commands." }
$written = [Collections.Generic.List[string]]::new()

function Get-Word([string] $Name) { ($Name -creplace '(?<=[a-z])([A-Z])', ' $1').ToLowerInvariant() }

# The same about the new noun, in each spelling of the model's: as a type, as the wire has it, and in words.
function Convert-Noun([string] $Text) {
    $camel = { [char]::ToLowerInvariant($args[0][0]) + $args[0].Substring(1) }
    $Text.Replace($Like, $Name).Replace($Like -replace '-', $class).Replace($model, $noun).Replace((& $camel $model), (& $camel $noun)).Replace((Get-Word $model), (Get-Word $noun))
}

function Write-File([string] $Path, [string] $Text) {
    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    [IO.File]::WriteAllText($Path, $Text.ReplaceLineEndings("`n").TrimEnd() + "`n")
    $relative = [IO.Path]::GetRelativePath($root, $Path).Replace('\', '/')
    if ($relative -notin $written) { $written.Add($relative) }
}

# Copies each block of a file that a pattern finds, behind itself.
function Copy-Block([string] $Path, [string] $Pattern) {
    $text = [IO.File]::ReadAllText($Path).ReplaceLineEndings("`n")
    $copied = [regex]::Replace($text, $Pattern, { $args[0].Value + (Convert-Noun $args[0].Value) })
    if ($copied -cne $text) { Write-File $Path $copied }
}

# Copies each member of the tables that is called after the model, with its comment, behind itself.
function Copy-Member([string] $Path) {
    $lines = [Collections.Generic.List[string]]([IO.File]::ReadAllText($Path).ReplaceLineEndings("`n").TrimEnd() -split "`n")
    $start = "^ {4}(public|internal) .*\b(Read)?${model}s? (=>|=)( |$)"
    for ($first = $lines.FindIndex({ $args[0] -cmatch $start }); $first -ge 0; $first = $lines.FindIndex($last, { $args[0] -cmatch $start })) {
        for ($last = $first; -not (Test-Statement $lines.GetRange($first, $last - $first + 1)); $last++) { }
        while ($lines[$first - 1] -like '    ///*') { $first-- }
        $member = @(
            if ($lines[$first - 1] -eq '') { '' }
            $lines.GetRange($first, $last - $first + 1) | ForEach-Object { Convert-Noun $_ }
        )
        $lines.InsertRange($last + 1, [string[]]$member)
        $last += $member.Count
        Write-File $Path ($lines -join "`n")
    }
}

# Whether lines are a whole statement: its brackets are closed, and it ends.
function Test-Statement([string[]] $Line) {
    $text = $Line -join ''
    $text.EndsWith(';') -and ($text -replace '[^({[]').Length -eq ($text -replace '[^)}\]]').Length
}

# Adds a line to a list that is sorted by the names of cmdlets.
function Add-Line([string] $Path, [string] $Before, [string] $After, [string] $Line) {
    $lines = [Collections.Generic.List[string]]([IO.File]::ReadAllText($Path).ReplaceLineEndings("`n").TrimEnd() -split "`n")
    $shape = "^\s*$([regex]::Escape($Before))(?<name>\w+-Lwf\w*)$After"
    $at = $lines.FindLastIndex({ $args[0] -match $shape -and [string]::CompareOrdinal($Matches.name, $Name) -lt 0 })
    if ($at -lt 0) { throw "No line of $Path could be found that stands before one of $Name." }
    $lines.Insert($at + 1, $Line)
    Write-File $Path ($lines -join "`n")
}

function Convert-Class([string] $Path, [string] $Summary) {
    [regex]::new('(?ms)^/// <summary>.*?</summary>').Replace((Convert-Noun ([IO.File]::ReadAllText($Path))), "/// <summary>{{$Summary}}</summary>", 1)
}

function Copy-Record {
    $record = Get-ChildItem "$source/LifecycleWorkflows.Core/Models" -Recurse -Filter "$model.cs"
    if (-not $record) { throw "$Like has no record of its own. Name another model with -Like." }
    Write-File "$($record.DirectoryName)/$noun.cs" (Convert-Class $record 'What it is, and the address of its reference.')
    Write-File "$folder/$class.cs" (Convert-Class $modelClass 'What it does, as the synopsis of its page says it.')
    foreach ($file in Get-ChildItem "$source/LifecycleWorkflows.Core", "$source/LifecycleWorkflows.Graph" -Recurse -Filter '*.cs') {
        if ($file.BaseName -notin $model, $noun) { Copy-Member $file }
    }
    Copy-Block "$source/LifecycleWorkflows.PowerShell/Views/Views.xml" "(?m)^  <View Of=`"$model`">\n(.*\n)*?  </View>\n\n?"
    Copy-Block "$suites/Snapshots.Tests.ps1" "(?m)^ +@\{ Name = '$model'; .*\n"
}

function Write-Skeleton {
    $asks = $verb -notin 'Compare', 'ConvertFrom', 'ConvertTo', 'Format', 'Measure', 'Test', 'Wait'
    $attribute = $asks ? ', SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium' : ''
    $question = $asks ? @'
            string action = "{{What is done, with the ids that name it}}";
            if (!Runtime.ShouldProcess(action, $"{action}?"))
                return;

'@ : ''
    Write-File "$folder/$class.cs" @"
using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>{{What it does, as the synopsis of its page says it.}}</summary>
[Cmdlet($verbClass.$verb, "Lwf$noun"$attribute)]
[GraphPermission(nameof(GraphOperation.ReadWorkflows))]
[OutputType(typeof(PSObject))]
public sealed class $class : LwfServiceCmdlet
{
    private protected override (string, string?) ItemId => ("", null);

    private protected override void Process() =>
        ProcessItem(() =>
        {
$($question)            throw new NotSupportedException("{{What it does}}");
        });
}
"@
}

function Write-Page {
    $page = [IO.File]::ReadAllText("$pages/$($gets ? $Like : 'Get-LwfSetting').md").ReplaceLineEndings("`n")
    $page = $gets ? (Convert-Noun $page) : $page.Replace('Get-LwfSetting', $Name)
    if (-not $gets) {
        $asking = [IO.File]::ReadAllText("$pages/New-LwfTaskProcessingResult.md").ReplaceLineEndings("`n")
        $section = @{ Confirm = '### -Connection'; WhatIf = '### CommonParameters' }
        foreach ($parameter in $section.Keys) {
            $text = [regex]::Match($asking, "(?ms)^### -$parameter\n.*?(?=^### )").Value
            $page = $page.Replace($section[$parameter] + "`n", $text + $section[$parameter] + "`n")
        }
        $page = $page.Replace('[<CommonParameters>]', "[-WhatIf] [-Confirm]`n [<CommonParameters>]")
    }
    $example = { "### Example ${args}: {{What a person wants}}`n`n``````powershell`n$Name`n```````n`n``````output`n{{What came out}}`n```````n`n{{What to notice}}" }
    $texts = [ordered]@{
        'SYNOPSIS'      = '{{What it does, in a line.}}'
        'DESCRIPTION'   = '{{What it is for, and which requests it sends.}}'
        'EXAMPLES'      = (1..3 | ForEach-Object { & $example $_ }) -join "`n`n"
        'INPUTS'        = "### {{LifecycleWorkflows.Type}}`n`n{{What of it is used}}"
        'OUTPUTS'       = "### $($gets ? "LifecycleWorkflows.$noun" : '{{LifecycleWorkflows.Type}}')`n`n{{What it says}}"
        'NOTES'         = '{{Permissions, which the tests write with LWF_UPDATE_DOCS=1. Errors.}}'
        'RELATED LINKS' = '[about_LifecycleWorkflows](about_LifecycleWorkflows.md)'
    }
    foreach ($heading in $texts.Keys) { $page = [regex]::Replace($page, "(?ms)(^## $heading\n\n).*?(?=^## |\z)", { $args[0].Groups[1].Value + $texts[$heading] + "`n`n" }) }
    Write-File "$pages/$Name.md" ($page -replace '(?m)^ms\.date: .*$', "ms.date: $(Get-Date -Format 'MM/dd/yyyy')")
}

function Write-Suite {
    Write-File "$suites/$verb$noun.Tests.ps1" @"
BeforeAll {
    . "`$PSScriptRoot/Common.ps1"
    `$emulator = Start-Emulator
    Connect-Emulator `$emulator
}

AfterAll { Stop-Emulator `$emulator }

Describe '$Name' {
    BeforeEach { Reset-Emulator `$emulator }

    It '{{does what it is for}}' {
        $Name | Should -Not -BeNullOrEmpty
        (Get-Request `$emulator).Count | Should -Be 1
    }
}
"@
}

if ($gets) { Copy-Record } else { Write-Skeleton }
Write-Page
Write-Suite
Add-Line "$root/LifecycleWorkflows.psd1" -Before "'" -After "'" -Line "        '$Name'"
$readme = "$root/README.md"
Copy-Block $readme "(?m)^\| \[$Like\]\(.*\n"
Write-File $readme ([IO.File]::ReadAllText($readme) -replace "(?m)^(\| \[$Name\]\([^|]*\|).*$", '$1 {{what for}} |')
$log = [IO.File]::ReadAllText("$root/CHANGELOG.md").ReplaceLineEndings("`n")
Write-File "$root/CHANGELOG.md" ([regex]::new('(?ms)^### Added\n\n.*?(?=\n\n|\n\z)').Replace($log, { $args[0].Value + "`n- ``$Name``: {{what one can do now}}." }, 1))

'Written or changed:'
$written | ForEach-Object { "  $_" }
''
'Left to do:'
'  - Fill in what stands in double braces, and the syntax and parameters of the page. The convention tests find what is missing.'
if ($gets) {
    '  - Make the members of the record, its JSON map and its view those of the service (tests/data/types-v1.0.csdl.xml), its place in ResourceCollection a documented path (tests/data/operations-v1.0.tsv), and the permissions of GraphOperation those of Microsoft''s reference.'
    '  - Serve it in the emulator, and add it to the rows of the Reach and Views suites, of QueryCmdletTests and of WireTests.'
}
else {
    '  - Add its operation to GraphOperation, with the permissions of Microsoft''s reference, and name it in the attribute.'
    '  - Say in ConventionTests that the verb changes something, if none did before, and which parameters may bind.'
    '  - Carry it out in the emulator; a change that may get lost needs a rule for that, and a row in RELIABILITY.md.'
}
'  - ./build.ps1 Format, Docs, Snapshots and Test.'
