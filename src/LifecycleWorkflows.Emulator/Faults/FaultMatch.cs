using System.Text.RegularExpressions;

namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>Which requests a fault is for; what is not given does not matter.</summary>
internal sealed record FaultMatch
{
    private Regex? _pattern;

    public string? Method { get; set; }
    public string? PathContains { get; set; }

    /// <summary>A regular expression that the path and query match somewhere, in any letter case.</summary>
    public string? PathMatches
    {
        get => _pattern?.ToString();
        set =>
            _pattern = value is null
                ? null
                : new(value, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>Begins with the request that is the nth one to match.</summary>
    public int? Nth { get; set; }

    /// <summary>How probable it is for each request, as the dice of the seed fall.</summary>
    public double? Rate { get; set; }

    public int Seed { get; set; }

    /// <summary>The id of a part of a batch, or * for any part. Without it a fault is for whole requests.</summary>
    public string? Part { get; set; }

    public bool Includes(string method, string pathAndQuery, string? part) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (PathContains is null || pathAndQuery.Contains(PathContains, StringComparison.OrdinalIgnoreCase))
        && (_pattern is null || _pattern.IsMatch(pathAndQuery))
        && (
            Part is null
                ? part is null
                : part is not null && (Part == "*" || Part.Equals(part, StringComparison.OrdinalIgnoreCase))
        );
}
