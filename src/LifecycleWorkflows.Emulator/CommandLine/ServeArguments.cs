using System.Globalization;
using System.Xml;
using LifecycleWorkflows.Emulator.Callouts;

namespace LifecycleWorkflows.Emulator.CommandLine;

/// <summary>The arguments of "serve".</summary>
internal sealed record ServeArguments(EmulatorOptions Options, bool UntilStdinCloses, string? CertificateFile)
{
    public static ServeArguments Parse(ReadOnlySpan<string> args)
    {
        EmulatorOptions options = new();
        bool untilStdinCloses = false,
            hasPort = false;
        string? certificateFile = null;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--port":
                    options.Port = Number(args, ref i, 0, ushort.MaxValue);
                    hasPort = true;
                    break;
                case "--seed":
                    options.SeedPath = Value(args, ref i);
                    break;
                case "--latency":
                    options.Latency = TimeSpan.FromMilliseconds(Number(args, ref i, 0, int.MaxValue));
                    break;
                case "--page-size":
                    options.PageSize = Number(args, ref i, 1, int.MaxValue);
                    break;
                case "--paging":
                    options.Paging = Mode(Value(args, ref i));
                    break;
                case "--refuse-creation":
                    options.RefuseCreation = true;
                    break;
                case "--require-jwt":
                    options.RequireJwt = true;
                    break;
                case "--requests-per-second":
                    options.RequestsPerSecond = Number(args, ref i, 1, int.MaxValue);
                    break;
                case "--clock-offset":
                    options.ClockOffset = Duration(args, ref i);
                    break;
                case "--tls":
                    options.Tls = true;
                    break;
                case "--certificate-file":
                    certificateFile = Value(args, ref i);
                    options.Tls = true;
                    break;
                case "--arc-token-directory":
                    options.ArcTokenDirectory = Value(args, ref i);
                    break;
                case "--task-duration":
                    options.TaskDuration =
                        Duration(args, ref i) is TimeSpan duration && duration >= TimeSpan.Zero
                            ? duration
                            : throw new UsageException("--task-duration must not be negative.");
                    break;
                case "--callout-endpoint":
                    NameEndpoint(options, Value(args, ref i));
                    break;
                case "--until-stdin-closes":
                    untilStdinCloses = true;
                    break;
                default:
                    throw new UsageException($"Unknown argument '{args[i]}'.");
            }
        }
        return hasPort
            ? new(options, untilStdinCloses, certificateFile)
            : throw new UsageException("--port is required; 0 takes any free port.");
    }

    private static string Value(ReadOnlySpan<string> args, ref int index) =>
        ++index < args.Length ? args[index] : throw new UsageException($"{args[index - 1]} needs a value.");

    private static int Number(ReadOnlySpan<string> args, ref int index, int minimum, int maximum)
    {
        string name = args[index],
            value = Value(args, ref index);
        return
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= minimum
            && number <= maximum
            ? number
            : throw new UsageException($"{name} must be a number from {minimum} to {maximum}, not '{value}'.");
    }

    private static TimeSpan Duration(ReadOnlySpan<string> args, ref int index)
    {
        string name = args[index],
            value = Value(args, ref index);
        try
        {
            return XmlConvert.ToTimeSpan(value);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new UsageException($"{name} must be an ISO 8601 duration such as PT2H or -P1D, not '{value}'.");
        }
    }

    // An id may hold an equals sign, and so may an address: between them is the first one before a scheme.
    private static void NameEndpoint(EmulatorOptions options, string value)
    {
        int equals = value.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? -1
            : value.IndexOf("=http", StringComparison.OrdinalIgnoreCase);
        Uri endpoint =
            CalloutEndpoints.Parse(value[(equals + 1)..])
            ?? throw new UsageException(
                $"--callout-endpoint must be an address on loopback such as http://127.0.0.1:7071/, or an extension's id, an equals sign and such an address, not '{value}'."
            );
        if (equals < 0)
            options.CalloutEndpoint = endpoint;
        else
            options.CalloutEndpoints[value[..equals]] = endpoint;
    }

    private static PagingMode Mode(string value) =>
        value switch
        {
            "snapshot" => PagingMode.Snapshot,
            "offset" => PagingMode.Offset,
            _ => throw new UsageException($"--paging must be snapshot or offset, not '{value}'."),
        };
}
