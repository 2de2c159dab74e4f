using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// What all cmdlets have that talk to the service: a connection, a version, and where their ids come from.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfServiceCmdlet : LwfCmdlet
{
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

    private protected GraphConnection Session { get; private set; } = null!;

    private protected LifecycleWorkflowsClient Client => Session.Client;

    /// <summary>
    /// The version when none was typed: the object's, else the connection's. It gives way where a place exists in one
    /// version alone.
    /// </summary>
    private protected string UsualVersion => ApiVersions.Parse(ApiVersion) ?? _connectionVersion;

    /// <summary>The ids that lead to what this cmdlet is about, as they are bound now.</summary>
    private protected virtual ResourceIds Ids => ResourceIds.None;

    /// <summary>The ids that stand on the command line.</summary>
    private protected ResourceIds TypedIds { get; private set; } = ResourceIds.None;

    /// <summary>The id of the one item that is meant, under its parameter's name; null for all items.</summary>
    private protected abstract (string Parameter, string? Value) Item { get; }

    /// <summary>Finds out which ids are meant where names were typed.</summary>
    private protected virtual void Resolve() { }

    /// <summary>Finds out which ids are meant where that depends on the object that is bound now.</summary>
    private protected virtual void ResolveOne() { }

    /// <summary>The id of the workflow that was named; null when none was.</summary>
    private protected string? Find(NameOrId? workflow, string? workflowId, bool deleted)
    {
        if (workflow is null)
            return null;
        if (workflowId is not null)
            throw Errors.ParameterInvalid(WorkflowParameter, "it was given beside -WorkflowId", "Give one of them.");
        RequireSame(workflow.Service);
        return Bridge.Wait(Client.Walk.WorkflowIdAsync(workflow, deleted, UsualVersion, Bridge, Token));
    }

    /// <summary>Refuses a user who is named in a way that nothing can be compared with.</summary>
    private protected void RequireUser(string parameter, NameOrId? user)
    {
        if (user is null)
            return;
        RequireSame(user.Service);
        if (!user.IsId && !user.Text.Contains('@', StringComparison.Ordinal))
            throw Errors.ParameterInvalid(
                parameter,
                $"'{user.Text}' is neither a sign-in name nor an id",
                $"Give -{parameter} a sign-in name such as adele@contoso.com, an id, or an object that has the id."
            );
    }

    private const string WorkflowParameter = "Workflow";

    private protected override PSObject? Piped => InputObject;

    private protected override object? Target => InputObject ?? (object?)TargetName;

    private protected override string? TargetName => Item.Value ?? Ids.Names.Select(name => Ids[name]).LastOrDefault();

    private protected override void Begin()
    {
        Session =
            Connection as GraphConnection
            ?? (Pipeline.IsTyped(nameof(Connection)) ? null : DefaultConnection.Get())
            ?? throw Errors.NotConnected();
        if (Session.HasEnded)
            throw Errors.Disconnected();
        _connectionVersion = Session.ApiVersion;
        Resolve();
        TypedIds = Ids;
        _typedItem = Item.Value;
        _typedVersion = ApiVersion;
        foreach (string parameter in PathTemplate.Parameters.Append(Item.Parameter).Where(Pipeline.IsTyped))
            ResourcePath.Usable(parameter, parameter == Item.Parameter ? Item.Value : TypedIds[parameter]);
    }

    /// <summary>Whether the item that is meant came with an object.</summary>
    private protected bool HasPipedItem =>
        !string.IsNullOrEmpty(Item.Value) && (string.IsNullOrEmpty(_typedItem) || IsOwn(Item.Parameter, _typedItem));

    /// <summary>Whether an object itself has the id that was typed: then it says nothing else.</summary>
    private bool IsOwn(string parameter, string id) => Told(parameter) is { } own && PlainId.Same(own, id);

    /// <summary>Every id, and which of them are of something else than the object says.</summary>
    private GivenIds Given(bool areOfOneThing)
    {
        ResourceIds typed = TypedIds.Only([.. TypedIds.Names.Where(name => !IsOwn(name, TypedIds[name]!))]);
        return new(typed, Ids) { AreOfOneThing = areOfOneThing, IncludeItem = HasPipedItem };
    }

    /// <summary>Whether the object is one that this module made, whose ids belong together.</summary>
    private protected bool IsOfOneThing => InputObject?.BaseObject is GraphObject or ResumeOutcome;

    /// <summary>Which items of the collection all ids together mean.</summary>
    private protected Selection Select(ResourceCollection collection)
    {
        RequireOwn(collection);
        return Selection.Of(collection, Given(IsOfOneThing), ApiVersions.Parse(_typedVersion), UsualVersion);
    }

    /// <summary>
    /// Where the one item is that an action is about. Its own id, if it came with others, implies them; of an object
    /// that this module did not make, that is only said where the documented path is taken.
    /// </summary>
    private protected ResourcePath Locate(ResourceCollection collection) =>
        Locate(
            collection,
            IsOfOneThing || !string.IsNullOrEmpty(Ids.TaskId) || collection == ResourceCollection.AssignmentRequests
        );

    /// <summary>
    /// The same where it is known, or will be found out, whether the ids that came with the item's own are of it.
    /// </summary>
    private protected ResourcePath Locate(ResourceCollection collection, bool areOfOneThing)
    {
        RequireOwn(collection);
        return collection.Locate(Given(areOfOneThing), ApiVersions.Parse(_typedVersion), UsualVersion);
    }

    private protected ResourcePath Locate(ResourceCollection collection, ResourceIds typed, ResourceIds known) =>
        collection.Locate(typed, known, ApiVersions.Parse(_typedVersion), UsualVersion);

    /// <summary>
    /// Refuses an object that told nothing, and one that another service or tenant gave, where its ids may be somebody
    /// else's.
    /// </summary>
    private protected void RequireOwn(ResourceCollection collection)
    {
        RequireTold(collection);
        RequireSame(ObjectOrigin.Of(InputObject));
    }

    private protected void RequireSame(ServiceOrigin? theirs)
    {
        if (theirs is null)
            return;
        ServiceOrigin ours = theirs.TenantId is null
            ? new(Session.GraphEndpoint, null)
            : Bridge.Wait(Session.ServiceAsync(Bridge, Token));
        if (!theirs.Agrees(ours))
            throw Errors.FromElsewhere(theirs, ours);
    }

    private string? Told(string property) => ObjectOrigin.Text(InputObject, property);

    /// <summary>
    /// Refuses an object that was piped in and told nothing: taken for no object at all, it would stand for everything.
    /// </summary>
    private void RequireTold(ResourceCollection collection)
    {
        ResourceIds ids = Ids;
        if (!Pipeline.ExpectsInput || HasPipedItem || ids.GivenNames.Any(name => ids[name] != TypedIds[name]))
            return;
        string[] names =
        [
            .. collection
                .Templates.SelectMany(place => place.Names)
                .Append(Item.Parameter)
                .Where(name => GetType().GetProperty(name) is not null)
                .Distinct(),
        ];
        if (!names.Any(name => Told(name) is not null))
            throw Errors.NothingBound(names);
    }
}
