using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>What holds for every cmdlet. The stub's attributes keep nothing, so their metadata is read.</summary>
public sealed class ConventionTests
{
    private static readonly Assembly Module = typeof(LwfCmdlet).Assembly;

    private static readonly string[] ChangingVerbs =
    [
        "Clear",
        "Disable",
        "Enable",
        "Export",
        "New",
        "Resume",
        "Remove",
        "Send",
        "Set",
        "Start",
        "Restart",
        "Stop",
        "Restore",
    ];

    private static readonly string[] ApprovedVerbs =
    [
        .. new[]
        {
            typeof(VerbsCommon),
            typeof(VerbsCommunications),
            typeof(VerbsData),
            typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle),
            typeof(VerbsSecurity),
            typeof(VerbsOther),
        }
            .SelectMany(verbs => verbs.GetFields())
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    public static TheoryData<string> Cmdlets() => [.. All.Select(type => Name(type))];

    private static IEnumerable<Type> All =>
        Module.GetExportedTypes().Where(type => Data<CmdletAttribute>(type) is not null);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_an_approved_verb_and_our_noun_and_is_called_after_both(string name)
    {
        Type type = Find(name);
        string[] parts = name.Split('-');
        Assert.Contains(parts[0], ApprovedVerbs);
        Assert.StartsWith("Lwf", parts[1], StringComparison.Ordinal);
        Assert.Equal(name.Replace("-", "", StringComparison.Ordinal), type.Name);
        Assert.True(type.IsSealed);
        string commands = Repository.File("src", "LifecycleWorkflows.PowerShell", "Commands");
        Assert.Single(Directory.GetFiles(commands, type.Name + ".cs", SearchOption.AllDirectories));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_says_what_comes_out(string name)
    {
        Type type = Find(name);
        Assert.True(name == "Disconnect-Lwf" || Data<OutputTypeAttribute>(type) is not null);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_that_changes_something_asks_first(string name)
    {
        bool asks = Data<CmdletAttribute>(Find(name))!
            .NamedArguments.Any(argument =>
                argument.MemberName == "SupportsShouldProcess" && Equals(argument.TypedValue.Value, true)
            );
        // A new callout is a text: nothing changes by it.
        Assert.Equal(ChangingVerbs.Contains(name.Split('-')[0]) && name != "New-LwfCallout", asks);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Ids_bind_by_property_name_under_their_full_names_and_filters_never(string name)
    {
        foreach (PropertyInfo parameter in Parameters(Find(name)))
        {
            bool binds = parameter
                .GetCustomAttributesData()
                .Any(data =>
                    data.AttributeType == typeof(ParameterAttribute)
                    && data.NamedArguments.Any(argument =>
                        argument.MemberName == "ValueFromPipelineByPropertyName"
                        && Equals(argument.TypedValue.Value, true)
                    )
                );
            bool mayBind =
                name is not ("Connect-Lwf" or "New-LwfTaskProcessingResult")
                && (
                    (parameter.Name.EndsWith("Id", StringComparison.Ordinal) && parameter.Name is not "SubjectId")
                    || parameter.Name is "Deleted" or "ApiVersion" or "VersionNumber" or "Stage"
                    || (
                        name.StartsWith("Resume-", StringComparison.Ordinal)
                        && parameter.Name is "CallbackUriPath" or "Source" or "Type"
                    )
                );
            if (name != "New-LwfTaskProcessingResult")
                Assert.True(binds == mayBind, $"-{parameter.Name}");
            Assert.True(
                !binds
                    || parameter.PropertyType != typeof(int?)
                    || parameter.GetCustomAttribute<WholeNumberAttribute>() is { MayBeNone: true },
                $"-{parameter.Name} of a table is empty text"
            );
            Assert.DoesNotContain(
                parameter.GetCustomAttributesData(),
                data =>
                    data.AttributeType == typeof(AliasAttribute)
                    || data.AttributeType.Name.StartsWith("Validate", StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_page_with_three_examples_and_is_exported(string name)
    {
        string page = File.ReadAllText(Repository.File("docs", "en-US", name + ".md"));
        Assert.True(Regex.Count(page, @"^### Example \d", RegexOptions.Multiline) >= 3, "fewer than three examples");
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        foreach (PropertyInfo parameter in Parameters(Find(name)).Where(parameter => parameter.Name != "InputObject"))
            Assert.Contains($"### -{parameter.Name}\n", page, StringComparison.Ordinal);
        Assert.Contains(
            $"'{name}'",
            File.ReadAllText(Repository.File("LifecycleWorkflows.psd1")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void An_id_is_completed_and_never_with_the_names_of_files(string name) =>
        Assert.All(
            Parameters(Find(name)).Where(parameter => parameter.Name.EndsWith("Id", StringComparison.Ordinal)),
            parameter =>
                Assert.Contains(
                    nameof(ArgumentCompleterAttribute),
                    parameter.GetCustomAttributesData().Select(data => data.AttributeType.Name)
                )
        );

    [Fact]
    public void Nothing_is_exported_that_does_not_exist()
    {
        string manifest = File.ReadAllText(Repository.File("LifecycleWorkflows.psd1"));
        IEnumerable<string> exported = Regex
            .Matches(manifest, @"'(\w+-Lwf\w*)'")
            .Select(match => match.Groups[1].Value);
        Assert.Equal(All.Select(Name).Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
        Assert.Contains(
            $"ModuleVersion        = '{Module.GetName().Version!.ToString(3)}'",
            manifest,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_package_type_stands_in_a_public_signature()
    {
        string[] allowed = ["LifecycleWorkflows.", "System.", "netstandard", "mscorlib"];
        foreach (Type type in Module.GetExportedTypes().Concat(typeof(Resource).Assembly.GetExportedTypes()))
        {
            IEnumerable<Type> named = type.GetMembers(
                    BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.Instance
                        | BindingFlags.Static
                        | BindingFlags.DeclaredOnly
                )
                .Where(IsVisible)
                .SelectMany(Types)
                .Append(type.BaseType!)
                .Concat(type.GetInterfaces());
            foreach (Type each in named.Where(each => each is { IsGenericParameter: false }))
                Assert.True(
                    allowed.Any(prefix =>
                        (each.Assembly.GetName().Name + ".").StartsWith(prefix, StringComparison.Ordinal)
                    ),
                    $"{type}: {each}"
                );
        }
    }

    private static bool IsVisible(MemberInfo member) =>
        member switch
        {
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
            FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
            _ => false,
        };

    private static IEnumerable<Type> Types(MemberInfo member) =>
        member switch
        {
            MethodInfo method => method
                .GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Append(method.ReturnType),
            MethodBase constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
            PropertyInfo property => [property.PropertyType],
            FieldInfo field => [field.FieldType],
            _ => [],
        };

    private static CustomAttributeData? Data<T>(Type type) =>
        type.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType == typeof(T));

    private static string Name(Type type) =>
        string.Join('-', Data<CmdletAttribute>(type)!.ConstructorArguments.Select(argument => argument.Value));

    private static Type Find(string name) => All.Single(type => Name(type) == name);

    private static IEnumerable<PropertyInfo> Parameters(Type type) =>
        type.GetProperties()
            .Where(property =>
                property.GetCustomAttributesData().Any(data => data.AttributeType == typeof(ParameterAttribute))
            );
}
