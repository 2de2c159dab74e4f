using System.ComponentModel;
using System.Diagnostics;

namespace LifecycleWorkflows.Demo;

/// <summary>A PowerShell on this machine.</summary>
internal sealed class Shell
{
    private const string VersionProbe =
        """if ($PSVersionTable.PSVersion -lt [version]'7.4') { "PowerShell $($PSVersionTable.PSVersion) is older than 7.4"; exit };""";

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMinutes(1);

    private readonly string _file;
    private readonly string[] _prefix;
    private readonly string? _folder;

    private Shell(string file, string? folder = null, params string[] prefix) =>
        (_file, _folder, _prefix) = (file, folder, prefix);

    /// <summary>
    /// Looks for LWF_PWSH, a <c>pwsh</c> on the PATH, and the tool of the repository's tool manifest, 7.4 or later.
    /// </summary>
    /// <param name="repository">The top of the repository.</param>
    /// <param name="probe">A further script that says, in a line, what is missing, or nothing.</param>
    /// <returns>The shell, or why there is none.</returns>
    public static (Shell? Shell, string Reason) Find(string repository, string probe = "")
    {
        string reason = "no PowerShell 7.4 or later was found as LWF_PWSH, as pwsh on the PATH, or as a dotnet tool";
        foreach (Shell shell in Candidates(repository))
        {
            (int code, string output) = shell.Run(
                ProbeLimit,
                [],
                "-NoProfile",
                "-NonInteractive",
                "-Command",
                VersionProbe + probe
            );
            if (code != 0)
                continue;
            if (output.Trim().Length == 0)
                return (shell, "");
            reason = output.Trim();
        }
        return (null, reason);
    }

    /// <summary>Runs the shell to its end, on this process's own terminal.</summary>
    public int Run(params string[] arguments)
    {
        using Process process = Process.Start(Start(arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs the shell to its end, or to a limit.</summary>
    /// <returns>
    /// The exit code and what was written; -1 when the shell could not start or went beyond the limit.
    /// </returns>
    public (int Code, string Output) Run(
        TimeSpan limit,
        Dictionary<string, string> environment,
        params string[] arguments
    )
    {
        ProcessStartInfo start = Start(arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(limit))
            {
                process.Kill(entireProcessTree: true);
                return (-1, $"It was still running after {limit}.");
            }
            return (process.ExitCode, process.ExitCode == 0 ? output.Result : errors.Result + output.Result);
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }

    private static IEnumerable<Shell> Candidates(string repository)
    {
        if (Environment.GetEnvironmentVariable("LWF_PWSH") is { Length: > 0 } named)
            yield return new(named);
        yield return new("pwsh");
        if (File.Exists(Path.Combine(repository, ".config", "dotnet-tools.json")))
            yield return new("dotnet", repository, "tool", "run", "pwsh", "--");
    }

    /// <summary>A tool is looked for from the folder that it is run in; whoever runs it gives whole paths.</summary>
    private ProcessStartInfo Start(string[] arguments) =>
        new(_file, [.. _prefix, .. arguments]) { WorkingDirectory = _folder ?? "" };
}
