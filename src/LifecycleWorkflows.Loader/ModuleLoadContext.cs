using System.Reflection;
using System.Runtime.Loader;

namespace LifecycleWorkflows.Loader;

/// <summary>
/// Keeps the cmdlets and every package that they use to themselves, whatever versions other modules have loaded or will
/// load. Only LifecycleWorkflows.Core is shared with the shell, so that scripts can name its types.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string PrivateFolder = Path.Combine(
        Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!,
        "private"
    );
    private static readonly Lazy<Assembly> Module = new(() =>
        new ModuleLoadContext().LoadFromAssemblyPath(PrivateFile("LifecycleWorkflows.PowerShell"))
    );

    private ModuleLoadContext()
        : base("LifecycleWorkflows") { }

    /// <summary>The assembly with the cmdlets, the same one for all runspaces of the process.</summary>
    public static Assembly CmdletAssembly => Module.Value;

    /// <summary>
    /// What lies in the private folder comes from there and from nowhere else; the rest is the framework's and the
    /// shell's, where the manifest has loaded Core.
    /// </summary>
    /// <param name="assemblyName">What is needed.</param>
    /// <returns>Null for what the default context is to give.</returns>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = PrivateFile(assemblyName.Name!);
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }

    private static string PrivateFile(string name) => Path.Combine(PrivateFolder, name + ".dll");
}
