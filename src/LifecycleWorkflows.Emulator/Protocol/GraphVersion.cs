namespace LifecycleWorkflows.Emulator.Protocol;

internal enum GraphVersion
{
    V1,
    Beta,
}

internal static class GraphVersions
{
    extension(GraphVersion version)
    {
        /// <summary>The first segment of the paths of this version.</summary>
        public string Segment => version == GraphVersion.Beta ? "beta" : "v1.0";
    }

    public static GraphVersion? Parse(string segment) =>
        segment switch
        {
            "v1.0" => GraphVersion.V1,
            "beta" => GraphVersion.Beta,
            _ => null,
        };
}
