using System.Runtime.InteropServices;

namespace LifecycleWorkflows.Emulator.CommandLine;

/// <summary>
/// The program: reads its arguments, serves until it is told to end, and says in one line what went wrong.
/// </summary>
internal static class EmulatorCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;

    private const string Help = """
        A local service that speaks Microsoft Graph's lifecycle workflows API, with a tenant that has state.

        Usage: serve --port N [options]

          --port N                  The loopback port to listen on; 0 takes any free port. Required.
          --seed FILE               The tenant to serve, as JSON; without it the sample tenant Contoso.
          --latency MS              How many milliseconds every Graph request waits (0).
          --page-size N             How many items a page has at most (100).
          --paging MODE             snapshot (default) or offset: what a skip token means.
          --requests-per-second N   Answers 429 to what is beyond; no limit unless given.
          --require-jwt             Accepts only tokens that it has signed; otherwise any other word permits everything.
          --clock-offset DURATION   How far its clock is ahead, such as PT2H, or behind, such as -P1D.
          --task-duration DURATION  How long a task takes that needs no answer (PT0S), on that clock.
          --callout-endpoint [ID=]URL
                                    Who is called in place of the Logic App of a custom extension, on loopback; without
                                    an id, of all that nobody is named for. May be given more than once.
          --tls                     Serves https, with a certificate made anew that only this machine should trust.
          --certificate-file FILE   Writes the public half of that certificate, as PEM; implies --tls.
          --arc-token-directory DIR Where the proof for Azure Arc's managed identity is put (/var/opt/azcmagent/tokens).
          --refuse-creation         Refuses to create task processing results, as the service of today does.
          --until-stdin-closes      Ends when its standard input ends, so that it never outlives who started it.
          --help                    Shows this.

        It prints one line, "Listening on http://127.0.0.1:PORT", or https, when it is ready, and ends on Ctrl+C or SIGTERM.
        Below that address it serves /v1.0/, /beta/, /{tenant}/oauth2/v2.0/token, and /emulator/ for those who watch and arrange.
        Exit codes: 0 ended, 1 cannot listen or cannot use the seed, 2 wrong arguments.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is ["--help" or "-h"] or ["serve", "--help" or "-h"])
            {
                await Console.Out.WriteLineAsync(Help);
                return Success;
            }
            if (args is not ["serve", ..])
                throw new UsageException("The command is 'serve'; see --help.");
            await ServeAsync(ServeArguments.Parse(args.AsSpan(1)));
            return Success;
        }
        catch (UsageException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Usage;
        }
        catch (Exception exception) when (exception is IOException or SeedException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failure;
        }
    }

    private static async Task ServeAsync(ServeArguments arguments)
    {
        using CancellationTokenSource end = new();
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, end);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, end);
        await using EmulatorHost host = await EmulatorHost.StartAsync(arguments.Options, end.Token);
        if (arguments.CertificateFile is string file)
            await WriteCertificateAsync(file, host);
        await Console.Out.WriteLineAsync($"Listening on {host.Address.GetLeftPart(UriPartial.Authority)}");
        await Console.Out.FlushAsync(end.Token);
        Task ended = Task.Delay(Timeout.Infinite, end.Token);
        await Task.WhenAny(ended, arguments.UntilStdinCloses ? ReadToEndAsync(Console.OpenStandardInput()) : ended);
    }

    private static async Task WriteCertificateAsync(string file, EmulatorHost host)
    {
        try
        {
            await File.WriteAllTextAsync(file, host.CertificatePem);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    // A read of the console cannot be canceled everywhere, so it stays on a thread of its own.
    private static Task ReadToEndAsync(Stream stream) => Task.Run(() => stream.CopyTo(Stream.Null));

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource end) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                end.Cancel();
            }
        );
}
