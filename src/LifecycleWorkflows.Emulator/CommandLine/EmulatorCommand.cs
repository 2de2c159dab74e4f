using System.CommandLine;

namespace LifecycleWorkflows.Emulator.CommandLine;

/// <summary>
/// The program: reads its arguments, serves until it is told to end, and says in one line what went wrong.
/// </summary>
internal static class EmulatorCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        ServeCommand serve = new();
        serve.SetAction((result, end) => ServeAsync(serve, result, end));
        RootCommand root = new(
            "A local service that speaks Microsoft Graph's lifecycle workflows API, with a tenant that has state."
        )
        {
            serve,
        };
        // A name that begins with @ is a name, and no file with further arguments.
        ParseResult result = root.Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (result.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{result.Errors[0].Message.TrimEnd()} See serve --help.");
            return Usage;
        }
        return await result.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    }

    private static async Task<int> ServeAsync(ServeCommand serve, ParseResult result, CancellationToken end)
    {
        serve.Bind(result);
        try
        {
            await using EmulatorHost host = await EmulatorHost.StartAsync(serve.Settings, end);
            if (serve.CertificateFile is string file)
                await File.WriteAllTextAsync(file, host.CertificatePem, end);
            await Console.Out.WriteLineAsync($"Listening on {host.Address.GetLeftPart(UriPartial.Authority)}");
            await Console.Out.FlushAsync(end);
            Task ended = Task.Delay(Timeout.Infinite, end);
            await Task.WhenAny(ended, serve.UntilStdinCloses ? ReadToEndAsync(Console.OpenStandardInput()) : ended);
            return Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SeedException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failure;
        }
    }

    // A read of the console cannot be canceled everywhere, so it stays on a thread of its own.
    private static Task ReadToEndAsync(Stream stream) => Task.Run(() => stream.CopyTo(Stream.Null));
}
