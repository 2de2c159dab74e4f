using LifecycleWorkflows.Reports;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// The file of a report: looked at before the report is read, which can take minutes, and replaced at once when it is
/// there.
/// </summary>
internal sealed class ReportFile
{
    private const string Parameter = "Path";

    private readonly bool _mayReplace;

    private ReportFile(string path, bool mayReplace) => (Path, _mayReplace) = (path, mayReplace);

    public string Path { get; }

    /// <exception cref="LifecycleWorkflowsException">No file can be written there.</exception>
    public static ReportFile At(string path, bool noClobber)
    {
        if (Directory.Exists(path))
            throw Errors.ParameterInvalid(
                Parameter,
                "it is a folder",
                "Give -Path the name of a file, such as report.html."
            );
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(path)))
            throw Errors.ParameterInvalid(
                Parameter,
                "its folder does not exist",
                "Create the folder first, or give another one."
            );
        if (noClobber && File.Exists(path))
            throw Errors.ParameterInvalid(Parameter, "the file exists", "Give another name, or leave out -NoClobber.");
        return new(path, !noClobber);
    }

    /// <exception cref="LifecycleWorkflowsException">The file could not be written.</exception>
    public async Task WriteAsync(Html page, CancellationToken cancellationToken)
    {
        string unfinished = $"{Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllTextAsync(unfinished, page.ToString(), cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, Path, _mayReplace);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.ParameterInvalid(
                Parameter,
                exception.Message.TrimEnd('.'),
                "Give -Path a file that can be written."
            );
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
