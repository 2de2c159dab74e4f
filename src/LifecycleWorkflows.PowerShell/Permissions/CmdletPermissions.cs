using System.Reflection;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.PowerShell.Permissions;

/// <summary>What a cmdlet needs, as its <see cref="GraphPermissionAttribute"/> says.</summary>
internal sealed class CmdletPermissions
{
    private const string Both = " and ";
    private const string Unreadable = "The token cannot be read. Try the cmdlet.";

    private readonly GraphOperation[] _operations;
    private readonly string[] _exceptions;

    private CmdletPermissions(Type type)
    {
        ILookup<bool, GraphPermissionAttribute> attributes = type.GetCustomAttributes<GraphPermissionAttribute>()
            .ToLookup(each => each.For is null);
        Cmdlet = type.Name.Insert(type.Name.IndexOf("Lwf", StringComparison.Ordinal), "-");
        _operations = [.. attributes[true].SelectMany(each => each.Operations)];
        Permissions = Alternatives(_operations);
        _exceptions =
        [
            .. _operations.Select(operation => operation.Exception).OfType<string>(),
            .. attributes[false].Select(part => $"{part.For} also need {Alternatives(part.Operations)[0]}."),
        ];
    }

    /// <summary>All cmdlets that use the service, by name.</summary>
    public static IReadOnlyList<CmdletPermissions> All =>
        [
            .. typeof(CmdletPermissions)
                .Assembly.GetExportedTypes()
                .Where(type => type.IsDefined(typeof(GraphPermissionAttribute)))
                .Select(type => new CmdletPermissions(type))
                .OrderBy(each => each.Cmdlet, StringComparer.Ordinal),
        ];

    /// <summary>What a user asks for unless others are named: enough to read workflows, runs and results.</summary>
    public static IReadOnlyList<string> DefaultScopes =>
        [GraphOperation.ReadWorkflowVersions.Permissions[0], GraphOperation.ReadRuns.Permissions[0]];

    public string Cmdlet { get; }

    /// <summary>Any one of these is enough, the least privileged first; some are two permissions.</summary>
    public IReadOnlyList<string> Permissions { get; }

    /// <summary>What no token tells of a user, or of an application, in sentences.</summary>
    public string UserRemark => Join([.. _operations.Select(operation => operation.UserRemark), .. _exceptions]);

    public string ApplicationRemark =>
        Join([.. _operations.Select(operation => operation.ApplicationRemark), .. _exceptions]);

    /// <summary>All of it, as the notes of the cmdlet's help begin.</summary>
    public string Note =>
        Join([
            Permissions.Count == 1
                ? $"Permission, delegated or application: {Permissions[0]}."
                : $"Permissions, delegated or application, from least to most privileged: {string.Join(", ", Permissions)}.",
            Remarks,
        ]);

    /// <summary>What else is needed, whoever runs it.</summary>
    public string Remarks =>
        Join([
            .. _operations.Select(operation => operation.UserRemark),
            .. _operations.Select(operation => operation.ApplicationRemark),
            .. _exceptions,
        ]);

    /// <summary>The permissions of which one entry is made.</summary>
    public static string[] Parts(string permission) => permission.Split(Both);

    public CmdletAccess Compare(TokenClaims token)
    {
        string? held = Permissions.FirstOrDefault(permission =>
            Parts(permission).All(each => token.Permissions.Contains(each, StringComparer.OrdinalIgnoreCase))
        );
        bool isUser = token.Kind == TokenClaims.Delegated;
        string remark =
            !token.IsReadable ? Unreadable
            : isUser ? UserRemark
            : ApplicationRemark;
        return new()
        {
            Cmdlet = Cmdlet,
            Access =
                !token.IsReadable ? "Unknown"
                : held is not null ? "Allowed"
                : !isUser && _operations.Any(operation => operation.IsAllowedWithoutPermission) ? "Unknown"
                : "Denied",
            Permission = held,
            MissingPermission = token.IsReadable && held is null ? Permissions[0] : null,
            Remark = remark.Length > 0 ? remark : null,
            TokenKind = token.Kind,
            TokenPermissions = token.Permissions,
            TokenExpiresDateTime = token.ExpiresOn,
        };
    }

    /// <summary>Every way to be allowed all operations that holds no other one within it.</summary>
    private static string[] Alternatives(IEnumerable<GraphOperation> operations)
    {
        IEnumerable<string[]> ways = operations.Aggregate<GraphOperation, IEnumerable<string[]>>(
            [
                [],
            ],
            (ways, operation) =>
                from way in ways
                from permission in operation.Permissions
                select way.Append(permission).Distinct().ToArray()
        );
        string[][] all = [.. ways];
        return
        [
            .. all.Where(way => !all.Any(other => other.Length < way.Length && other.All(way.Contains)))
                .Select(way => string.Join(Both, way))
                .Distinct(),
        ];
    }

    private static string Join(IEnumerable<string?> sentences) =>
        string.Join(' ', sentences.Where(sentence => !string.IsNullOrEmpty(sentence)).Distinct());
}
