namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A relation to other entities, which $expand can name.</summary>
internal abstract class Navigation<T>(string name) : Property<T>(name)
{
    /// <summary>The same relation, written out with the properties that were selected.</summary>
    public abstract Property<T> Expand(string? select);
}
