using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Reports;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// The file of a report. It's validated before the report is read, which can take minutes, and replaced in one step. A
/// file that is replaced keeps its mode, and a symbolic link stays one: its target is replaced.
/// </summary>
internal sealed class ReportFile
{
    private const string Parameter = "Path";
    private const string DeviceFolder = "/dev/";

    // What a link leads to, or the path itself.
    private readonly string _target;
    private readonly bool _mayReplace;

    private ReportFile(string path, string target, bool mayReplace) =>
        (Path, _target, _mayReplace) = (path, target, mayReplace);

    public string Path { get; }

    private string Folder => System.IO.Path.GetDirectoryName(_target)!;

    /// <param name="path">The path of the file.</param>
    /// <param name="noClobber">Whether an existing file is refused.</param>
    /// <param name="force">Whether a read-only file is replaced.</param>
    /// <exception cref="LifecycleWorkflowsException">The file can't be written.</exception>
    public static ReportFile At(string path, bool noClobber, bool force)
    {
        if (Directory.Exists(path))
            throw Invalid("it's a folder", "For -Path, specify the name of a file, such as report.html.");
        if (FileNames.FindProblem(path) is { } problem)
            throw Invalid(problem, "For -Path, specify a name that is valid on this system, such as report.html.");
        string target = FollowLinks(path);
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(target)))
            throw Invalid("its folder doesn't exist", "Create the folder first, or specify a different folder.");
        if (target.StartsWith(DeviceFolder, StringComparison.Ordinal))
            throw Invalid("it's a device", "For -Path, specify the name of a file, such as report.html.");
        if (noClobber && File.Exists(target))
            throw Invalid("the file already exists", "Specify a different name, or omit " + "-NoClobber.");
        if (!force && File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
            throw Invalid("the file is read-only", "Specify a different name, or replace the file with -Force.");
        return new(path, target, !noClobber);
    }

    /// <summary>Makes sure that a file can be created in the folder, without leaving anything there.</summary>
    /// <exception cref="LifecycleWorkflowsException">It can't.</exception>
    public void RequireWritable()
    {
        string probe = NewName();
        try
        {
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(exception, probe);
        }
    }

    /// <exception cref="LifecycleWorkflowsException">The file couldn't be written.</exception>
    public async Task WriteAsync(Html page, CancellationToken cancellationToken)
    {
        string unfinished = NewName();
        try
        {
            await WriteAsync(unfinished, page.ToString(), cancellationToken).ConfigureAwait(false);
            Replace(unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(exception, unfinished);
        }
        finally
        {
            Discard(unfinished);
        }
    }

    /// <summary>Writes a file that nobody can read who can't read the one that it replaces.</summary>
    private async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        StreamWriter writer = new(new FileStream(file, options));
        await using (writer.ConfigureAwait(false))
            await writer.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
            File.SetUnixFileMode(file, File.GetUnixFileMode(_target));
    }

    private void Replace(string finished)
    {
        if (!_mayReplace || !File.Exists(_target))
        {
            File.Move(finished, _target, _mayReplace);
            return;
        }
        if (!OperatingSystem.IsWindows())
        {
            File.Move(finished, _target, overwrite: true);
            return;
        }
        FileAttributes attributes = File.GetAttributes(_target);
        File.SetAttributes(_target, attributes & ~FileAttributes.ReadOnly);
        // Unlike moving, this keeps the access control list.
        File.Replace(finished, _target, null, ignoreMetadataErrors: true);
        File.SetAttributes(_target, attributes);
    }

    private static string FollowLinks(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Invalid(exception.Message, "For -Path, specify a file, or a link that leads to one.");
        }
    }

    /// <summary>A name that is short enough wherever that of the report is.</summary>
    private string NewName() => System.IO.Path.Combine(Folder, $".{Guid.NewGuid().ToString("N")[..8]}.tmp");

    // What was thrown before is what the user has to know.
    private static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException) { }
    }

    private LifecycleWorkflowsException NotWritten(Exception exception, string unfinished) =>
        Invalid(
            exception.Message.Replace(unfinished, _target, StringComparison.Ordinal),
            "For -Path, specify a file in a folder that you have permission to write to."
        );

    private static LifecycleWorkflowsException Invalid(string reason, string remedy) =>
        Errors.ParameterInvalid(Parameter, reason, remedy);
}
