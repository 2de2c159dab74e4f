# What all suites share: the built module, an emulator of their own, and a handler that answers in the process.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = (Resolve-Path "$PSScriptRoot/../../..").Path
$modulePath = $env:LWF_MODULE ?? "$root/out/LifecycleWorkflows"
$shell = & "$root/build/Get-Shell.ps1"
Import-Module $modulePath -Force

function Find-Emulator {
    if ($env:LWF_EMULATOR) { return $env:LWF_EMULATOR }
    Get-ChildItem "$root/out/artifacts/bin/LifecycleWorkflows.Emulator/*/LifecycleWorkflows.Emulator.dll" |
        Sort-Object LastWriteTime -Descending | Select-Object -First 1 -ExpandProperty FullName
}

function Find-Decoy {
    $env:LWF_DECOYS ?? (Get-ChildItem "$root/out/artifacts/bin/LifecycleWorkflows.Pester/*/decoys" | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName)
}

function Start-Emulator([string[]] $ArgumentList = @()) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @(Find-Emulator; 'serve', '--port', '0', '--until-stdin-closes'; $ArgumentList)) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^Listening on (?<address>\S+)$') { throw "The emulator did not start: $line" }
    [pscustomobject]@{ Process = $process; Address = $Matches.address }
}

function Stop-Emulator($Emulator) {
    $Emulator.Process.StandardInput.Close()
    $Emulator.Process.WaitForExit(10000) | Should -BeTrue -Because 'the emulator ends when its input does'
}

function Invoke-Control($Emulator, [string] $Path, [string] $Method = 'Get', $Body) {
    $json = $null -eq $Body ? @{} : @{ Body = ConvertTo-Json $Body -Depth 9; ContentType = 'application/json' }
    # An answer without a body comes out as an empty text, and an array in one piece.
    (Invoke-RestMethod "$($Emulator.Address)/emulator/$Path" -Method $Method @json) | ForEach-Object { $_ } | Where-Object { $_ -ne '' }
}

function Get-Request($Emulator) { Invoke-Control $Emulator 'requests' }

function Clear-Request($Emulator) { Invoke-Control $Emulator 'requests' Delete }

function Reset-Emulator($Emulator) {
    Invoke-Control $Emulator 'reset' Post
    Invoke-Control $Emulator 'faults' Delete
    Clear-Request $Emulator
}

# A request for access, as the service has it, that waits for the answer to a callout.
function Get-WaitingRequest($Emulator) {
    $requests = "$($Emulator.Address)/v1.0/identityGovernance/entitlementManagement/assignmentRequests?`$expand=assignment"
    (Invoke-RestMethod $requests -Headers @{ Authorization = 'Bearer x' }).value |
        Where-Object { $_.customExtensionCalloutInstances.status -contains 'waitingForCallback' } | Select-Object -First 1
}

function Get-Token([string] $Text = 'canary-token') { ConvertTo-SecureString $Text -AsPlainText -Force }

# The emulator shows at once what it accepted, unless it is told otherwise: nobody has to look for it for half a minute.
function Connect-Emulator($Emulator, [hashtable] $With = @{}) {
    $settle = $With.ContainsKey('SettleTimeout') ? @{} : @{ SettleTimeout = 1 }
    Connect-Lwf -AccessToken (Get-Token) -GraphEndpoint $Emulator.Address @With @settle
}

# A shell of its own for what cannot be undone in this one. The text ends with what the script wrote last.
function Invoke-FreshShell([string] $Script) {
    $text = & $shell -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script" 2>&1 | Out-String
    if ($LASTEXITCODE) { throw $text }
    $text.Trim()
}

# Somebody to call: a listener on a free port. It cannot choose one by itself, and somebody may take it in between.
function Start-Listener {
    for ($attempt = 0; ; $attempt++) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $address = "http://127.0.0.1:$($probe.LocalEndpoint.Port)"
        $probe.Stop()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("$address/")
        try {
            $listener.Start()
            return [pscustomobject]@{ Listener = $listener; Address = $address }
        }
        catch { if ($attempt -eq 9) { throw } }
    }
}

# Receive-Job -Wait -AutoRemoveJob removes a job twice, and fails, when the job ends just as the wait begins.
function Complete-Job($Job) {
    try {
        if (-not (Wait-Job $Job -Timeout 60)) { throw 'The job did not end within a minute.' }
        Receive-Job $Job
    }
    finally { Remove-Job $Job -Force }
}

if (-not ('LwfTests.Handler' -as [type])) { Add-Type -Path "$PSScriptRoot/Handler.cs" }

# Runs a script in a shell of its own kind, stops it while the service keeps it waiting, and says how long the stop took.
function Measure-Stop($Emulator, [string] $Script) {
    $null = Invoke-Control $Emulator 'settings' Patch @{ latencyMilliseconds = 60000 }
    $powershell = [powershell]::Create()
    try {
        $null = $powershell.AddScript("Import-Module '$modulePath'; Connect-Lwf -AccessToken (ConvertTo-SecureString x -AsPlainText -Force) -GraphEndpoint $($Emulator.Address); $Script")
        $null = $powershell.BeginInvoke()
        $deadline = (Get-Date).AddSeconds(20)
        while ((Invoke-Control $Emulator 'requests/active').active -eq 0) {
            if ((Get-Date) -gt $deadline) { throw "No request was made: $($powershell.Streams.Error)" }
            Start-Sleep -Milliseconds 20
        }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $powershell.Stop()
        $watch.ElapsedMilliseconds
    }
    finally {
        $powershell.Dispose()
        $null = Invoke-Control $Emulator 'settings' Patch @{ latencyMilliseconds = 0 }
    }
}
