using System.Globalization;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// A filter as a tree: how it is written, and, quite apart from the emulator, which items it selects.
/// </summary>
internal abstract record FilterTree
{
    public abstract string Write(Random random);

    public abstract bool Selects(JsonElement item);

    public sealed record And(FilterTree Left, FilterTree Right) : FilterTree
    {
        // What an 'or' joins must be in parentheses here; anything else may be.
        public override string Write(Random random) => $"{Side(Left, random)} and {Side(Right, random)}";

        public override bool Selects(JsonElement item) => Left.Selects(item) && Right.Selects(item);

        private static string Side(FilterTree side, Random random) =>
            side is Or || random.Next(4) == 0 ? $"({side.Write(random)})" : side.Write(random);
    }

    public sealed record Or(FilterTree Left, FilterTree Right) : FilterTree
    {
        public override string Write(Random random) =>
            random.Next(4) == 0
                ? $"( {Left.Write(random)} ) or ({Right.Write(random)})"
                : $"{Left.Write(random)} or {Right.Write(random)}";

        public override bool Selects(JsonElement item) => Left.Selects(item) || Right.Selects(item);
    }

    public sealed record Not(FilterTree Operand) : FilterTree
    {
        public override string Write(Random random) =>
            random.Next(2) == 0 ? $"not({Operand.Write(random)})" : $"not ({Operand.Write(random)})";

        public override bool Selects(JsonElement item) => !Operand.Selects(item);
    }

    public sealed record In(FilterProperty Property, IComparable?[] Values) : FilterTree
    {
        public override string Write(Random random) =>
            $"{Property.Path} in "
            + $"({string.Join(random.Next(2) == 0 ? "," : ", ", Values.Select(value => Literal(value, random)))})";

        public override bool Selects(JsonElement item) => Values.Any(value => Equals(Property.Of(item), value));
    }

    public sealed record Comparison(FilterProperty Property, string Operator, IComparable? Value) : FilterTree
    {
        private static readonly Dictionary<string, string> Mirrored = new()
        {
            ["eq"] = "eq",
            ["ne"] = "ne",
            ["lt"] = "gt",
            ["le"] = "ge",
            ["gt"] = "lt",
            ["ge"] = "le",
        };

        public override string Write(Random random)
        {
            string literal = Literal(Value, random);
            return random.Next(5) == 0
                ? $"{literal} {Mirrored[Operator]} {Property.Path}"
                : $"{Property.Path} {Operator} {literal}";
        }

        public override bool Selects(JsonElement item)
        {
            IComparable? value = Property.Of(item);
            return Operator switch
            {
                "eq" => Equals(value, Value),
                "ne" => !Equals(value, Value),
                _ when value is null || Value is null => false,
                "lt" => Order(value, Value) < 0,
                "le" => Order(value, Value) <= 0,
                "gt" => Order(value, Value) > 0,
                _ => Order(value, Value) >= 0,
            };
        }

        private static int Order(IComparable left, IComparable right) =>
            left is string text ? string.CompareOrdinal(text, (string)right) : left.CompareTo(right);
    }

    private static string Literal(IComparable? value, Random random) =>
        value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            long ticks => Time(ticks, random),
            int number => number.ToString(CultureInfo.InvariantCulture),
            _ => $"'{((string)value).Replace("'", "''", StringComparison.Ordinal)}'",
        };

    /// <summary>The same moment in one of the forms in which clients write it.</summary>
    private static string Time(long ticks, Random random)
    {
        DateTimeOffset time = new(ticks, TimeSpan.Zero);
        string format =
            ticks % TimeSpan.TicksPerSecond != 0 || random.Next(2) == 0
                ? "yyyy-MM-ddTHH:mm:ss.fffffff"
                : "yyyy-MM-ddTHH:mm:ss";
        if (random.Next(3) > 0)
            return time.ToString(format, CultureInfo.InvariantCulture) + "Z";
        DateTimeOffset moved = time.ToOffset(TimeSpan.FromMinutes(random.Next(-24, 25) * 30));
        return moved.ToString(format + "zzz", CultureInfo.InvariantCulture);
    }
}
