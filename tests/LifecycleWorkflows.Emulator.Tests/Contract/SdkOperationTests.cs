using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Graph.IdentityGovernance.EntitlementManagement.AssignmentRequests;
using Microsoft.Graph.IdentityGovernance.LifecycleWorkflows;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace LifecycleWorkflows.Emulator.Tests.Contract;

/// <summary>The operations that the SDK's builders can make, beside those of Microsoft's table.</summary>
public sealed class SdkOperationTests
{
    private static readonly HttpClientRequestAdapter Adapter = new(new AnonymousAuthenticationProvider());

    private static readonly Type[] Roots =
    [
        typeof(LifecycleWorkflowsRequestBuilder),
        typeof(AssignmentRequestsRequestBuilder),
    ];

    private static readonly Regex Verbs = new("^To(Get|Post|Patch|Put|Delete)RequestInformation$");

    [Fact]
    public void The_SDK_can_make_every_operation_of_the_table()
    {
        HashSet<string> sdk = [.. Roots.SelectMany(root => Operations(root, []))];

        Assert.Contains(
            "POST /identityGovernance/lifecycleWorkflows/workflows/"
                + "{}/microsoft.graph.identityGovernance.activateWithScope",
            sdk
        );
        Assert.DoesNotContain(
            OperationTable.Rows(),
            row => row.Version == "v1.0" && !sdk.Contains($"{row.Method} {Plain(row.Template)}")
        );
    }

    private static IEnumerable<string> Operations(Type builder, HashSet<Type> seen)
    {
        if (!seen.Add(builder))
            yield break;
        object made = Activator.CreateInstance(builder, "https://sdk", Adapter)!;
        string template = (string)
            typeof(BaseRequestBuilder)
                .GetProperty("UrlTemplate", BindingFlags.Instance | BindingFlags.NonPublic)!
                .GetValue(made)!;
        foreach (MethodInfo method in builder.GetMethods().DistinctBy(method => method.Name))
        {
            if (Verbs.Match(method.Name) is { Success: true } verb)
                yield return $"{verb.Groups[1].Value.ToUpperInvariant()} {Plain(template)}";
        }
        IEnumerable<Type> next = builder
            .GetProperties()
            .Select(property => property.PropertyType)
            .Concat(builder.GetMethods().Where(method => method.Name != "WithUrl").Select(method => method.ReturnType))
            .Where(type => type.IsSubclassOf(typeof(BaseRequestBuilder)));
        foreach (string operation in next.SelectMany(type => Operations(type, seen)))
            yield return operation;
    }

    /// <summary>A path without what differs in spelling alone: the names of keys, and the query.</summary>
    private static string Plain(string template)
    {
        string path = Regex.Replace(template.Replace("{+baseurl}", "", StringComparison.Ordinal), @"\{\?[^}]*\}$", "");
        return Regex.Replace(path, @"\{[^}]*\}", "{}");
    }
}
