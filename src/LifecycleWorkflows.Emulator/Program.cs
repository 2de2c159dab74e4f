return await LifecycleWorkflows.Emulator.CommandLine.EmulatorCommand.RunAsync(args);
