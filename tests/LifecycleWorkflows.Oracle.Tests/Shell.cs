using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Security;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>What came of one call.</summary>
/// <param name="Outputs">What came out.</param>
/// <param name="Errors">The errors after which it went on.</param>
/// <param name="End">What ended it; null when nothing did.</param>
/// <param name="Warnings">The warnings.</param>
/// <param name="WhatIfs">What it would have done.</param>
internal sealed record Outcome(
    IReadOnlyList<object> Outputs,
    IReadOnlyList<ErrorRecord> Errors,
    RuntimeException? End,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> WhatIfs
)
{
    public IEnumerable<ErrorRecord> AllErrors => End is null ? Errors : Errors.Append(End.ErrorRecord);

    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            [
                $"      came out: {(Outputs.Count == 0 ? "nothing" : string.Join(", ", Outputs.Take(12)))}",
                .. WhatIfs.Select(line => $"      {line}"),
                .. AllErrors.Select(error => $"      error {error.FullyQualifiedErrorId}: {error.Exception.Message}"),
                .. Warnings.Select(warning => $"      warning: {warning}"),
            ]
        );
}

/// <summary>PowerShell's own engine with this module's cmdlets and nothing else.</summary>
internal sealed class Shell : IDisposable
{
    private static readonly Type[] Types =
    [
        .. typeof(LwfCmdlet)
            .Assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null),
    ];

    private readonly SilentHost _host = new();
    private readonly Runspace _runspace;

    public Shell()
    {
        InitialSessionState state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.FullLanguage;
        foreach (Type type in Types)
            state.Commands.Add(new SessionStateCmdletEntry(Name(type), type, null));
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
    }

    public static Type Find(string cmdlet) => Types.Single(type => Name(type) == cmdlet);

    /// <summary>Connects, and makes it the default connection.</summary>
    public object Connect(Service service, string tenantId)
    {
        using SecureString token = new();
        token.AppendChar('t');
        return Run(
            "Connect-Lwf",
            new Dictionary<string, object?>
            {
                ["AccessToken"] = token,
                ["TenantId"] = tenantId,
                ["GraphEndpoint"] = service.Address,
                ["HttpMessageHandler"] = service.Requests,
                ["PassThru"] = true,
            },
            null
        )
            .Outputs.Single();
    }

    public Outcome Run(Call call)
    {
        object[]? input = call.Input?.Select(each => each.Object).ToArray();
        return Run(call.Cmdlet.Name, call.Typed.Select(each => KeyValuePair.Create(each.Name, each.Value)), input);
    }

    /// <summary>Runs one cmdlet, with or without objects that are piped into it.</summary>
    public Outcome Run(string cmdlet, IEnumerable<KeyValuePair<string, object?>> typed, IReadOnlyList<object>? input)
    {
        using System.Management.Automation.PowerShell shell = System.Management.Automation.PowerShell.Create(_runspace);
        shell.AddCommand(cmdlet);
        foreach ((string name, object? value) in typed)
            shell.AddParameter(name, value);
        _host.Lines.Clear();
        RuntimeException? end = null;
        PSDataCollection<PSObject> output = [];
        try
        {
            shell.Invoke(input, output);
        }
        catch (RuntimeException exception)
        {
            end = exception;
        }
        return new(
            [.. output.Select(each => each.BaseObject)],
            [.. shell.Streams.Error],
            end,
            [.. shell.Streams.Warning.Select(each => each.Message)],
            [.. _host.Lines]
        );
    }

    public void Dispose() => _runspace.Dispose();

    private static string Name(Type type)
    {
        CmdletAttribute cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{cmdlet.VerbName}-{cmdlet.NounName}";
    }

    /// <summary>Keeps what would be shown: -WhatIf speaks to the host alone.</summary>
    private sealed class SilentHost : PSHost
    {
        private readonly SilentScreen _screen;

        public SilentHost() => _screen = new(Lines);

        public List<string> Lines { get; } = [];

        public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

        public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override string Name => "Oracle";

        public override PSHostUserInterface UI => _screen;

        public override Version Version { get; } = new(1, 0);

        public override void EnterNestedPrompt() => throw new NotSupportedException();

        public override void ExitNestedPrompt() => throw new NotSupportedException();

        public override void NotifyBeginApplication() { }

        public override void NotifyEndApplication() { }

        public override void SetShouldExit(int exitCode) { }
    }

    private sealed class SilentScreen(List<string> lines) : PSHostUserInterface
    {
        public override PSHostRawUserInterface? RawUI => null;

        public override void Write(string value) => lines.Add(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
            lines.Add(value);

        public override void WriteLine(string value) => lines.Add(value);

        public override void WriteDebugLine(string message) { }

        public override void WriteErrorLine(string value) { }

        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override void WriteVerboseLine(string message) { }

        public override void WriteWarningLine(string message) { }

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override int PromptForChoice(
            string caption,
            string message,
            Collection<ChoiceDescription> choices,
            int defaultChoice
        ) => throw new NotSupportedException();

        public override Dictionary<string, PSObject> Prompt(
            string caption,
            string message,
            Collection<FieldDescription> descriptions
        ) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName
        ) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options
        ) => throw new NotSupportedException();
    }
}
