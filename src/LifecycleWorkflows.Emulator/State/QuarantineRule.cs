using System.Globalization;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's quarantineConfiguration: how many users may fail before a workflow is quarantined.</summary>
internal sealed class QuarantineRule
{
    private const string Namespace = "#microsoft.graph.identityGovernance.";

    private readonly bool _needsAll;
    private readonly QuarantineCondition[] _conditions;

    private QuarantineRule(bool needsAll, QuarantineCondition[] conditions) =>
        (_needsAll, _conditions) = (needsAll, conditions);

    /// <exception cref="SeedException">The configuration makes no sense.</exception>
    public static QuarantineRule? Of(JsonElement? configuration)
    {
        if (configuration is not { ValueKind: JsonValueKind.Object } given)
            return null;
        try
        {
            return new(
                given.GetProperty("matchMode").GetString() switch
                {
                    "all" => true,
                    "any" => false,
                    string mode => throw new FormatException(mode),
                    null => throw new FormatException(),
                },
                [.. given.GetProperty("conditions").EnumerateArray().Select(ReadCondition)]
            );
        }
        catch (Exception exception)
            when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SeedException(
                $"A quarantine configuration must have the matchMode any or all, and conditions with a threshold or a percentage, not {given.GetRawText()}.",
                exception
            );
        }
    }

    /// <summary>What the run makes of its workflow; null when too few users failed.</summary>
    public Quarantine? Judge(Run run, DateTime now)
    {
        int failed = run.Totals.FailedUsersCount;
        QuarantineCondition[] exceeded =
        [
            .. _conditions.Where(condition => condition.IsExceeded(failed, run.Totals.TotalUsersCount)),
        ];
        if (exceeded.Length == 0 || (_needsAll && exceeded.Length < _conditions.Length))
            return null;
        return new()
        {
            QuarantinedDateTime = now,
            QuarantineReason = string.Create(
                CultureInfo.InvariantCulture,
                $"The processing failed for {failed} of {run.Totals.TotalUsersCount} users."
            ),
            QuarantineType = exceeded.Length > 1 ? "multipleConditionsExceeded" : exceeded[0].QuarantineType,
        };
    }

    private static QuarantineCondition ReadCondition(JsonElement condition) =>
        condition.GetProperty("@odata.type").GetString() switch
        {
            Namespace + "countBasedQuarantineCondition" => new(condition.GetProperty("threshold").GetInt64(), null),
            Namespace + "percentageBasedQuarantineCondition" => new(
                null,
                condition.GetProperty("percentage").GetInt32()
            ),
            string type => throw new FormatException(type),
            null => throw new FormatException(),
        };
}
