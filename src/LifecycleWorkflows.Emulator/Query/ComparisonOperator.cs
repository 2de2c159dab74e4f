namespace LifecycleWorkflows.Emulator.Query;

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
}

internal static class ComparisonOperators
{
    public static ComparisonOperator? Parse(string keyword) =>
        keyword switch
        {
            "eq" => ComparisonOperator.Equal,
            "ne" => ComparisonOperator.NotEqual,
            "lt" => ComparisonOperator.LessThan,
            "le" => ComparisonOperator.LessThanOrEqual,
            "gt" => ComparisonOperator.GreaterThan,
            "ge" => ComparisonOperator.GreaterThanOrEqual,
            _ => null,
        };

    /// <summary>The operator that means the same when its operands change places.</summary>
    public static ComparisonOperator Mirror(this ComparisonOperator comparison) =>
        comparison switch
        {
            ComparisonOperator.LessThan => ComparisonOperator.GreaterThan,
            ComparisonOperator.LessThanOrEqual => ComparisonOperator.GreaterThanOrEqual,
            ComparisonOperator.GreaterThan => ComparisonOperator.LessThan,
            ComparisonOperator.GreaterThanOrEqual => ComparisonOperator.LessThanOrEqual,
            _ => comparison,
        };
}
