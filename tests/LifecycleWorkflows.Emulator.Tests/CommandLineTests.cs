using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>The program as a process of its own.</summary>
public sealed class CommandLineTests
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "LifecycleWorkflows.Emulator.dll");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serves_until_its_standard_input_closes()
    {
        using Process process = Start("serve", "--port", "0", "--page-size", "1", "--until-stdin-closes");
        string line = (await process.StandardOutput.ReadLineAsync(Ct))!;
        Assert.Matches(@"^Listening on http://127\.0\.0\.1:\d+$", line);
        using HttpClient client = new() { BaseAddress = new Uri(line["Listening on ".Length..]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "t");

        string page = await client.GetStringAsync(
            new Uri("v1.0/identityGovernance/lifecycleWorkflows/workflows", UriKind.Relative),
            Ct
        );
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);

        Assert.Contains("@odata.nextLink", page, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Ct));
        Assert.Equal("", await process.StandardError.ReadToEndAsync(Ct));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("serve", "--port")]
    [InlineData("serve", "--port", "many")]
    [InlineData("serve", "--port", "65536")]
    [InlineData("serve", "--port", "0", "--paging", "sideways")]
    [InlineData("serve", "--port", "0", "--page-size", "0")]
    [InlineData("serve", "--port", "0", "--sed", "x")]
    [InlineData("serve", "--port", "0", "--clock-offset", "2h")]
    [InlineData("serve", "--port", "0", "--requests-per-second", "0")]
    [InlineData("serve", "--port", "0", "--task-duration", "-PT1S")]
    [InlineData("serve", "--port", "0", "--queue-duration", "-PT1S")]
    [InlineData("serve", "--port", "0", "--cancel-duration", "soon")]
    [InlineData("serve", "--port", "0", "--callout-endpoint", "e1=http://example.com/")]
    [InlineData("serve", "--port", "0", "--callout-endpoint", "e1")]
    [InlineData("run")]
    [InlineData]
    public async Task Bad_arguments_end_with_2(params string[] args) => await EndsWith(2, args);

    [Fact]
    public async Task A_port_that_is_taken_ends_with_1()
    {
        using TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        Assert.Equal(
            $"The port {port} is taken. Choose another one, or 0 for any that is free.",
            await EndsWith(1, "serve", "--port", $"{port}")
        );
    }

    [Fact]
    public async Task A_seed_that_does_not_exist_ends_with_1() =>
        await EndsWith(1, "serve", "--port", "0", "--seed", "nothing.json");

    [Fact]
    public async Task Help_names_every_option()
    {
        using Process process = Start("serve", "--help");
        string help = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);

        Assert.Equal(0, process.ExitCode);
        Assert.All(
            [
                "--port",
                "--seed",
                "--latency",
                "--page-size",
                "--paging",
                "--requests-per-second",
                "--require-jwt",
                "--clock-offset",
                "--refuse-creation",
                "--task-duration",
                "--queue-duration",
                "--cancel-duration",
                "--callout-endpoint",
                "--tls",
                "--certificate-file",
                "--arc-token-directory",
                "--until-stdin-closes",
            ],
            option => Assert.Contains(option, help, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Takes_every_option_and_starts_with_little_effort()
    {
        using Process process = Start(
            "serve",
            "--port",
            "0",
            "--requests-per-second",
            "5",
            "--require-jwt",
            "--clock-offset",
            "-P1D",
            "--latency",
            "1",
            "--task-duration",
            "PT1M",
            "--queue-duration",
            "PT2M",
            "--cancel-duration",
            "PT3M",
            "--callout-endpoint",
            "http://127.0.0.1:7071/",
            "--callout-endpoint",
            "e=1=http://localhost/?a=http://b",
            "--until-stdin-closes"
        );
        string line = (await process.StandardOutput.ReadLineAsync(Ct))!;
        // The time on the clock depends on what else the machine does; the time of the processor does not.
        TimeSpan effort = process.TotalProcessorTime;
        using HttpClient client = new() { BaseAddress = new Uri(line["Listening on ".Length..]) };
        JsonElement settings = await client.GetFromJsonAsync<JsonElement>(
            new Uri("emulator/settings", UriKind.Relative),
            Ct
        );
        JsonElement endpoints = await client.GetFromJsonAsync<JsonElement>(
            new Uri("emulator/callout-endpoints", UriKind.Relative),
            Ct
        );
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);

        Assert.Equal("PT1M", settings.GetProperty("taskDuration").GetString());
        Assert.Equal("PT2M", settings.GetProperty("queueDuration").GetString());
        Assert.Equal("PT3M", settings.GetProperty("cancelDuration").GetString());
        Assert.Equal(
            """[{"extensionId":"e=1","url":"http://localhost/?a=http://b"},"""
                + """{"extensionId":null,"url":"http://127.0.0.1:7071/"}]""",
            endpoints.GetRawText()
        );
        Assert.Equal(5, settings.GetProperty("requestsPerSecond").GetInt32());
        Assert.True(settings.GetProperty("requireJwt").GetBoolean());
        Assert.Equal("-P1D", settings.GetProperty("clockOffset").GetString());
        Assert.True(effort < TimeSpan.FromSeconds(2), $"{effort}");
    }

    [Fact]
    public async Task Writes_the_certificate_that_is_to_be_trusted()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pem");
        try
        {
            using Process process = Start("serve", "--port", "0", "--certificate-file", file, "--until-stdin-closes");
            string line = (await process.StandardOutput.ReadLineAsync(Ct))!;
            using X509Certificate2 trusted = X509CertificateLoader.LoadCertificateFromFile(file);
            using HttpClient client = new(
                new HttpClientHandler
                {
                    ServerCertificateCustomValidationCallback = (_, shown, _, _) =>
                        shown!.Thumbprint == trusted.Thumbprint,
                }
            );
            string settings = await client.GetStringAsync(
                new Uri(new Uri(line["Listening on ".Length..]), "emulator/settings"),
                Ct
            );
            process.StandardInput.Close();
            await process.WaitForExitAsync(Ct);

            Assert.Matches(@"^Listening on https://127\.0\.0\.1:\d+$", line);
            Assert.Contains("clockOffset", settings, StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE", await File.ReadAllTextAsync(file, Ct), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_written_ends_with_1() =>
        await EndsWith(
            1,
            "serve",
            "--port",
            "0",
            "--certificate-file",
            Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}", "x.pem")
        );

    private static async Task<string> EndsWith(int exitCode, params string[] args)
    {
        using Process process = Start(args);
        string error = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);

        Assert.Equal(exitCode, process.ExitCode);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Ct));
        return error.TrimEnd();
    }

    private static Process Start(params string[] args) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Dll, .. args])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
