namespace LifecycleWorkflows.Emulator.Query;

/// <summary>What of a related entity is shown without $expand.</summary>
internal enum NavigationForm
{
    Omitted,
    KeyOnly,
}
