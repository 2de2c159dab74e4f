using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData(@"C:\Temp\a?b.html", "'?'")]
    [InlineData(@"C:\Temp\report 10:30.html", "':'")]
    [InlineData(@"C:\Temp\a|b", "'|'")]
    [InlineData("C:/Temp/a*b", "'*'")]
    [InlineData(@"C:\Temp\a<b>", "'<'")]
    [InlineData("C:\\Temp\\a\"b", "'\"'")]
    [InlineData("C:\\Temp\\a\tb", "control character")]
    [InlineData(@"C:\Temp\report.", "ends with a period or a space")]
    [InlineData(@"C:\Temp\report ", "ends with a period or a space")]
    [InlineData(@"C:\Temp\nul", "'nul' is the name of a device")]
    [InlineData(@"C:\Temp\CON.html", "'CON' is the name of a device")]
    [InlineData(@"C:\Temp\Com7 .tar.gz", "'Com7' is the name of a device")]
    [InlineData(@"C:\Temp\", "no file name")]
    public void What_Windows_does_not_allow_is_named(string path, string problem) =>
        Assert.Contains(problem, FileNames.FindProblem(path, isWindows: true)!, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"C:\Temp\report.html")]
    [InlineData(@"\\server\share\Zoë's report [1] (2).html")]
    [InlineData("C:/Temp/.hidden")]
    [InlineData(@"C:\Temp\console.html")]
    [InlineData(@"C:\Temp\COM.html")]
    [InlineData(@"C:\nul.d\report.html")]
    public void What_Windows_allows_is_allowed(string path) =>
        Assert.Null(FileNames.FindProblem(path, isWindows: true));

    [Theory]
    [InlineData("/tmp/a?b:c|d.html")]
    [InlineData("/tmp/nul")]
    [InlineData(@"/tmp/a\b. ")]
    public void Other_systems_allow_more(string path) => Assert.Null(FileNames.FindProblem(path, isWindows: false));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_null_character_is_allowed_nowhere(bool isWindows) =>
        Assert.NotNull(FileNames.FindProblem("/tmp/a\0b", isWindows));

    [Fact]
    public void A_length_counts_in_the_units_of_the_system()
    {
        string name = "/" + new string('ë', 200);
        Assert.Null(FileNames.FindProblem(name, isWindows: true));
        Assert.Contains("255 bytes", FileNames.FindProblem(name, isWindows: false)!, StringComparison.Ordinal);
        Assert.Contains(
            "255 characters",
            FileNames.FindProblem("/" + new string('x', 256), isWindows: true)!,
            StringComparison.Ordinal
        );
    }
}
