using System.Text.RegularExpressions;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>The rooms of the projects, and which of them may use which.</summary>
public sealed partial class RoomTests
{
    /// <summary>The rooms of each project. A room uses those before it, never those behind it.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["LifecycleWorkflows.Graph"] =
        [
            "Runtime",
            "Clouds",
            "Network",
            "SignIn",
            "Json",
            "Http",
            "Querying",
            "Reading",
            "Resuming",
            "Operations",
            "Callouts",
            "Searching",
            "Waiting",
            "Running",
            "Managing",
            "Connections",
        ],
        ["LifecycleWorkflows.PowerShell"] =
        [
            "Runtime",
            "Permissions",
            "Connections",
            "Parameters",
            "Conversion",
            "Abstractions",
            "Commands",
        ],
    };

    public static TheoryData<string> Projects() => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_uses_only_rooms_below_it(string project)
    {
        foreach (string file in Files(project))
        {
            int own = Rank(project, RoomOf(project, file));
            foreach (Match use in Use().Matches(File.ReadAllText(file)))
            {
                if (use.Groups["project"].Value == project)
                    Assert.True(
                        Rank(project, use.Groups["room"].Value) <= own,
                        $"{file} uses {use.Groups["room"].Value}, which is above it."
                    );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_s_namespace_is_its_room(string project)
    {
        foreach (string file in Files(project))
        {
            string declared = Declared().Match(File.ReadAllText(file)).Groups["namespace"].Value;
            string expected = $"{project}.{string.Join('.', FoldersOf(project, file))}";
            bool isLeaf = RoomOf(project, file) == "Commands";
            Assert.Equal(isLeaf ? $"{project}.Commands" : expected, declared);
        }
    }

    [Theory]
    [InlineData("LifecycleWorkflows.Core")]
    [InlineData("LifecycleWorkflows.Graph")]
    [InlineData("LifecycleWorkflows.PowerShell")]
    public void Nothing_lies_outside_the_rooms(string project) =>
        Assert.Empty(Directory.GetFiles(Repository.File("src", project), "*.cs"));

    private static string[] Files(string project) =>
        Directory.GetFiles(Repository.File("src", project), "*.cs", SearchOption.AllDirectories);

    private static string RoomOf(string project, string file) => FoldersOf(project, file)[0];

    private static string[] FoldersOf(string project, string file) =>
        Path.GetRelativePath(Repository.File("src", project), Path.GetDirectoryName(file)!)
            .Split(Path.DirectorySeparatorChar);

    private static int Rank(string project, string room)
    {
        int rank = Array.IndexOf(Rooms[project], room);
        Assert.True(rank >= 0, $"{project} has no room {room}.");
        return rank;
    }

    [GeneratedRegex(@"^using (?:static )?(?<project>LifecycleWorkflows\.\w+)\.(?<room>\w+)", RegexOptions.Multiline)]
    private static partial Regex Use();

    [GeneratedRegex(@"^namespace (?<namespace>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
