using System.Text.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Actions;
using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Graph's activationScope: what a run is asked to process.</summary>
internal abstract class ActivationScope
{
    private const string Namespace = "microsoft.graph.identityGovernance.";

    /// <summary>The scope as a run shows it.</summary>
    protected abstract JsonObject Json { get; }

    public static ActivationScope Read(JsonElement scope) =>
        ReferenceBody.ReadType(scope) switch
        {
            Namespace + "activateUserScope" => new UserScope(ReferenceBody.ReadIds(scope, "users")),
            Namespace + "activateGroupScope" => new GroupScope(ReferenceBody.ReadId(scope, "group")),
            Namespace + "activateRunScope" => new RunScope(
                ReferenceBody.ReadId(scope, "run"),
                ReadMember(scope, EnumTypes.ActivationTaskScope, "taskScope"),
                ReadMember(scope, EnumTypes.ActivationUserScope, "userScope")
            ),
            Namespace + "activateProcessingResultScope" => new ProcessingResultScope(
                ReferenceBody.ReadIds(scope, "processingResults"),
                ReadMember(scope, EnumTypes.ActivationTaskScope, "taskScope")
            ),
            string type => throw GraphException.BadRequest($"A scope can not be of type '#{type}'."),
        };

    /// <summary>The run that the scope asks for; without users when there is nothing in it.</summary>
    public abstract RunPlan Plan(Tenant tenant, Workflow workflow);

    protected static JsonObject Typed(string type, JsonObject members)
    {
        members.Insert(0, "@odata.type", $"#{Namespace}{type}");
        return members;
    }

    protected static JsonObject Reference(string id) => new() { ["id"] = id };

    private static string ReadMember(JsonElement scope, EnumType type, string property) =>
        ReferenceBody.ReadText(scope, property) is string member && type.Sendable.Contains(member)
            ? member
            : throw GraphException.BadRequest(
                $"The property '{property}' is required and must be one of {string.Join(", ", type.Sendable)}."
            );
}
