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
        new(
            Governance + "lifecycleManagementSettings",
            [
                new StringProperty<LifecycleSettings>("id", _ => "settings"),
                new ComplexProperty<LifecycleSettings>(
                    "emailSettings",
                    (writer, settings) => ComplexValues.WriteEmailSettings(writer, settings)
                ),
                new ComplexProperty<LifecycleSettings>(
                    "quarantineConfiguration",
                    (writer, _) => writer.WriteNullValue()
                ),
                new Int32Property<LifecycleSettings>(
                    "workflowScheduleIntervalInHours",
                    settings => settings.WorkflowScheduleIntervalInHours
                ),
            ]
        )
        {
            DefaultOrder = Order.Single<LifecycleSettings>(),
        };

    public static EntityType<Tenant> Insights { get; } =
        new(Governance + "insights", [new StringProperty<Tenant>("id", _ => "insights")])
        {
            DefaultOrder = Order.Single<Tenant>(),
        };

    public static EntityType<Tenant> DeletedItems { get; } =
        new(
            "microsoft.graph.deletedItemContainer",
            [
                new StringProperty<Tenant>("id", _ => "deletedItems"),
                new CollectionNavigation<Tenant, Workflow>(
                    "workflows",
                    () => EntityTypes.Workflow,
                    tenant => tenant.DeletedWorkflows
                ),
            ]
        )
        {
            DefaultOrder = Order.Single<Tenant>(),
        };

    public static EntityType<Tenant> Container { get; } =
        new(
            Governance + "lifecycleWorkflowsContainer",
            [
                new StringProperty<Tenant>("id", _ => "lifecycleWorkflows"),
                new CollectionNavigation<Tenant, CustomTaskExtension>(
                    "customTaskExtensions",
                    () => EntityTypes.CustomTaskExtension,
                    tenant => tenant.CustomTaskExtensions
                ),
                new ReferenceNavigation<Tenant, Tenant>(
                    "deletedItems",
                    DeletedItems,
                    tenant => tenant,
                    NavigationForm.Omitted
                ),
                new ReferenceNavigation<Tenant, Tenant>("insights", Insights, tenant => tenant, NavigationForm.Omitted),
                new ReferenceNavigation<Tenant, LifecycleSettings>(
                    "settings",
                    Settings,
                    tenant => tenant.Settings,
                    NavigationForm.Omitted
                ),
                new CollectionNavigation<Tenant, TaskDefinition>(
                    "taskDefinitions",
                    () => EntityTypes.TaskDefinition,
                    tenant => tenant.TaskDefinitions
                ),
                new CollectionNavigation<Tenant, Workflow>(
                    "workflows",
                    () => EntityTypes.Workflow,
                    tenant => tenant.LiveWorkflows
                ),
                new CollectionNavigation<Tenant, WorkflowTemplate>(
                    "workflowTemplates",
                    () => EntityTypes.WorkflowTemplate,
                    tenant => tenant.WorkflowTemplates
                ),
            ]
        )
        {
            DefaultOrder = Order.Single<Tenant>(),
        };
}
