using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Connections;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>
/// What all cmdlets have that talk to the service: a connection, a version, and where their ids come from.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfServiceCmdlet : LwfCmdlet
{
    private static readonly string[] RunParts =
    [
        nameof(ResourceKey.RunId),
        nameof(ResourceKey.UserProcessingResultId),
        nameof(ResourceKey.SubjectProcessingResultId),
    ];

    private string? _workflowId;
    private string? _typedVersion;
    private string? _typedItem;
    private string _connectionVersion = ApiVersions.V1;

    private protected LwfServiceCmdlet() { }

    /// <summary>The connection to use instead of this runspace's default one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>The version of Microsoft Graph, v1.0 or beta; without it the object's, else the connection's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string? ApiVersion { get; set; }

    /// <summary>What was piped in. Ids bind from its properties; it is what an error is about.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected GraphConnection GraphConnection { get; private set; } = null!;

    private protected LifecycleWorkflowsClient Client => GraphConnection.Client;

    private protected NameResolver Names => new(Client);

    /// <summary>
    /// The version when none was typed: the object's, else the connection's. It gives way where a place exists in one
    /// version alone.
    /// </summary>
    private protected virtual string DefaultVersion => ApiVersions.Parse(ApiVersion) ?? _connectionVersion;

    /// <summary>The ids that lead to what this cmdlet is about, as they are bound now.</summary>
    private protected virtual ResourceKey BoundKey => ResourceKey.None;

    /// <summary>The ids that stand on the command line.</summary>
    private protected ResourceKey ExplicitKey { get; private set; } = ResourceKey.None;

    /// <summary>The id of the one item that is meant, under its parameter's name; null for all items.</summary>
    private protected abstract (string Parameter, string? Value) ItemId { get; }

    /// <summary>The ids that the parameters of a workflow give.</summary>
    private protected ResourceKey WorkflowKey =>
        this is IWorkflowParameters parameters
            ? new() { Deleted = IsDeleted(parameters), WorkflowId = _workflowId ?? parameters.WorkflowId }
            : ResourceKey.None;

    /// <summary>Finds out which ids are meant where names were typed.</summary>
    private protected virtual void ResolveNames()
    {
        if (this is IWorkflowParameters { Workflow: not null } parameters)
            _workflowId = FindWorkflowId(parameters, parameters.Workflow);
        if (this is ISubjectParameters { Subject: { } subject })
            RequireUser(subject);
    }

    /// <summary>Finds out which ids are meant where that depends on the object that is bound now.</summary>
    private protected virtual void ResolveNamesForInput() { }

    private static bool IsDeleted(IWorkflowParameters parameters) =>
        parameters.Deleted || parameters.Workflow?.Deleted == true;

    private string FindWorkflowId(IWorkflowParameters parameters, NameOrId workflow)
    {
        if (parameters.WorkflowId is not null)
            throw Errors.ParameterInvalid(
                nameof(parameters.Workflow),
                "it can't be combined with -WorkflowId",
                "Specify only one of them."
            );
        RequireSameService(workflow.Service);
        return Dispatcher.Wait(
            Names.WorkflowIdAsync(workflow, IsDeleted(parameters), DefaultVersion, Dispatcher, Token)
        );
    }

    /// <summary>Refuses a user who is named in a way that nothing can be compared with.</summary>
    private void RequireUser(NameOrId user)
    {
        RequireSameService(user.Service);
        if (!user.IsId && !user.Text.Contains('@', StringComparison.Ordinal))
            throw Errors.ParameterInvalid(
                nameof(ISubjectParameters.Subject),
                $"'{user.Text}' isn't a user principal name or ID",
                "For -Subject, specify a user principal name such as adele@contoso.com, an ID,"
                    + " or an object with the ID."
            );
    }

    private protected override PSObject? PipedObject => InputObject;

    private protected override object? Target => InputObject ?? (object?)TargetName;

    private protected override string? TargetName =>
        ItemId.Value ?? BoundKey.BoundNames.Select(name => BoundKey[name]).LastOrDefault();

    private protected override void Begin()
    {
        GraphConnection =
            Connection as GraphConnection
            ?? (Runtime.IsBoundExplicitly(nameof(Connection)) ? null : DefaultConnection.Get())
            ?? throw Errors.NotConnected();
        if (GraphConnection.HasEnded)
            throw Errors.Disconnected();
        _connectionVersion = GraphConnection.ApiVersion;
        ResolveNames();
        ExplicitKey = BoundKey;
        _typedItem = ItemId.Value;
        _typedVersion = ApiVersion;
        foreach (string parameter in PathTemplate.Parameters.Append(ItemId.Parameter).Where(Runtime.IsBoundExplicitly))
            ResourcePath.RequireUsableId(
                parameter,
                parameter == ItemId.Parameter ? ItemId.Value : ExplicitKey[parameter]
            );
    }

    /// <summary>Whether the command line says which one item is meant.</summary>
    private protected bool HasTypedItemId => !string.IsNullOrEmpty(_typedItem);

    /// <summary>Whether the item that is meant came with an object.</summary>
    private protected bool HasInputItemId =>
        !string.IsNullOrEmpty(ItemId.Value)
        && (string.IsNullOrEmpty(_typedItem) || IsInputId(ItemId.Parameter, _typedItem));

    /// <summary>Whether an object itself has the id that was typed: then it says nothing else.</summary>
    private bool IsInputId(string parameter, string id) =>
        InputProperty(parameter) is { } own && IdRules.AreEqual(own, id);

    /// <summary>Every id, and which of them are of something else than the object says.</summary>
    private GivenIds GetGivenIds(bool areOfOneThing)
    {
        ResourceKey typed = ExplicitKey.Restrict([
            .. ExplicitKey.BoundNames.Where(name => !IsInputId(name, ExplicitKey[name]!)),
        ]);
        return new(typed, BoundKey) { AreOfOneObject = areOfOneThing, IncludeItem = HasInputItemId };
    }

    /// <summary>Whether the object is one that this module made, whose ids belong together.</summary>
    private protected bool IsOwnObject => InputObject?.BaseObject is GraphObject or ResumeOutcome or RunOutcome;

    /// <summary>Which items of the collection all ids together mean.</summary>
    private protected Selection Select(ResourceCollection collection)
    {
        RequireOwnInput(collection);
        Selection selection = Selection.Of(
            collection,
            GetGivenIds(IsOwnObject),
            ApiVersions.Parse(_typedVersion),
            DefaultVersion
        );
        return selection with { Place = selection.Place with { IsPreview = IsInputPreview(selection.Place.Ids) } };
    }

    /// <summary>Whether the object says of a run, or of a result in it, that it's only a preview.</summary>
    private bool? IsInputPreview(ResourceKey ids) =>
        RunParts.Any(name => ids[name] is { } id && IsInputId(name, id))
        && bool.TryParse(InputProperty(nameof(Run.IsPreview)), out bool isPreview)
            ? isPreview
            : null;

    /// <summary>
    /// Where the one item is that an action is about. Its own id, if it came with others, implies them; of an object
    /// that this module did not make, that is only said where the documented path is taken.
    /// </summary>
    private protected ResourcePath ResolvePath(ResourceCollection collection) =>
        ResolvePath(
            collection,
            IsOwnObject || !string.IsNullOrEmpty(BoundKey.TaskId) || collection == ResourceCollection.AssignmentRequests
        );

    /// <summary>
    /// The same where it is known, or will be found out, whether the ids that came with the item's own are of it.
    /// </summary>
    private protected ResourcePath ResolvePath(ResourceCollection collection, bool areOfOneThing)
    {
        RequireOwnInput(collection);
        return collection.ResolvePath(GetGivenIds(areOfOneThing), ApiVersions.Parse(_typedVersion), DefaultVersion);
    }

    private protected ResourcePath ResolvePath(ResourceCollection collection, ResourceKey typed, ResourceKey known) =>
        collection.ResolvePath(typed, known, ApiVersions.Parse(_typedVersion), DefaultVersion);

    /// <summary>
    /// Refuses an object that told nothing, and one that another service or tenant gave, where its ids may be somebody
    /// else's.
    /// </summary>
    private protected void RequireOwnInput(ResourceCollection collection)
    {
        RequireBoundInput(collection);
        RequireSameService(ObjectOrigin.Of(InputObject));
    }

    private protected void RequireSameService(ServiceOrigin? theirs)
    {
        if (theirs is null)
            return;
        ServiceOrigin ours = theirs.TenantId is null
            ? new(GraphConnection.GraphEndpoint, null)
            : Dispatcher.Wait(GraphConnection.ServiceAsync(Dispatcher, Token));
        if (!theirs.Matches(ours))
            throw Errors.FromElsewhere(theirs, ours);
    }

    /// <summary>
    /// The IDs that lead to the one run that an action is about. They are all typed, or all of an object that isn't
    /// about less than the action.
    /// </summary>
    /// <param name="runId">The ID of the run, if there's one.</param>
    /// <param name="wide">What the action is about.</param>
    /// <param name="narrower">The properties of objects that are about less.</param>
    private protected ResourceKey RequireRunKey(string? runId, string wide, params string[] narrower)
    {
        RequireOwnInput(ResourceCollection.Runs);
        ResourceKey workflow = WorkflowKey;
        if (narrower.FirstOrDefault(name => InputProperty(name) is not null) is { } found)
            throw Errors.NarrowerInput(found, wide, $"Pipe a {wide} to this cmdlet, or specify its ID.");
        if (string.IsNullOrEmpty(workflow.WorkflowId))
            throw Errors.IdsMissing("the run", [], "-" + nameof(ResourceKey.WorkflowId));
        if (InputProperty(nameof(ResourceKey.WorkflowId)) is { } own && !IdRules.AreEqual(own, workflow.WorkflowId))
            throw Errors.IdsApart(
                nameof(ResourceKey.RunId),
                runId ?? "",
                nameof(ResourceKey.WorkflowId),
                workflow.WorkflowId
            );
        ResourcePath.RequireUsableId(nameof(ResourceKey.WorkflowId), workflow.WorkflowId);
        return workflow with { RunId = string.IsNullOrEmpty(runId) ? null : runId };
    }

    /// <summary>Refuses IDs on the command line beside input, which has its own.</summary>
    private protected void RequireNotTypedWithInput(params string[] parameters)
    {
        if (Runtime.ExpectingInput && parameters.FirstOrDefault(Runtime.IsBoundExplicitly) is { } typed)
            throw Errors.ParameterInvalid(
                typed,
                "it can't be combined with pipeline input",
                $"Remove -{typed}, or don't pipe anything to this cmdlet."
            );
    }

    private string? InputProperty(string property) => ObjectOrigin.Text(InputObject, property);

    /// <summary>
    /// Refuses an object that was piped in and told nothing: taken for no object at all, it would stand for everything.
    /// </summary>
    private void RequireBoundInput(ResourceCollection collection)
    {
        ResourceKey ids = BoundKey;
        if (!Runtime.ExpectingInput || HasInputItemId || ids.NonEmptyNames.Any(name => ids[name] != ExplicitKey[name]))
            return;
        string[] names =
        [
            .. collection
                .Templates.SelectMany(place => place.Names)
                .Append(ItemId.Parameter)
                .Where(name => GetType().GetProperty(name) is not null)
                .Distinct(),
        ];
        if (!names.Any(name => InputProperty(name) is not null))
            throw Errors.NothingBound(names);
    }
}
