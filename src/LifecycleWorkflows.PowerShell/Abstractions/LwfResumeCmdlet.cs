using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Resuming.Journaling;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Runtime;

namespace LifecycleWorkflows.PowerShell.Abstractions;

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

    private OrderedTaskQueue<(Mention Mention, ResumeResult Settled)>? _window;
    private ListProgress _progress = null!;
    private ResumeRun? _run;
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
    private protected string EffectiveSource => string.IsNullOrEmpty(Source) ? Callout.UsualSource : Source;

    /// <summary>What the answer is to say of its kind.</summary>
    /// <param name="usual">What it says when nobody gave anything.</param>
    private protected string EffectiveType(string usual) => string.IsNullOrEmpty(Type) ? usual : Type;

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
    private protected virtual void StopSending() { }

    /// <summary>The answer to one item at its path.</summary>
    private protected abstract ResumeProposal CreateProposal(ResourcePath collection, string id);

    /// <summary>An outcome that names the item, and does not say yet how it ended.</summary>
    private protected abstract ResumeOutcome CreateOutcome(ResourceKey ids, string? id, string apiVersion);

    private protected sealed override void Begin()
    {
        base.Begin();
        RequireAtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        _run = new(OpenJournal());
        _progress = new(Dispatcher, "sending callbacks");
        _window = new(Window, Dispatcher.Wait, Emit);
        _hasTypedIds = ItemId.Value is not null || ExplicitKey.BoundNames.Any();
        if (CallbackUriPath is not null)
            Callback = ReadCallback(CallbackUriPath);
    }

    private protected sealed override void Process() =>
        WithInFlightWarning(() =>
        {
            if (IsConnectionTest)
                Runtime.Verbose("Skipped a connection test: it doesn't wait for a callback.");
            else if (ReadInput() is { } mention)
                _window!.Add(SettleAsync(mention));
        });

    private protected sealed override void End()
    {
        WithInFlightWarning(_window!.Drain);
        _progress.Complete();
        Dispatcher.Flush();
    }

    private protected sealed override void Close()
    {
        StopSending();
        _window?.WaitAll(Patience);
        StopProcessing();
        _window?.WaitAll(Patience);
        _run?.Dispose();
    }

    private Journal? OpenJournal()
    {
        if (JournalPath is null)
            return null;
        string path = Runtime.FilePath(nameof(JournalPath), JournalPath);
        return new(
            path,
            new(
                Collection.Noun,
                Dispatcher.Wait(TenantAsync()),
                GraphConnection.GraphEndpoint.Authority,
                DefaultVersion
            ),
            Token
        );
    }

    /// <summary>The token tells the tenant by its id, however it was named when connecting.</summary>
    private async Task<string?> TenantAsync() =>
        (await GraphConnection.ReadTokenAsync(Dispatcher, Token).ConfigureAwait(false)).TenantId
        ?? GraphConnection.TenantId;

    /// <summary>Takes what is bound now, and resumes it unless that was done before or isn't wanted.</summary>
    private Mention? ReadInput()
    {
        ResumeOutcome outcome = CreateOutcome(BoundKey, ItemId.Value, ApiVersion ?? "");
        Callback = null;
        try
        {
            RequireValidInput();
            RequireSameKind();
            (ResourceKey key, string? id) = ReadKey();
            outcome = CreateOutcome(key, id, ApiVersion ?? "");
            if (Callback is not null)
                RequireSameService(ObjectOrigin.Of(InputObject));
            ResourcePath collection = Callback is null
                ? ResolvePath(Collection)
                : ResolvePath(Collection, Callback.Ids, Callback.Ids);
            if (string.IsNullOrEmpty(id))
                throw Errors.IdMissing(ItemId.Parameter, CmdletOfOrigin);
            ResumeProposal proposal = CreateProposal(collection, id);
            outcome = CreateOutcome(key with { Deleted = collection.Ids.Deleted }, id, collection.ApiVersion);
            Task<ResumeResult>? result = Confirm(proposal);
            return result is null ? null : new(Target, TargetName, outcome, result);
        }
        catch (LifecycleWorkflowsException failure)
        {
            ResumeResult failed = new(ResumeStatus.Failed, 0, TimeSpan.Zero, null, failure);
            return new(Target, TargetName, outcome, Task.FromResult(failed));
        }
    }

    /// <summary>The IDs of the item: those of the callback path, if one is bound.</summary>
    private (ResourceKey Key, string? Id) ReadKey()
    {
        if (string.IsNullOrEmpty(CallbackUriPath))
            return (BoundKey, ItemId.Value);
        Callback = ReadCallback(CallbackUriPath);
        RequireConsistent(Callback);
        return (Callback.Ids, Callback.Id);
    }

    private Task<ResumeResult>? Confirm(ResumeProposal answer)
    {
        if (!_run!.IsOpen(answer.Answer, Dispatcher, out Task<ResumeResult>? outcome))
            return outcome;
        if (Runtime.ShouldProcess(answer.Description, answer.Question))
            return _run.SendAsync(answer.Answer, Dispatcher, Token);
        _run.Decline(answer.Answer);
        return null;
    }

    private CallbackPath ReadCallback(string path)
    {
        if (_hasTypedIds)
            throw Errors.ParameterInvalid(
                nameof(CallbackUriPath),
                "it can't be combined with IDs",
                "Specify -CallbackUriPath, a callout that contains it, or IDs."
            );
        CallbackPath callback = CallbackPath.Parse(path);
        if (callback.Collection != Collection)
            throw AnsweredElsewhere(callback.IsAssignmentRequest);
        return callback;
    }

    private void RequireSameKind()
    {
        if (
            string.IsNullOrEmpty(ItemId.Value)
            && InputObject?.Properties[ItemOfOtherKind]?.Value?.ToString() is { Length: > 0 }
        )
            throw AnsweredElsewhere(ItemOfOtherKind == nameof(Callout.AccessPackageAssignmentRequestId));
    }

    private void RequireConsistent(CallbackPath callback)
    {
        string? contradicted = callback.Matches(ItemId.Parameter, ItemId.Value)
            ? BoundKey.NonEmptyNames.FirstOrDefault(name => !callback.Matches(name, BoundKey[name]))
            : ItemId.Parameter;
        if (contradicted is not null || (BoundKey.Deleted && !callback.Ids.Deleted))
            throw Errors.CalloutContradicts(contradicted ?? nameof(ResourceKey.Deleted));
    }

    private static LifecycleWorkflowsException AnsweredElsewhere(bool isAssignmentRequest) =>
        Errors.AnsweredElsewhere(
            isAssignmentRequest ? "an access package assignment request" : "a task processing result"
        );

    private async Task<(Mention, ResumeResult)> SettleAsync(Mention mention)
    {
        ResumeResult settled = await mention.Settled.ConfigureAwait(false);
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
                    $"{_settled:N0} completed in {_progress.Elapsed:h\\:mm\\:ss},"
                        + $" {_settled / _progress.Elapsed.TotalSeconds:N1} per second"
                )
            );
        }
    }

    private void Emit((Mention Mention, ResumeResult Settled) item)
    {
        (Mention mention, ResumeResult settled) = item;
        if (PassThru)
            Runtime.Output(ApplyResult(mention.Outcome, settled));
        if (settled.Failure is not null)
            Runtime.Error(new(settled.Failure, mention.Target, mention.TargetName));
    }

    private ResumeOutcome ApplyResult(ResumeOutcome outcome, ResumeResult settled)
    {
        outcome.Service = GraphConnection.Service;
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
    private void WithInFlightWarning(Action step)
    {
        try
        {
            step();
        }
        catch (Exception)
        {
            StopSending();
            IReadOnlyList<(Mention Mention, ResumeResult Settled)> settled = _window!.CollectCompleted();
            if (
                settled.Where(item => item.Settled is { Attempts: > 0, NotedAt: null }).ToArray() is
                { Length: > 0 } sent
            )
                WarnInFlight(sent);
            throw;
        }
    }

    private void WarnInFlight(IReadOnlyList<(Mention Mention, ResumeResult Settled)> settled)
    {
        try
        {
            IEnumerable<string> items = settled.Select(item => $"{item.Mention.Outcome} ({item.Settled.Settlement})");
            Runtime.Warning($"Callbacks that were already being sent: {string.Join("; ", items)}.");
        }
        catch (Exception)
        {
            // A stopped pipeline, and one that stops at warnings, takes no more. The exception that ended it goes on.
        }
    }
}
