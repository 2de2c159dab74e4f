using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>What all cmdlets have that talk to the service: a connection, a version, and where their ids come from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfServiceCmdlet : LwfCmdlet
{
    private string? _typedVersion;
    private string _connectionVersion = ApiVersions.V1;

    private protected LwfServiceCmdlet()
    {
    }

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

    /// <summary>The version when none was typed: the object's, else the connection's. It gives way where a place exists in one version alone.</summary>
    private protected string UsualVersion => ApiVersions.Parse(ApiVersion) ?? _connectionVersion;

    /// <summary>The ids that lead to what this cmdlet is about, as they are bound now.</summary>
    private protected virtual ResourceIds Ids => ResourceIds.None;

    /// <summary>The ids that stand on the command line.</summary>
    private protected ResourceIds TypedIds { get; private set; } = ResourceIds.None;

    /// <summary>The id of the one item that is meant, under its parameter's name; null for all items.</summary>
    private protected abstract (string Parameter, string? Value) Item { get; }

    /// <summary>Finds out which ids are meant where names were typed.</summary>
    private protected virtual void Resolve()
    {
    }

    /// <summary>The id of the workflow that was named; null when none was.</summary>
    private protected string? Find(NameOrId? workflow, string? workflowId, bool deleted)
    {
        if (workflow is null)
            return Pipeline.IsTyped(WorkflowParameter) ? ResourcePath.Usable(WorkflowParameter, null) : null;
        if (workflowId is not null)
            throw Errors.ParameterInvalid(WorkflowParameter, "it was given beside -WorkflowId", "Give one of them.");
        ResourcePath.Usable(WorkflowParameter, workflow.Text);
        return Bridge.Wait(Client.Walk.WorkflowIdAsync(workflow, deleted, UsualVersion, Bridge, Token));
    }

    /// <summary>Refuses a user who is named in a way that nothing can be compared with.</summary>
    private protected void RequireUser(string parameter, NameOrId? user)
    {
        if (user is null && !Pipeline.IsTyped(parameter))
            return;
        string name = ResourcePath.Usable(parameter, user?.Text);
        if (!user!.IsId && !name.Contains('@', StringComparison.Ordinal))
            throw Errors.ParameterInvalid(parameter, $"'{name}' is neither a sign-in name nor an id", $"Give -{parameter} a sign-in name such as adele@contoso.com, an id, or an object that has the id.");
    }

    private const string WorkflowParameter = "Workflow";

    private protected override object? Target => InputObject ?? (object?)TargetName;

    private protected override string? TargetName => Item.Value ?? Ids.Names.Select(name => Ids[name]).LastOrDefault();

    private protected override void Begin()
    {
        Session = Connection as GraphConnection ?? (Pipeline.IsTyped(nameof(Connection)) ? null : DefaultConnection.Get()) ?? throw Errors.NotConnected();
        if (Session.HasEnded)
            throw Errors.Disconnected();
        _connectionVersion = Session.ApiVersion;
        Resolve();
        TypedIds = Ids;
        _typedVersion = ApiVersion;
        foreach (string parameter in PathTemplate.Parameters.Append(Item.Parameter).Where(Pipeline.IsTyped))
            ResourcePath.Usable(parameter, parameter == Item.Parameter ? Item.Value : TypedIds[parameter]);
    }

    /// <summary>Where the collection is that this cmdlet is about.</summary>
    private protected ResourcePath Locate(ResourceCollection collection)
    {
        RequireBound(collection);
        return Locate(collection, TypedIds, Ids);
    }

    /// <summary>Refuses an object that was piped in and told nothing: taken for no object at all, it would stand for everything.</summary>
    private protected void RequireBound(ResourceCollection collection)
    {
        if (Pipeline.ExpectsInput && Ids == TypedIds && string.IsNullOrEmpty(Item.Value) && (collection.IsTop || ApiVersion == _typedVersion))
            throw Errors.NothingBound([.. collection.Templates.SelectMany(place => place.Names).Distinct(), Item.Parameter]);
    }

    private protected ResourcePath Locate(ResourceCollection collection, ResourceIds typed, ResourceIds known) =>
        collection.Locate(typed, known, ApiVersions.Parse(_typedVersion), UsualVersion);
}
