using LifecycleWorkflows.Reports;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// The file of a report. It's validated before the report is read, which can take minutes, and replaced in one step.
/// </summary>
internal sealed class ReportFile
{
    private const string Parameter = "Path";

    private readonly bool _mayReplace;

    private ReportFile(string path, bool mayReplace) => (Path, _mayReplace) = (path, mayReplace);

    public string Path { get; }

    /// <exception cref="LifecycleWorkflowsException">The file can't be written.</exception>
    public static ReportFile At(string path, bool noClobber)
    {
        if (Directory.Exists(path))
            throw Errors.ParameterInvalid(
                Parameter,
                "it's a folder",
                "For -Path, specify the name of a file, such as report.html."
            );
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(path)))
            throw Errors.ParameterInvalid(
                Parameter,
                "its folder doesn't exist",
                "Create the folder first, or specify a different folder."
            );
        if (noClobber && File.Exists(path))
            throw Errors.ParameterInvalid(
                Parameter,
                "the file already exists",
                "Specify a different name, or omit " + "-NoClobber."
            );
        return new(path, !noClobber);
    }

    /// <exception cref="LifecycleWorkflowsException">The file couldn't be written.</exception>
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
                "For -Path, specify a file that you have permission to write."
            );
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
