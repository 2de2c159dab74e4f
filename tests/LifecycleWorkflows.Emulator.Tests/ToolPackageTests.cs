using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>The dotnet tool: packed, installed from a folder, started, asked and stopped, without a network.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lwf-tool-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Can_be_installed_from_a_folder_and_used()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name,
            project = Path.Combine(Repository.Root, "src", "LifecycleWorkflows.Emulator"),
            packages = Path.Combine(_folder.FullName, "packages"),
            tools = Path.Combine(_folder.FullName, "tools"),
            sources = Path.Combine(_folder.FullName, "nuget.config");
        await File.WriteAllTextAsync(
            sources,
            """<configuration><packageSources><clear /><add key="folder" """
                + $"""value="{packages}" /></packageSources></configuration>""",
            Ct
        );

        await RunAsync("pack", project, "--no-build", "--configuration", configuration, "--output", packages);
        await RunAsync("tool", "install", "LifecycleWorkflows.Emulator", "--tool-path", tools, "--configfile", sources);
        using Process emulator = Start(
            Path.Combine(tools, "lwf-emulator"),
            "serve",
            "--port",
            "0",
            "--until-stdin-closes"
        );
        string line = (await emulator.StandardOutput.ReadLineAsync(Ct))!;
        using HttpClient client = new() { BaseAddress = new Uri(line["Listening on ".Length..]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "word");
        string workflows = await client.GetStringAsync(
            new Uri("v1.0/identityGovernance/lifecycleWorkflows/workflows?$filter=isEnabled eq true", UriKind.Relative),
            Ct
        );
        emulator.StandardInput.Close();
        await emulator.WaitForExitAsync(Ct);

        Assert.NotEqual(0, JsonElement.Parse(workflows).GetProperty("value").GetArrayLength());
        Assert.Equal(0, emulator.ExitCode);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task RunAsync(params string[] arguments)
    {
        using Process process = Start("dotnet", arguments);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, output);
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
}
