using System.Diagnostics;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Pester;

/// <summary>A PowerShell that can run the suites.</summary>
internal sealed class Shell
{
    private const string Probe = """
        if ($PSVersionTable.PSVersion -lt [version]'7.4') { "PowerShell $($PSVersionTable.PSVersion) is older than 7.4"; exit }
        if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version -ge '5.5' -and $_.Version -lt '6.0' })) { "there is no Pester 5.5 to 5.99 on the module path of PowerShell $($PSVersionTable.PSVersion)"; exit }
        'ready'
        """;

    private readonly string _file;
    private readonly string[] _prefix;

    private Shell(string file, params string[] prefix) => (_file, _prefix) = (file, prefix);

    /// <summary>Looks for LWF_PWSH, a <c>pwsh</c> on the PATH, and the tool of a tool manifest.</summary>
    /// <returns>The shell, or why there is none.</returns>
    public static (Shell? Shell, string Reason) Find()
    {
        string reason = "no PowerShell was found as LWF_PWSH, as pwsh on the PATH, or as a dotnet tool";
        foreach (Shell shell in Candidates())
        {
            (int code, string output) = shell.Run(TimeSpan.FromMinutes(1), [], "-NoProfile", "-NonInteractive", "-Command", Probe);
            if (code == 0 && output.Trim() == "ready")
                return (shell, "");
            if (code == 0)
                reason = output.Trim();
        }
        return (null, reason);
    }

    public (int Code, string Output) Run(TimeSpan limit, Dictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(_file, [.. _prefix, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Repository.Root };
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
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }

    private static IEnumerable<Shell> Candidates()
    {
        if (Environment.GetEnvironmentVariable("LWF_PWSH") is { Length: > 0 } named)
            yield return new(named);
        yield return new("pwsh");
        if (File.Exists(Repository.File(".config", "dotnet-tools.json")))
            yield return new("dotnet", "tool", "run", "pwsh", "--");
    }
}
