using System.Globalization;

namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>Something that goes wrong with matching requests, for as many of them as it is armed for.</summary>
internal sealed record Fault
{
    public FaultMatch Match { get; set; } = new();

    /// <summary>How often; one by default, without end for a fault with a rate.</summary>
    public int? Times { get; set; }

    public FaultKind Kind { get; set; }

    /// <summary>
    /// Carries the request out before it goes wrong, so that the state has changed and the client does not know.
    /// </summary>
    public bool Apply { get; set; }

    public int? Status { get; set; }

    /// <summary>The value of Retry-After, whatever it is.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>Makes Retry-After the date so many seconds from now.</summary>
    public int? RetryAfterDateSeconds { get; set; }

    public string? Body { get; set; }
    public string? ContentType { get; set; }
    public string? Code { get; set; }
    public string? Message { get; set; }

    /// <summary>How long it takes before anything happens.</summary>
    public int DelayMilliseconds { get; set; }

    /// <summary>Where a page goes on.</summary>
    public string? NextLink { get; set; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; set; }

    /// <summary>How fast a slow body comes.</summary>
    public int BytesPerSecond { get; set; } = 100;

    public int EffectiveStatus => Status ?? Kind.DefaultStatus;

    public bool CarriesOut => Apply || Kind.NeedsRealAnswer;

    public string? RetryAfterHeader(DateTime now) =>
        RetryAfterDateSeconds is int seconds
            ? now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
            : RetryAfter;

    /// <summary>Says what about it makes no sense; null when all of it does.</summary>
    public string? Nonsense =>
        this switch
        {
            { Times: < 1 } or { Match.Nth: < 1 } => "times and nth must be at least 1.",
            { Match.Rate: <= 0 or > 1 } => "rate must be above 0 and at most 1.",
            { DelayMilliseconds: < 0 } or { BytesPerSecond: < 1 } =>
                "delayMilliseconds must not be negative, and bytesPerSecond at least 1.",
            { Status: < 200 or > 599 } => "status must be between 200 and 599.",
            { EffectiveStatus: 204 or 205 or 304, Body: not null }
            or { EffectiveStatus: 204 or 205 or 304, NextLink: not null }
            or { EffectiveStatus: 204 or 205 or 304, Kind: FaultKind.Html } =>
                "An answer with the status 204, 205 or 304 has no body.",
            { Match.Part: null, Kind: FaultKind.Omit } => "Only a part of a batch can be omitted.",
            { Match.Part: not null, Kind.FitsPart: false } =>
                "A part of a batch can have the kinds status and omit only.",
            { RetryAfter: string text } when text.Any(char.IsControl) => "retryAfter must be a header value.",
            { Location: string text } when text.Any(char.IsControl) => "location must be a header value.",
            _ => null,
        };
}
