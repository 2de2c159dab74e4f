<#
.SYNOPSIS
Gets a file that starts a shell like this one.
.DESCRIPTION
The process of the dotnet tool is dotnet's own: for it, a launcher is left in out.
.PARAMETER Link
A folder that becomes a link to where this shell is installed: debuggers want a place that stays when the version changes.
#>
[CmdletBinding()]
param([string] $Link)
if ($Link) { $null = New-Item $Link -ItemType ($IsWindows ? 'Junction' : 'SymbolicLink') -Target $PSHOME -Force }
$process = (Get-Process -Id $PID).Path
if ([IO.Path]::GetFileNameWithoutExtension($process) -ne 'dotnet') { return $process }
$file = Join-Path $PSScriptRoot "../out/pwsh-$($PSVersionTable.PSVersion)$($IsWindows ? '.cmd' : '')"
$script = $IsWindows ? "@`"$process`" `"$PSHOME/pwsh.dll`" %*" : "#!/bin/sh`nexec '$process' '$PSHOME/pwsh.dll' `"`$@`"`n"
if (-not (Test-Path $file) -or (Get-Content $file -Raw) -ne $script) {
    $null = New-Item $file -Value $script -Force
    if (-not $IsWindows) { chmod +x $file }
}
(Resolve-Path $file).Path
