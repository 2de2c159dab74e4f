namespace LifecycleWorkflows;

/// <summary>The layers that were removed around a callout, the outermost first.</summary>
internal sealed class CalloutLayers
{
    /// <summary>More layers than services and tools put around a callout.</summary>
    public const int Max = 10;

    /// <summary>No layer.</summary>
    public static readonly CalloutLayers None = new([]);

    private readonly string[] _names;

    private CalloutLayers(string[] names) => _names = names;

    public bool IsEmpty => _names.Length == 0;

    /// <exception cref="LifecycleWorkflowsException">There are too many layers.</exception>
    public CalloutLayers Add(string name)
    {
        if (_names.Length == Max)
            throw Errors.CalloutInvalid($"it's inside more than {Max} layers");
        return new([.. _names, name]);
    }

    /// <summary>Adds the layers to an error about what was in them.</summary>
    public LifecycleWorkflowsException Explain(LifecycleWorkflowsException exception)
    {
        if (IsEmpty || exception.Condition != ErrorCondition.InvalidCallout)
            return exception;
        return Errors.CalloutInside(exception.Message, ToString());
    }

    public override string ToString() => string.Join(", ", _names);
}
