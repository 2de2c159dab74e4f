using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// Makes up filters over the properties of a collection, with constants that are in its items or close to them.
/// </summary>
internal sealed class FilterGenerator(Random random, FilterProperty[] properties, JsonElement[] items)
{
    private static readonly string[] Any = ["eq", "ne", "lt", "le", "gt", "ge"];
    private static readonly string[] Equality = ["eq", "ne"];
    private static readonly string[] Junk =
    [
        "and",
        "or",
        "not",
        ")",
        "eq",
        ",",
        "'",
        "in",
        "in ()",
        "nothing eq 1",
        "= 1",
        "+",
        "#",
        "id id",
        "(null)",
        "contains(id,'a')",
        "any(x:x)",
    ];

    public FilterTree Tree(int depth) =>
        (depth == 0 ? 0 : random.Next(6)) switch
        {
            1 or 2 => new FilterTree.And(Tree(depth - 1), Tree(depth - 1)),
            3 or 4 => new FilterTree.Or(Tree(depth - 1), Tree(depth - 1)),
            5 => new FilterTree.Not(Tree(depth - 1)),
            _ => Leaf(),
        };

    /// <summary>
    /// A filter that no grammar allows: a good one, and something that has no place behind, before or in it.
    /// </summary>
    public string Malformed()
    {
        string good = Tree(2).Write(random);
        string junk = Junk[random.Next(Junk.Length)];
        return random.Next(8) switch
        {
            0 => $"({good}",
            1 => $"{good} and {junk}",
            2 => $"{junk} {good} {junk} {junk}",
            3 => $"{good} or",
            4 => $"{good} {junk}",
            5 => $"not {good} eq",
            6 => $"{Pick(properties).Path}x eq null or {good}",
            _ => WrongType(Pick(properties)),
        };
    }

    /// <summary>A good filter with a few characters changed, which may leave it good.</summary>
    public string Damaged()
    {
        List<char> text = [.. Tree(2).Write(random)];
        for (int i = random.Next(1, 4); i > 0 && text.Count > 0; i--)
        {
            int position = random.Next(text.Count);
            if (random.Next(2) == 0)
                text.RemoveAt(position);
            else
                text.Insert(position, "()',' :-.0aZ$&%/\\\"\u00e9\0\n"[random.Next(21)]);
        }
        return string.Concat(text);
    }

    private FilterTree Leaf()
    {
        FilterProperty property = Pick(properties);
        if (random.Next(4) == 0)
            return new FilterTree.In(
                property,
                [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Value(property))]
            );
        string[] operators = property.Kind is Kind.Member or Kind.Truth ? Equality : Any;
        return new FilterTree.Comparison(property, Pick(operators), Value(property));
    }

    private IComparable? Value(FilterProperty property)
    {
        if (random.Next(8) == 0)
            return null;
        IComparable? value = property.Of(Pick(items));
        return property.Kind switch
        {
            Kind.Member => random.Next(3) == 0 || value is null ? Pick(property.Members) : value,
            Kind.Truth => random.Next(2) == 0,
            Kind.Number => (int?)value + random.Next(-1, 2),
            Kind.Time => (long?)value + random.Next(-1, 2),
            _ => random.Next(3) == 0 ? value + Pick(["", " ", "'", "é", "0"]) : value,
        };
    }

    private string WrongType(FilterProperty property) =>
        property.Kind switch
        {
            Kind.Text =>
                $"{property.Path} {Pick(Any)} {Pick(["5", "true", "2026-11-22T06:30:00Z", "1.5", "3fa85f64-5717-4562-b3fc-2c963f66afa6"])}",
            Kind.Member =>
                $"{property.Path} {Pick(["eq 'nonsense'", "eq 5", "lt 'queued'", "eq true", "in ('nonsense')", "eq queued"])}",
            Kind.Number =>
                $"{property.Path} {Pick(Any)} {Pick(["'5'", "true", "2026-11-22T06:30:00Z", "99999999999"])}",
            Kind.Truth => $"{property.Path} {Pick(["eq 'true'", "eq 1", "gt false", "eq TRUE"])}",
            _ =>
                $"{property.Path} {Pick(Any)} {Pick(["'2026-11-22T06:30:00Z'", "2026-13-22T06:30:00Z", "2026-11-22T06:30:00", "5", "true"])}",
        };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
