using System.Reflection;
using LifecycleWorkflows.Demo;
using LifecycleWorkflows.Emulator;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.SignIn.Tokens;

string module = Assembly
    .GetExecutingAssembly()
    .GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(data => data.Key == "ModulePath")
    .Value!;
await using EmulatorHost emulator = await EmulatorHost.StartAsync(new EmulatorOptions());
Console.WriteLine($"The emulator with a sample tenant runs at {emulator.Address}");

(Shell? shell, string reason) = Shell.Find(Path.GetFullPath(Path.Combine(module, "..", "..")));
if (shell is not null)
{
    Console.WriteLine(
        $"The demo runs in PowerShell, with the module in {Path.GetRelativePath(Environment.CurrentDirectory, module)}"
    );
    return shell.Run(
        "-NoProfile",
        "-File",
        Path.Combine(AppContext.BaseDirectory, "Story.ps1"),
        "-Module",
        module,
        "-GraphEndpoint",
        emulator.Address.AbsoluteUri
    );
}

Console.WriteLine($"The demo runs without PowerShell, with the client of the module: {reason}.\n");
GraphConnection connection = GraphConnection.Create(
    new("Custom", emulator.Address, null, null, "AccessToken", "v1.0"),
    new StaticTokenSource("any")
);
await new PlainStory(connection, Console.Out).TellAsync(CancellationToken.None);
return 0;
