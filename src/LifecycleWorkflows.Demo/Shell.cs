using System.ComponentModel;
using System.Diagnostics;

namespace LifecycleWorkflows.Demo;

/// <summary>A PowerShell on this computer.</summary>
internal sealed class Shell
{
    private const string VersionProbe = """
        if ($PSVersionTable.PSVersion -lt [version]'7.4') { "PowerShell $($PSVersionTable.PSVersion) is older than 7.4"; exit };
        """;

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMinutes(1);

    private readonly string _file;
    private readonly string[] _prefix;
    private readonly string? _folder;

    private Shell(string file, string? folder = null, params string[] prefix) =>
        (_file, _folder, _prefix) = (file, folder, prefix);

    /// <summary>
    /// Finds PowerShell 7.4 or later: LWF_PWSH, <c>pwsh</c> on the PATH, or the tool in the repository's tool manifest.
    /// </summary>
    /// <param name="repository">The root folder of the repository.</param>
    /// <param name="probe">A script that writes what is missing, in one line, or nothing.</param>
    /// <returns>The shell, or the reason why none was found.</returns>
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

    /// <summary>Runs the shell in the terminal of this process, and waits for it.</summary>
    public int Run(params string[] arguments)
    {
        using Process process = Process.Start(Start(arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs the shell, and waits for it up to a limit.</summary>
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
