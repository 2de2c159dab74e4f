# No process can have two versions of an assembly that the shell shares.
$loader = 'LifecycleWorkflows.Loader.ModuleLoadContext' -as [type]
if ($loader -and ($loader.Assembly.Location -replace '\\', '/') -ne ("$PSScriptRoot/bin/LifecycleWorkflows.Loader.dll" -replace '\\', '/')) {
    throw "LifecycleWorkflows was already imported from '$($loader.Assembly.Location)' in this process, and can't be replaced. To use the one in '$PSScriptRoot', start a new shell."
}
if (-not $loader) {
    $shared = "$PSScriptRoot/bin/LifecycleWorkflows.Core.dll", "$PSScriptRoot/bin/LifecycleWorkflows.Loader.dll"
    # Constrained Language Mode calls no such method, which is the faster way.
    if ($ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') { foreach ($file in $shared) { $null = [Reflection.Assembly]::LoadFrom($file) } }
    else { Import-Module $shared }
}
# The cmdlets live in a load context of their own. Removing what an earlier import left is what makes Import-Module -Force work (PowerShell issue 20710).
# No variable holds the assembly: what one held in Constrained Language Mode is no longer trusted, and can't be imported in any runspace.
foreach ($former in Get-Module -All) { if ($former.ImplementingAssembly -eq [LifecycleWorkflows.Loader.ModuleLoadContext]::CmdletAssembly) { Remove-Module $former } }
Import-Module -Assembly ([LifecycleWorkflows.Loader.ModuleLoadContext]::CmdletAssembly)
