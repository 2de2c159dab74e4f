using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>The users that the body of an action names as its subjects.</summary>
internal static class SubjectBody
{
    private const string Property = "subjects";
    private const string UserType = "microsoft.graph.user";
    private const int MaximumSubjects = 10;

    public static IReadOnlyList<User> Read(GraphCall call) => Read(call, call.Request.ReadBody());

    /// <summary>Reads subjects that could be any objects of the directory, so that each must say that it is a user.</summary>
    public static IReadOnlyList<User> ReadTyped(GraphCall call)
    {
        JsonElement body = call.Request.ReadBody();
        IReadOnlyList<User> users = Read(call, body);
        foreach (JsonElement subject in body.GetProperty(Property).EnumerateArray())
        {
            if (ReferenceBody.ReadType(subject) is string type && type != UserType)
                throw GraphException.BadRequest($"A subject can not be of type '#{type}'.");
        }
        return users;
    }

    private static IReadOnlyList<User> Read(GraphCall call, JsonElement body) =>
        [
            .. ReferenceBody
                .ReadIds(body, Property, MaximumSubjects)
                .Select(id =>
                    call.Tenant.FindUser(id)
                    ?? call.Tenant.FindUser(GuidText.Plain(id))
                    ?? throw GraphException.BadRequest($"The subject '{id}' does not exist.")
                )
                .Distinct(),
        ];
}
