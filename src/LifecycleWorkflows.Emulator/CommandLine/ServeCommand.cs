using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LifecycleWorkflows.Emulator.Callouts;

namespace LifecycleWorkflows.Emulator.CommandLine;

/// <summary>The command "serve": what it takes, and what that makes of the options of an emulator.</summary>
internal sealed class ServeCommand : Command
{
    private const string Help = """
        Serves /v1.0/, /beta/, the sign-in of any tenant, and /emulator/ for those who watch and arrange.

        It prints one line, "Listening on http://127.0.0.1:PORT", or https, when it is ready, and ends on Ctrl+C or SIGTERM.
        Exit codes: 0 ended, 1 cannot listen or cannot use the seed, 2 wrong arguments.
        """;

    private readonly List<Action<ParseResult>> _bindings = [];

    public ServeCommand()
        : base("serve", Help)
    {
        Number(
            "--port",
            "The loopback port to listen on; 0 takes any free port.",
            0,
            port => Settings.Port = port,
            ushort.MaxValue
        );
        Options[0].Required = true;
        Text(
            "--seed",
            "FILE",
            "The tenant to serve, as JSON, or one of the samples contoso (the default) and fabrikam.",
            file => Settings.SeedPath = file
        );
        Number(
            "--latency",
            "How many milliseconds every Graph request waits (0).",
            0,
            wait => Settings.Latency = TimeSpan.FromMilliseconds(wait)
        );
        Number("--page-size", "How many items a page has at most (100).", 1, size => Settings.PageSize = size);
        Parsed(
            "--paging",
            "MODE",
            "What a skip token means: snapshot (the default) or offset.",
            "snapshot or offset",
            text =>
                text switch
                {
                    "snapshot" => PagingMode.Snapshot,
                    "offset" => PagingMode.Offset,
                    _ => default(PagingMode?),
                },
            mode => Settings.Paging = mode
        );
        Number(
            "--requests-per-second",
            "Answers 429 to what is beyond; no limit unless given.",
            1,
            limit => Settings.RequestsPerSecond = limit
        );
        Flag("--require-jwt", "Accepts only tokens that it has signed.", () => Settings.RequireJwt = true);
        Duration(
            "--clock-offset",
            "How far its clock is ahead, such as PT2H, or behind, such as -P1D.",
            TimeSpan.MinValue,
            offset => Settings.ClockOffset = offset
        );
        Duration(
            "--task-duration",
            "How long a task takes that needs no answer (PT0S), on that clock.",
            TimeSpan.Zero,
            duration => Settings.TaskDuration = duration
        );
        Duration(
            "--queue-duration",
            "How long a run that was asked for is queued (PT0S), on that clock.",
            TimeSpan.Zero,
            duration => Settings.QueueDuration = duration
        );
        Duration(
            "--cancel-duration",
            "How long a run that is told to stop is canceling (PT0S), on that clock.",
            TimeSpan.Zero,
            duration => Settings.CancelDuration = duration
        );
        Parsed(
            "--callout-endpoint",
            "[ID=]URL",
            "Who is called in place of the Logic App of a custom extension, on loopback; without an id, of all that nobody is named for. May be given more than once.",
            "an address on loopback such as http://127.0.0.1:7071/, or an extension's id, an equals sign and such an address",
            ParseEndpoint,
            NameEndpoint,
            isRepeatable: true
        );
        Flag("--tls", "Serves https, with a certificate made anew that only this machine should trust.", UseTls);
        Text(
            "--certificate-file",
            "FILE",
            "Writes the public half of that certificate, as PEM; implies --tls.",
            file =>
            {
                CertificateFile = file;
                UseTls();
            }
        );
        Text(
            "--arc-token-directory",
            "DIRECTORY",
            "Where the proof for Azure Arc's managed identity is put (/var/opt/azcmagent/tokens).",
            directory => Settings.ArcTokenDirectory = directory
        );
        Flag(
            "--refuse-creation",
            "Refuses to create task processing results, as the service of today does.",
            () => Settings.RefuseCreation = true
        );
        Flag(
            "--until-stdin-closes",
            "Ends when its standard input ends, so that it never outlives who started it.",
            () => UntilStdinCloses = true
        );
    }

    public EmulatorOptions Settings { get; } = new();

    public string? CertificateFile { get; private set; }

    public bool UntilStdinCloses { get; private set; }

    /// <summary>Takes over what was typed.</summary>
    public void Bind(ParseResult result) => _bindings.ForEach(bind => bind(result));

    private void UseTls() => Settings.Tls = true;

    private void Flag(string name, string description, Action set) =>
        Take(new Option<bool>(name) { Description = description }, _ => set());

    private void Text(string name, string placeholder, string description, Action<string> set) =>
        Take(new Option<string>(name) { HelpName = placeholder, Description = description }, set);

    private void Number(string name, string description, int minimum, Action<int> set, int maximum = int.MaxValue) =>
        Parsed(
            name,
            "N",
            description,
            $"a number from {minimum} to {maximum}",
            text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number >= minimum
                && number <= maximum
                    ? number
                    : null,
            set
        );

    private void Duration(string name, string description, TimeSpan minimum, Action<TimeSpan> set) =>
        Parsed(
            name,
            "DURATION",
            description,
            $"an ISO 8601 duration such as PT2H{(minimum < TimeSpan.Zero ? " or -P1D" : "")}",
            text => IsoDuration.Parse(text) is TimeSpan duration && duration >= minimum ? duration : null,
            set
        );

    private void Parsed<T>(
        string name,
        string placeholder,
        string description,
        string expected,
        Func<string, T?> parse,
        Action<T> set,
        bool isRepeatable = false
    )
        where T : struct
    {
        T[] ParseAll(ArgumentResult result)
        {
            foreach (Token wrong in result.Tokens.Where(token => parse(token.Value) is null))
                result.AddError($"{name} must be {expected}, not '{wrong.Value}'.");
            return [.. result.Tokens.Select(token => parse(token.Value).GetValueOrDefault())];
        }
        Option<T[]> option = new(name)
        {
            HelpName = placeholder,
            Description = description,
            Arity = isRepeatable ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
            CustomParser = ParseAll,
        };
        Take(option, values => Array.ForEach(values, set));
    }

    private void Take<T>(Option<T> option, Action<T> set)
    {
        Add(option);
        _bindings.Add(result =>
        {
            if (result.GetResult(option) is { Implicit: false })
                set(result.GetValue(option)!);
        });
    }

    // An id may hold an equals sign, and so may an address: between them is the first one before a scheme.
    private static KeyValuePair<string, Uri>? ParseEndpoint(string text)
    {
        int equals = text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? -1
            : text.IndexOf("=http", StringComparison.OrdinalIgnoreCase);
        return CalloutEndpoints.Parse(text[(equals + 1)..]) is Uri endpoint
            ? new(equals < 0 ? "" : text[..equals], endpoint)
            : null;
    }

    private void NameEndpoint(KeyValuePair<string, Uri> endpoint)
    {
        if (endpoint.Key.Length == 0)
            Settings.CalloutEndpoint = endpoint.Value;
        else
            Settings.CalloutEndpoints[endpoint.Key] = endpoint.Value;
    }
}
