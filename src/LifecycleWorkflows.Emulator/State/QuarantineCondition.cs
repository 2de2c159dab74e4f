namespace LifecycleWorkflows.Emulator.State;

/// <summary>One of the conditions of a quarantine: a number of users, or a share of them.</summary>
internal sealed record QuarantineCondition(long? Threshold, int? Percentage)
{
    private const int Whole = 100;

    public string QuarantineType =>
        Threshold is null ? "percentageBasedThresholdExceeded" : "countBasedThresholdExceeded";

    // Assumption: what is exceeded is more than the threshold.
    public bool IsExceeded(int failed, int total) =>
        Threshold is long threshold ? failed > threshold : (long)failed * Whole > (long)Percentage!.Value * total;
}
