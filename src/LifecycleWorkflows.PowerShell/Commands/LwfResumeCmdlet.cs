using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Graph;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Pipeline;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>A cmdlet that answers what waits: asks first, sends a bounded number at once, and accounts for every item in input order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfResumeCmdlet : LwfServiceCmdlet
{
    /// <summary>How long answers that are on their way may take when the pipeline ends without waiting for them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private OrderedWindow<(PendingAnswer Answer, Settled Settled)>? _window;
    private PageProgress _progress = null!;
    private Journal? _journal;
    private int _settled;
    private bool _hasTypedIds;

    private protected LwfResumeCmdlet()
    {
    }

    /// <summary>What the answer says of where it comes from; what the callout said, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Source { get; set; }

    /// <summary>What the answer says of its kind; what the callout said, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Type { get; set; }

    /// <summary>The path that a callout says to answer to (callbackUriPath); suffices instead of all ids.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CallbackUriPath { get; set; }

    /// <summary>How many answers may be on their way at once.</summary>
    [Parameter]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Emits an outcome for every item, failed ones too.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>A file that notes what is sent and how it ended. A run that was broken off goes on where it was when it is given the same file.</summary>
    [Parameter]
    public string? JournalPath { get; set; }

    private protected CallbackPath? Callback { get; private set; }

    /// <summary>What the answer is to say of where it comes from.</summary>
    private protected string AnswerSource => string.IsNullOrEmpty(Source) ? Callout.UsualSource : Source;

    /// <summary>What the answer is to say of its kind.</summary>
    /// <param name="usual">What it says when nobody gave anything.</param>
    private protected string AnswerType(string usual) => string.IsNullOrEmpty(Type) ? usual : Type;

    private protected override string? TargetName => Callback?.Id ?? base.TargetName;

    private protected abstract ResourceCollection Collection { get; }

    private protected abstract string CmdletOfOrigin { get; }

    /// <summary>The parameter under which the cmdlet for the other kind of callout takes the id of what is answered.</summary>
    private protected abstract string ItemOfOtherKind { get; }

    /// <summary>Whether what is bound now only tries the connection, and waits for no answer.</summary>
    private protected virtual bool IsConnectionTest => InputObject?.Properties[nameof(Callout.IsConnectionTest)]?.Value is true;

    /// <summary>How many answers may be under way at once.</summary>
    private protected virtual int Window => ThrottleLimit;

    /// <summary>Keeps back what has not left yet: the pipeline ends early.</summary>
    private protected virtual void SendNoMore()
    {
    }

    /// <summary>The answer to one item at its path.</summary>
    private protected abstract Answer Answer(ResourcePath collection, string id);

    /// <summary>An outcome that names the item, and does not say yet how it ended.</summary>
    private protected abstract ResumeOutcome NameItem(ResourceIds ids, string? id, string apiVersion);

    private protected sealed override void Begin()
    {
        base.Begin();
        AtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        _journal = OpenJournal();
        _progress = new(Bridge, "sending answers");
        _window = new(Window, Bridge.Wait, Emit);
        _hasTypedIds = Item.Value is not null || TypedIds.Names.Any();
        if (CallbackUriPath is not null)
            Callback = ReadCallback(CallbackUriPath);
    }

    private protected sealed override void Process() => Accountably(() =>
    {
        if (IsConnectionTest)
            Pipeline.Verbose("A callout that only tries the connection is not answered.");
        else if (Prepare() is { } answer)
            _window!.Add(SendAsync(answer));
    });

    private protected sealed override void End()
    {
        Accountably(_window!.Drain);
        _progress.Complete();
        Bridge.Flush();
    }

    private protected sealed override void Close()
    {
        SendNoMore();
        _window?.Await(Patience);
        StopProcessing();
        _window?.Await(Patience);
        _journal?.Dispose();
    }

    private Journal? OpenJournal()
    {
        if (JournalPath is null && !Pipeline.IsTyped(nameof(JournalPath)))
            return null;
        string path = Pipeline.FilePath(nameof(JournalPath), JournalPath);
        return new(path, new(Collection.Noun, Bridge.Wait(TenantAsync()), Session.GraphEndpoint.Authority, UsualVersion));
    }

    /// <summary>The token tells the tenant by its id, however it was named when connecting.</summary>
    private async Task<string?> TenantAsync() => (await Session.ReadTokenAsync(Bridge, Token).ConfigureAwait(false)).TenantId ?? Session.TenantId;

    private PendingAnswer? Prepare()
    {
        (ResourceIds ids, string? id) = (Ids, Item.Value);
        Callback = null;
        try
        {
            RefuseOtherKind();
            if (!string.IsNullOrEmpty(CallbackUriPath))
            {
                Callback = ReadCallback(CallbackUriPath);
                RefuseContradiction(Callback);
                (ids, id) = (Callback.Ids, Callback.Id);
            }
            ResourcePath collection = Callback is null ? Locate(Collection) : Locate(Collection, Callback.Ids, Callback.Ids);
            Answer answer = Answer(collection, string.IsNullOrEmpty(id) ? throw Errors.IdMissing(Item.Parameter, CmdletOfOrigin) : id);
            ResumeOutcome outcome = NameItem(ids with { Deleted = collection.Ids.Deleted }, id, collection.ApiVersion);
            if (_journal?.Recall(answer.Item, outcome.OperationStatus) is { } done)
            {
                Pipeline.Verbose($"{answer.Item}: {done.Settlement} at {done.NotedAt:u}, says the journal. It is not sent again.");
                return new(Target, TargetName, outcome, (_, _) => Task.FromResult(done));
            }
            return Pipeline.ShouldProcess(answer.Description, answer.Question) ? new(Target, TargetName, outcome, Journaled(answer, outcome.OperationStatus)) : null;
        }
        catch (LifecycleWorkflowsException refusal)
        {
            Settled refused = new(Settlement.Failed, 0, TimeSpan.Zero, null, refusal);
            return new(Target, TargetName, NameItem(ids, id, ApiVersion ?? ""), (_, _) => Task.FromResult(refused));
        }
    }

    private CallbackPath ReadCallback(string path)
    {
        if (_hasTypedIds)
            throw Errors.ParameterInvalid(nameof(CallbackUriPath), "it was given beside ids", "Give either -CallbackUriPath, or a callout that has one, or ids.");
        CallbackPath callback = CallbackPath.Parse(path);
        return callback.Collection == Collection ? callback : throw AnsweredElsewhere(callback.IsAssignmentRequest);
    }

    private void RefuseOtherKind()
    {
        if (string.IsNullOrEmpty(Item.Value) && InputObject?.Properties[ItemOfOtherKind]?.Value?.ToString() is { Length: > 0 })
            throw AnsweredElsewhere(ItemOfOtherKind == nameof(Callout.AccessPackageAssignmentRequestId));
    }

    private void RefuseContradiction(CallbackPath callback)
    {
        string? contradicted = callback.Agrees(Item.Parameter, Item.Value) ? Ids.GivenNames.FirstOrDefault(name => !callback.Agrees(name, Ids[name])) : Item.Parameter;
        if (contradicted is not null || (Ids.Deleted && !callback.Ids.Deleted))
            throw Errors.CalloutContradicts(contradicted ?? nameof(ResourceIds.Deleted));
    }

    private static LifecycleWorkflowsException AnsweredElsewhere(bool isAssignmentRequest) =>
        Errors.AnsweredElsewhere(isAssignmentRequest ? "an access package assignment request" : "a task processing result");

    private Func<INotices, CancellationToken, Task<Settled>> Journaled(Answer answer, string status) => _journal is null
        ? (notices, token) => answer.SendAsync(false, notices, token)
        : (notices, token) => _journal.AccountAsync(answer.Item, status, isInDoubt => answer.SendAsync(isInDoubt, notices, token), notices);

    private async Task<(PendingAnswer, Settled)> SendAsync(PendingAnswer answer)
    {
        try
        {
            Settled settled = await answer.SendAsync(Bridge, Token).ConfigureAwait(false);
            CountSettled();
            return (answer, settled);
        }
        catch (OperationCanceledException stop)
        {
            return (answer, new(Settlement.Unknown, (stop as CallStopped)?.Attempts ?? 1, TimeSpan.Zero, null, null));
        }
    }

    private void CountSettled()
    {
        lock (_progress)
        {
            _settled++;
            _progress.Say(string.Create(CultureInfo.InvariantCulture, $"{_settled:N0} done in {_progress.Elapsed:h\\:mm\\:ss}, {_settled / _progress.Elapsed.TotalSeconds:N1} a second"));
        }
    }

    private void Emit((PendingAnswer Answer, Settled Settled) item)
    {
        (PendingAnswer answer, Settled settled) = item;
        if (PassThru)
            Pipeline.Output(Account(answer.Outcome, settled));
        if (settled.Failure is not null)
            Pipeline.Error(new(settled.Failure, answer.Target, answer.TargetName));
    }

    private static ResumeOutcome Account(ResumeOutcome outcome, Settled settled)
    {
        outcome.Outcome = settled.Settlement.ToString();
        outcome.Attempts = settled.Attempts;
        outcome.Duration = settled.Duration;
        outcome.JournaledDateTime = settled.NotedAt;
        outcome.RequestId = settled.RequestId;
        outcome.ErrorId = settled.Failure?.Condition.ToString();
        return outcome;
    }

    /// <summary>
    /// What is in flight when the pipeline ends early (-ErrorAction Stop, Select-Object -First) settles first, and a warning names it:
    /// an answer that was sent must not go unaccounted.
    /// </summary>
    private void Accountably(Action step)
    {
        try
        {
            step();
        }
        catch (Exception)
        {
            SendNoMore();
            IReadOnlyList<(PendingAnswer Answer, Settled Settled)> settled = _window!.Settle();
            if (settled.Where(item => item.Settled is { Attempts: > 0, NotedAt: null }).ToArray() is { Length: > 0 } sent)
                Name(sent);
            throw;
        }
    }

    private void Name(IReadOnlyList<(PendingAnswer Answer, Settled Settled)> settled)
    {
        try
        {
            Pipeline.Warning($"Answers that were already on their way: {string.Join("; ", settled.Select(item => $"{item.Answer.Outcome} ({item.Settled.Settlement})"))}.");
        }
        catch (Exception)
        {
            // A stopped pipeline, and one that stops at warnings, takes no more. The exception that ended it goes on.
        }
    }
}

/// <summary>An answer, ready to be sent.</summary>
/// <param name="Description">What is going to happen, without personal data: verbose and -WhatIf show it.</param>
/// <param name="Question">The same as a question to a person, who may see names.</param>
/// <param name="Item">What it answers, as a journal names it.</param>
/// <param name="SendAsync">Sends it; it is told whether an earlier run may have sent it already.</param>
internal sealed record Answer(string Description, string Question, string Item, Func<bool, INotices, CancellationToken, Task<Settled>> SendAsync);

/// <summary>An answer that was agreed to, with what it is about and what will account for it.</summary>
internal sealed record PendingAnswer(object? Target, string? TargetName, ResumeOutcome Outcome, Func<INotices, CancellationToken, Task<Settled>> SendAsync);
