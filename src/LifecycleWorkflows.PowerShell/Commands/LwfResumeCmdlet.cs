using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Graph;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Pipeline;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// A cmdlet that answers what waits: asks first, sends a bounded number at once, and accounts for every item in input
/// order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfResumeCmdlet : LwfServiceCmdlet
{
    /// <summary>
    /// How long answers that are on their way may take when the pipeline ends without waiting for them.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private OrderedWindow<(Mention Mention, Settled Settled)>? _window;
    private PageProgress _progress = null!;
    private AnswerRun? _run;
    private int _settled;
    private bool _hasTypedIds;

    private protected LwfResumeCmdlet() { }

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
    [WholeNumber]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Emits an outcome for every item, failed ones too.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// A file that notes what is sent and how it ended. A run that was broken off goes on where it was when it is given
    /// the same file.
    /// </summary>
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

    /// <summary>
    /// The parameter under which the cmdlet for the other kind of callout takes the id of what is answered.
    /// </summary>
    private protected abstract string ItemOfOtherKind { get; }

    /// <summary>Whether what is bound now only tries the connection, and waits for no answer.</summary>
    private protected virtual bool IsConnectionTest =>
        InputObject?.Properties[nameof(Callout.IsConnectionTest)]?.Value is true;

    /// <summary>How many answers may be under way at once.</summary>
    private protected virtual int Window => ThrottleLimit;

    /// <summary>Keeps back what has not left yet: the pipeline ends early.</summary>
    private protected virtual void SendNoMore() { }

    /// <summary>The answer to one item at its path.</summary>
    private protected abstract AskedAnswer Answer(ResourcePath collection, string id);

    /// <summary>An outcome that names the item, and does not say yet how it ended.</summary>
    private protected abstract ResumeOutcome NameItem(ResourceIds ids, string? id, string apiVersion);

    private protected sealed override void Begin()
    {
        base.Begin();
        AtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        _run = new(OpenJournal());
        _progress = new(Bridge, "sending answers");
        _window = new(Window, Bridge.Wait, Emit);
        _hasTypedIds = Item.Value is not null || TypedIds.Names.Any();
        if (CallbackUriPath is not null)
            Callback = ReadCallback(CallbackUriPath);
    }

    private protected sealed override void Process() =>
        Accountably(() =>
        {
            if (IsConnectionTest)
                Pipeline.Verbose("A callout that only tries the connection is not answered.");
            else if (Take() is { } mention)
                _window!.Add(SettleAsync(mention));
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
        _run?.Dispose();
    }

    private Journal? OpenJournal()
    {
        if (JournalPath is null)
            return null;
        string path = Pipeline.FilePath(nameof(JournalPath), JournalPath);
        return new(
            path,
            new(Collection.Noun, Bridge.Wait(TenantAsync()), Session.GraphEndpoint.Authority, UsualVersion)
        );
    }

    /// <summary>The token tells the tenant by its id, however it was named when connecting.</summary>
    private async Task<string?> TenantAsync() =>
        (await Session.ReadTokenAsync(Bridge, Token).ConfigureAwait(false)).TenantId ?? Session.TenantId;

    /// <summary>Takes what is bound now, and has it answered unless that was done or is not wanted.</summary>
    private Mention? Take()
    {
        (ResourceIds ids, string? id) = (Ids, Item.Value);
        Callback = null;
        try
        {
            RequirePiped();
            RefuseOtherKind();
            if (!string.IsNullOrEmpty(CallbackUriPath))
            {
                Callback = ReadCallback(CallbackUriPath);
                RefuseContradiction(Callback);
                (ids, id) = (Callback.Ids, Callback.Id);
            }
            ResourcePath collection = Callback is null
                ? Locate(Collection)
                : Locate(Collection, Callback.Ids, Callback.Ids);
            AskedAnswer answer = Answer(
                collection,
                string.IsNullOrEmpty(id) ? throw Errors.IdMissing(Item.Parameter, CmdletOfOrigin) : id
            );
            ResumeOutcome outcome = NameItem(ids with { Deleted = collection.Ids.Deleted }, id, collection.ApiVersion);
            return Ask(answer) is { } settled ? new(Target, TargetName, outcome, settled) : null;
        }
        catch (LifecycleWorkflowsException refusal)
        {
            Settled refused = new(Settlement.Failed, 0, TimeSpan.Zero, null, refusal);
            return new(Target, TargetName, NameItem(ids, id, ApiVersion ?? ""), Task.FromResult(refused));
        }
    }

    private Task<Settled>? Ask(AskedAnswer answer)
    {
        if (!_run!.IsOpen(answer.Answer, Bridge, out Task<Settled>? outcome))
            return outcome;
        if (Pipeline.ShouldProcess(answer.Description, answer.Question))
            return _run.SendAsync(answer.Answer, Bridge, Token);
        _run.Decline(answer.Answer);
        return null;
    }

    private CallbackPath ReadCallback(string path)
    {
        if (_hasTypedIds)
            throw Errors.ParameterInvalid(
                nameof(CallbackUriPath),
                "it was given beside ids",
                "Give either -CallbackUriPath, or a callout that has one, or ids."
            );
        CallbackPath callback = CallbackPath.Parse(path);
        return callback.Collection == Collection ? callback : throw AnsweredElsewhere(callback.IsAssignmentRequest);
    }

    private void RefuseOtherKind()
    {
        if (
            string.IsNullOrEmpty(Item.Value)
            && InputObject?.Properties[ItemOfOtherKind]?.Value?.ToString() is { Length: > 0 }
        )
            throw AnsweredElsewhere(ItemOfOtherKind == nameof(Callout.AccessPackageAssignmentRequestId));
    }

    private void RefuseContradiction(CallbackPath callback)
    {
        string? contradicted = callback.Agrees(Item.Parameter, Item.Value)
            ? Ids.GivenNames.FirstOrDefault(name => !callback.Agrees(name, Ids[name]))
            : Item.Parameter;
        if (contradicted is not null || (Ids.Deleted && !callback.Ids.Deleted))
            throw Errors.CalloutContradicts(contradicted ?? nameof(ResourceIds.Deleted));
    }

    private static LifecycleWorkflowsException AnsweredElsewhere(bool isAssignmentRequest) =>
        Errors.AnsweredElsewhere(
            isAssignmentRequest ? "an access package assignment request" : "a task processing result"
        );

    private async Task<(Mention, Settled)> SettleAsync(Mention mention)
    {
        Settled settled = await mention.Settled.ConfigureAwait(false);
        CountSettled();
        return (mention, settled);
    }

    private void CountSettled()
    {
        lock (_progress)
        {
            _settled++;
            _progress.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_settled:N0} done in {_progress.Elapsed:h\\:mm\\:ss}, {_settled / _progress.Elapsed.TotalSeconds:N1} a second"
                )
            );
        }
    }

    private void Emit((Mention Mention, Settled Settled) item)
    {
        (Mention mention, Settled settled) = item;
        if (PassThru)
            Pipeline.Output(Account(mention.Outcome, settled));
        if (settled.Failure is not null)
            Pipeline.Error(new(settled.Failure, mention.Target, mention.TargetName));
    }

    private static ResumeOutcome Account(ResumeOutcome outcome, Settled settled)
    {
        outcome.Outcome = settled.Settlement.ToString();
        outcome.Attempts = settled.Attempts;
        outcome.Duration = settled.Duration;
        outcome.JournaledDateTime = settled.NotedAt;
        outcome.IsDuplicate = settled.IsDuplicate;
        outcome.RequestId = settled.RequestId;
        outcome.ErrorId = settled.Error?.ToString();
        return outcome;
    }

    /// <summary>
    /// What is in flight when the pipeline ends early (-ErrorAction Stop, Select-Object -First) settles first, and a
    /// warning names it: an answer that was sent must not go unaccounted.
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
            IReadOnlyList<(Mention Mention, Settled Settled)> settled = _window!.Settle();
            if (
                settled.Where(item => item.Settled is { Attempts: > 0, NotedAt: null }).ToArray() is
                { Length: > 0 } sent
            )
                Name(sent);
            throw;
        }
    }

    private void Name(IReadOnlyList<(Mention Mention, Settled Settled)> settled)
    {
        try
        {
            IEnumerable<string> items = settled.Select(item => $"{item.Mention.Outcome} ({item.Settled.Settlement})");
            Pipeline.Warning($"Answers that were already on their way: {string.Join("; ", items)}.");
        }
        catch (Exception)
        {
            // A stopped pipeline, and one that stops at warnings, takes no more. The exception that ended it goes on.
        }
    }
}

/// <summary>An answer, and how a person is asked about it.</summary>
/// <param name="Description">What is going to happen, without personal data: verbose and -WhatIf show it.</param>
/// <param name="Question">The same as a question to a person, who may see names.</param>
/// <param name="Answer">The answer.</param>
internal sealed record AskedAnswer(string Description, string Question, IAnswer Answer);

/// <summary>An item that came in: what it was, what will account for it, and how its answer ends.</summary>
internal sealed record Mention(object? Target, string? TargetName, ResumeOutcome Outcome, Task<Settled> Settled);
