using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Resuming.Journaling;

/// <summary>
/// The journal: lines of JSON that record, for each callback, that it will be sent and what its outcome is. A line is
/// passed to the operating system before the callback is sent, so that it outlives this process. It isn't flushed to
/// disk: after a power failure, a lost callback is sent again, and the service rejects it if it accepted it before.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int Format = 2;
    private const int MaxTries = 9;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
    private static readonly byte[] Signature = """{"journal":"LifecycleWorkflows","""u8.ToArray();

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly string _path;
    private readonly Header _header;
    private readonly object _writing = new();
    private FileStream? _file;
    private long _end;

    /// <summary>
    /// Opens an existing journal exclusively. A new journal is created with its first line, so that -WhatIf creates no
    /// file.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="job">What all callbacks in it have in common.</param>
    /// <param name="cancellationToken">Ends the wait for a file that another program has open.</param>
    /// <exception cref="LifecycleWorkflowsException">The file isn't a journal or can't be used.</exception>
    public Journal(string path, JournalHeader job, CancellationToken cancellationToken = default)
    {
        _path = path;
        _header = new("LifecycleWorkflows", Format, job.Noun, job.Tenant, job.Endpoint, job.ApiVersion);
        if (File.Exists(path))
            OpenExisting(cancellationToken);
        else
            RequireUsable(path);
    }

    /// <summary>Reads the journal, once, before anything is added.</summary>
    /// <param name="keep">Receives each line.</param>
    /// <exception cref="LifecycleWorkflowsException">
    /// The file is the journal of another job, isn't a journal, or can't be read.
    /// </exception>
    public void Read(Action<ResumedItem, JournalEntry> keep)
    {
        if (_file is not { Length: > 0 })
            return;
        try
        {
            Read(_file, keep);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            throw NotUsable($"the file can't be read ({exception.Message})");
        }
    }

    /// <summary>Adds a line.</summary>
    /// <exception cref="IOException">
    /// The line can't be written; for other exceptions, see <see cref="IsOfFile"/>.
    /// </exception>
    public void Append(JournalEntry line)
    {
        lock (_writing)
        {
            _file ??= Open(FileMode.CreateNew);
            if (_end == 0)
                Write(_file, _header);
            Write(_file, line);
        }
    }

    public void Dispose()
    {
        lock (_writing)
            _file?.Dispose();
    }

    /// <summary>Whether an exception means that a file can't be used.</summary>
    public static bool IsOfFile(Exception exception) =>
        exception
            is IOException
                or UnauthorizedAccessException
                or ObjectDisposedException
                or NotSupportedException
                or ArgumentException;

    /// <summary>
    /// Writes a line. A line that was only partly written is overwritten by the next line of this or another command.
    /// </summary>
    private void Write<T>(FileStream file, T line)
    {
        if (file.Length > _end)
            file.SetLength(_end);
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n'];
        RandomAccess.Write(file.SafeFileHandle, text, _end);
        _end += text.Length;
    }

    private static void RequireUsable(string path)
    {
        if (Directory.Exists(path))
            throw NotUsable("it's a folder");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw NotUsable("its folder doesn't exist");
        if (FileNames.FindProblem(path) is { } problem)
            throw NotUsable(problem);
    }

    private void OpenExisting(CancellationToken cancellationToken)
    {
        try
        {
            _file = OpenPatiently(cancellationToken);
            RequireJournal(_file);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            Dispose();
            throw NotUsable($"the file can't be opened, or another command is using it ({exception.Message})");
        }
        catch (LifecycleWorkflowsException)
        {
            Dispose();
            throw;
        }
    }

    private void RequireJournal(FileStream file)
    {
        if (file.Length == 0)
            return;
        byte[] beginning = new byte[Signature.Length];
        int length = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        // An earlier command might have written the first line only partly.
        if (!Signature.AsSpan().StartsWith(beginning.AsSpan(0, length)))
            throw Errors.NoJournal(_path, "it doesn't begin like a journal");
        file.Position = 0;
    }

    private void Read(FileStream file, Action<ResumedItem, JournalEntry> keep)
    {
        int number = 0;
        foreach (string line in WholeLines(file))
        {
            if (++number == 1)
                RequireJob(Parse<Header>(line) ?? throw Unreadable(number));
            else if (
                Parse<JournalEntry>(line) is { As: not null, State: not null } entry
                && Answered(entry) is { } item
            )
                keep(item, entry);
            else
                throw Unreadable(number);
            _end += line.Length + 1;
        }
    }

    private ResumedItem? Answered(JournalEntry line) =>
        line switch
        {
            { Id: { } id } => _header.Noun == ResourceCollection.AssignmentRequests.Noun
                ? ResumedItem.OfRequest(id, line.Callout)
                : ResumedItem.OfResult(id),
            { Path: { } path } => ResumedItem.At(path),
            _ => null,
        };

    private static T? Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private LifecycleWorkflowsException Unreadable(int line) => Errors.NoJournal(_path, $"line {line} can't be read");

    /// <summary>
    /// Reads the complete lines. If an earlier command couldn't complete a line, it didn't send the callback. The text
    /// is ASCII, so each byte is a character.
    /// </summary>
    private static IEnumerable<string> WholeLines(FileStream file)
    {
        using StreamReader reader = new(
            file,
            Encoding.Latin1,
            detectEncodingFromByteOrderMarks: false,
            leaveOpen: true
        );
        StringBuilder line = new();
        for (int next; (next = reader.Read()) >= 0; )
        {
            if (next != '\n')
            {
                line.Append((char)next);
                continue;
            }
            yield return line.ToString();
            line.Clear();
        }
    }

    private void RequireJob(Header theirs)
    {
        if (theirs.Format is < 1 or > Format)
            throw Errors.JournalOfAnotherJob(_path, "format", $"{theirs.Format}", $"{Format}");
        Require("kind", theirs.Noun, _header.Noun);
        Require("tenant", theirs.Tenant, _header.Tenant);
        Require("endpoint", theirs.Endpoint, _header.Endpoint);
        Require("API version", theirs.ApiVersion, _header.ApiVersion);
    }

    private void Require(string what, string? theirs, string? ours)
    {
        if (!string.Equals(theirs, ours, StringComparison.OrdinalIgnoreCase))
            throw Errors.JournalOfAnotherJob(_path, what, theirs, ours);
    }

    /// <summary>Opens the file, which a virus scanner or a backup can have open for a moment.</summary>
    private FileStream OpenPatiently(CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return Open(FileMode.Open);
            }
            catch (IOException exception) when (tries < MaxTries && exception.GetType() == typeof(IOException))
            {
                cancellationToken.WaitHandle.WaitOne(TryAgainAfter);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private FileStream Open(FileMode mode) => new(_path, mode, FileAccess.ReadWrite, Sharing, bufferSize: 0);

    // Windows can let others read, but not write. Elsewhere, only FileShare.None keeps other commands out.
    private static FileShare Sharing => OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;

    private static LifecycleWorkflowsException NotUsable(string reason) =>
        Errors.ParameterInvalid(
            "JournalPath",
            reason,
            "For -JournalPath, specify a file in an existing folder that no other command is using."
        );

    private sealed record Header(
        string Journal,
        int Format,
        string Noun,
        string? Tenant,
        string Endpoint,
        string ApiVersion
    );
}
