using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>
/// The entities of which a tenant has one: containers, settings, insights. Assumption: their ids are their names.
/// </summary>
internal static class ContainerTypes
{
    private const string Governance = "microsoft.graph.identityGovernance.";

    public static EntityType<LifecycleSettings> Settings { get; } =
        new(Governance + "lifecycleManagementSettings")
        {
            { "id", _ => "settings" },
            { "emailSettings", settings => new { settings.SenderDomain, settings.UseCompanyBranding } },
            { "quarantineConfiguration", settings => (object?)settings.QuarantineConfiguration },
            { "workflowScheduleIntervalInHours", settings => settings.WorkflowScheduleIntervalInHours },
        };

    public static EntityType<Tenant> Insights { get; } = new(Governance + "insights") { { "id", _ => "insights" } };

    public static EntityType<Tenant> DeletedItems { get; } =
        new("microsoft.graph.deletedItemContainer")
        {
            { "id", _ => "deletedItems" },
            { "workflows", () => EntityTypes.Workflow, tenant => tenant.DeletedWorkflows },
        };

    public static EntityType<Tenant> Container { get; } =
        new(Governance + "lifecycleWorkflowsContainer")
        {
            { "id", _ => "lifecycleWorkflows" },
            { "customTaskExtensions", () => EntityTypes.CustomTaskExtension, tenant => tenant.CustomTaskExtensions },
            { "deletedItems", () => DeletedItems, tenant => tenant, NavigationForm.Omitted },
            { "insights", () => Insights, tenant => tenant, NavigationForm.Omitted },
            { "settings", () => Settings, tenant => tenant.Settings, NavigationForm.Omitted },
            { "taskDefinitions", () => EntityTypes.TaskDefinition, tenant => tenant.TaskDefinitions },
            { "workflows", () => EntityTypes.Workflow, tenant => tenant.LiveWorkflows },
            { "workflowTemplates", () => EntityTypes.WorkflowTemplate, tenant => tenant.WorkflowTemplates },
        };
}
