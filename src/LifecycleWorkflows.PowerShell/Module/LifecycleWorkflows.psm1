# The cmdlets live in a load context of their own. Removing the inner module too is what makes Import-Module -Force work (PowerShell issue 20710).
$cmdlets = Import-Module -Assembly ([LifecycleWorkflows.Loader.ModuleLoadContext]::CmdletAssembly) -PassThru
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module $cmdlets }
