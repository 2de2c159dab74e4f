namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>The query of a request: what the options mean, and how they were written.</summary>
internal sealed class QueryParameters
{
    private readonly List<(string Name, string Value, string Raw)> _parameters;

    private QueryParameters(List<(string Name, string Value, string Raw)> parameters) => _parameters = parameters;

    public IEnumerable<string> Names => _parameters.Select(parameter => parameter.Name);

    public string? this[string name] => _parameters.Find(parameter => parameter.Name == name).Value;

    /// <summary>The options of OData by their names.</summary>
    public Dictionary<string, string> Options =>
        _parameters
            .Where(parameter => parameter.Name.StartsWith('$'))
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value);

    /// <summary>The query as it was written, without the named parameters.</summary>
    public string RawWithout(params ReadOnlySpan<string> names)
    {
        List<string> kept = [];
        foreach ((string name, _, string raw) in _parameters)
        {
            if (!names.Contains(name))
                kept.Add(raw);
        }
        return string.Join('&', kept);
    }

    public static QueryParameters Parse(string query)
    {
        List<(string Name, string Value, string Raw)> parameters = [];
        foreach (string raw in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = raw.IndexOf('=', StringComparison.Ordinal);
            string name = Unescape(equals < 0 ? raw : raw[..equals]);
            string value = equals < 0 ? "" : Unescape(raw[(equals + 1)..]);
            if (name.StartsWith('$') && parameters.Exists(parameter => parameter.Name == name))
                throw GraphException.BadRequest(
                    $"Query option '{name}' was specified more than once, but it must be specified at most once."
                );
            parameters.Add((name, value, raw));
        }
        return new(parameters);
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
