using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph;

/// <summary>What all answers of a journal have in common. Another job must not go on with it.</summary>
/// <param name="Noun">What is answered.</param>
/// <param name="Tenant">Whose it is, if that is known.</param>
/// <param name="Endpoint">The host that is asked.</param>
/// <param name="ApiVersion">The version that is used when an object says nothing else.</param>
internal sealed record JournalJob(string Noun, string? Tenant, string Endpoint, string ApiVersion);

/// <summary>
/// Lines of JSON that say of each answer that it is about to be sent, and how it ended. They reach the operating system before the answer
/// leaves, so that they outlive this process. They are not forced onto the disk one by one: what a power failure takes along is sent
/// again, and the service refuses what it has accepted before.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int Format = 1;
    private const string Sending = "Sending";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly byte[] Signature = """{"journal":"LifecycleWorkflows","""u8.ToArray();

    private readonly string _path;
    private readonly Header _header;
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly object _writing = new();
    private FileStream? _file;
    private long _end;

    /// <summary>Takes an existing journal for this run alone and reads it. One that does not exist is made with the first line: asking what would be done leaves no trace.</summary>
    /// <exception cref="LifecycleWorkflowsException">It belongs to another job, is none, or cannot be used.</exception>
    public Journal(string path, JournalJob job)
    {
        _path = path;
        _header = new("LifecycleWorkflows", Format, job.Noun, job.Tenant, job.Endpoint, job.ApiVersion);
        if (File.Exists(path))
            TakeUp();
        else if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
            throw NotUsable(Directory.Exists(path) ? "it is a folder" : "its folder does not exist");
    }

    /// <summary>What an earlier run, or this one, found out about an answer; null when it is still to be sent.</summary>
    /// <exception cref="LifecycleWorkflowsException">It was answered, or was to be answered, otherwise.</exception>
    public Settled? Recall(string item, string status)
    {
        lock (_writing)
        {
            if (!_entries.TryGetValue(item, out Entry? entry))
                return null;
            return entry.As.Equals(status, StringComparison.OrdinalIgnoreCase) ? entry.Done : throw Errors.JournaledOtherwise(item, entry.As, status);
        }
    }

    /// <summary>Sends an answer between two lines. Without the first it is not sent; without the second the next run has to find out.</summary>
    /// <param name="item">What is answered.</param>
    /// <param name="status">How it is answered.</param>
    /// <param name="send">Sends the answer; it is told whether an earlier run left that answer in doubt.</param>
    /// <param name="notices">Where word goes when the second line cannot be written.</param>
    public async Task<Settled> AccountAsync(string item, string status, Func<bool, Task<Settled>> send, INotices notices)
    {
        bool isInDoubt;
        try
        {
            isInDoubt = Note(new(DateTimeOffset.UtcNow, item, status, Sending));
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            return new(Settlement.Failed, 0, TimeSpan.Zero, null, Errors.JournalNotWritten(item, exception.Message));
        }
        Settled settled = await send(isInDoubt).ConfigureAwait(false);
        try
        {
            Note(new(DateTimeOffset.UtcNow, item, status, settled.Settlement.ToString())
            {
                Attempts = settled.Attempts,
                Milliseconds = (long)settled.Duration.TotalMilliseconds,
                RequestId = settled.RequestId,
                Error = settled.Failure?.Condition.ToString(),
            });
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            notices.Warning($"{item}: the outcome {settled.Settlement} could not be noted in the journal: {exception.Message} Another run will find it out by reading.");
        }
        return settled;
    }

    public void Dispose()
    {
        lock (_writing)
            _file?.Dispose();
    }

    /// <summary>Adds a line.</summary>
    /// <returns>Whether an earlier run left the item in doubt.</returns>
    private bool Note(Entry entry)
    {
        lock (_writing)
        {
            _file ??= Open(FileMode.CreateNew);
            if (_end == 0)
                Append(_header);
            Append(entry);
            return Keep(entry, isOfThisRun: true);
        }
    }

    /// <summary>A line that could be written in part only gives way to the next, be it of this run or of another.</summary>
    private void Append<T>(T line)
    {
        if (_file!.Length > _end)
            _file.SetLength(_end);
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n'];
        RandomAccess.Write(_file.SafeFileHandle, text, _end);
        _end += text.Length;
    }

    /// <summary>What is done stays done. What this run sends is not in doubt for itself.</summary>
    private bool Keep(Entry entry, bool isOfThisRun)
    {
        Entry? before = _entries.GetValueOrDefault(entry.Item);
        bool wasInDoubt = before?.IsInDoubt == true;
        if (before?.Done is null)
            _entries[entry.Item] = entry with { IsInDoubt = entry.State == nameof(Settlement.Unknown) || (entry.State == Sending && (wasInDoubt || !isOfThisRun)) };
        return wasInDoubt;
    }

    private void TakeUp()
    {
        try
        {
            _file = Open(FileMode.Open);
            if (_file.Length > 0)
                Read(_file);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            Dispose();
            throw NotUsable($"it cannot be opened, or another run is using it ({exception.Message})");
        }
        catch (LifecycleWorkflowsException)
        {
            Dispose();
            throw;
        }
    }

    private void Read(FileStream file)
    {
        byte[] beginning = new byte[Signature.Length];
        if (file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) < beginning.Length || !beginning.AsSpan().SequenceEqual(Signature))
            throw Errors.NoJournal(_path, "it is none");
        file.Position = 0;
        int number = 0;
        foreach (string line in WholeLines(file))
        {
            number++;
            try
            {
                if (number == 1)
                    RequireJob(Parse<Header>(line));
                else
                    Keep(Parse<Entry>(line), isOfThisRun: false);
            }
            catch (JsonException)
            {
                throw Errors.NoJournal(_path, $"its line {number} cannot be read");
            }
            _end += line.Length + 1;
        }
    }

    private static T Parse<T>(string line) => JsonSerializer.Deserialize<T>(line, Json) ?? throw new JsonException("The line is null.");

    /// <summary>The lines that have an end: what an earlier run could not write to its end it did not act on. All of it is ASCII, a byte a character.</summary>
    private static IEnumerable<string> WholeLines(FileStream file)
    {
        using StreamReader reader = new(file, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        StringBuilder line = new();
        for (int next; (next = reader.Read()) >= 0;)
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
        if (theirs.Format != Format)
            throw Errors.JournalOfAnotherJob(_path, "format", $"{theirs.Format}", $"{Format}");
        Require("kind", theirs.Noun, _header.Noun);
        Require("tenant", theirs.Tenant, _header.Tenant);
        Require("endpoint", theirs.Endpoint, _header.Endpoint);
        Require("version of Microsoft Graph", theirs.ApiVersion, _header.ApiVersion);
    }

    private void Require(string what, string? theirs, string? ours)
    {
        if (!string.Equals(theirs, ours, StringComparison.OrdinalIgnoreCase))
            throw Errors.JournalOfAnotherJob(_path, what, theirs, ours);
    }

    // Only a file that nobody shares is locked on every system.
    private FileStream Open(FileMode mode) => new(_path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private static LifecycleWorkflowsException NotUsable(string reason) => Errors.ParameterInvalid("JournalPath", reason, "Give -JournalPath a file in an existing folder that no other run is using.");

    private static bool IsOfFile(Exception exception) => exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException or ArgumentException;

    private sealed record Header(string Journal, int Format, string Noun, string? Tenant, string Endpoint, string ApiVersion);

    private sealed record Entry(DateTimeOffset At, string Item, string As, string State)
    {
        public int? Attempts { get; init; }

        public long? Milliseconds { get; init; }

        public string? RequestId { get; init; }

        public string? Error { get; init; }

        [JsonIgnore]
        public bool IsInDoubt { get; init; }

        /// <summary>How it ended, if well.</summary>
        [JsonIgnore]
        public Settled? Done => Enum.TryParse(State, out Settlement settlement)
            && new Settled(settlement, Attempts ?? 0, TimeSpan.FromMilliseconds(Milliseconds ?? 0), RequestId, null, At) is { IsDone: true } settled ? settled : null;
    }
}
