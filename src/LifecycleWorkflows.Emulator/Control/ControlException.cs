namespace LifecycleWorkflows.Emulator.Control;

/// <summary>A request to the control surface that makes no sense.</summary>
internal sealed class ControlException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static ControlException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static ControlException NotFound(string message) => new(StatusCodes.Status404NotFound, message);
}
