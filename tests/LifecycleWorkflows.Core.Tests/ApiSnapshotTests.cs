using LifecycleWorkflows.Tests;
using PublicApiGenerator;

namespace LifecycleWorkflows.Core.Tests;

/// <summary>What scripts and other modules can name, as a file that is reviewed with the change that changes it.</summary>
public sealed class ApiSnapshotTests
{
    [Fact]
    public void The_public_types_are_those_of_the_reviewed_file()
    {
        ApiGeneratorOptions options = new() { IncludeAssemblyAttributes = false };
        string types = typeof(Resource).Assembly.GeneratePublicApi(options);
        Snapshot.Matches(Repository.File("docs", "api", "types.txt"), [types]);
    }
}
