namespace LifecycleWorkflows.Emulator;

/// <summary>The seed does not describe a tenant; the message says why.</summary>
public sealed class SeedException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">What was found out first.</param>
    public SeedException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
