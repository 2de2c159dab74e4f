namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Accepts an address. The error of PowerShell for a text that isn't one would contain the text, which can contain a
/// password.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : OneValueAttribute
{
    private protected override object StandIn => new Uri("", UriKind.Relative);

    private protected override string Remedy => "Specify an absolute address, such as https://host.example.com:8080.";

    private protected override object Read(object input)
    {
        if (InputProblem.Plain(input) is Uri address)
            return address;
        return Uri.TryCreate(input.ToString(), UriKind.RelativeOrAbsolute, out Uri? parsed)
            ? parsed
            : Refused("it isn't a valid address");
    }
}
