using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>
/// The grammar of $filter, as far as Graph supports it on these resources:
/// or := and ('or' and)*; and := unary ('and' unary)*; unary := 'not' unary | '(' or ')' | comparison.
/// </summary>
internal sealed class FilterParser
{
    private const int MaximumDepth = 100;
    private const int MaximumTokens = 2000;

    private readonly string _filter;
    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _index;
    private int _depth;

    private FilterParser(string filter)
    {
        _filter = filter;
        _tokens = FilterLexer.Tokenize(filter);
        if (_tokens.Count > MaximumTokens)
            throw TooComplex();
    }

    private FilterToken Current => _tokens[_index];

    public static FilterSyntax Parse(string filter)
    {
        FilterParser parser = new(filter);
        FilterSyntax syntax = parser.ParseOr();
        return parser.Current.Kind == FilterTokenKind.End ? syntax : throw parser.Unexpected();
    }

    private FilterSyntax ParseOr()
    {
        FilterSyntax left = ParseAnd();
        while (TryTakeKeyword("or"))
            left = new FilterSyntax.Or(left, ParseAnd());
        return left;
    }

    private FilterSyntax ParseAnd()
    {
        FilterSyntax left = ParseUnary();
        while (TryTakeKeyword("and"))
            left = new FilterSyntax.And(left, ParseUnary());
        return left;
    }

    private FilterSyntax ParseUnary()
    {
        if (++_depth > MaximumDepth)
            throw TooComplex();
        FilterSyntax syntax =
            TryTakeKeyword("not") ? new FilterSyntax.Not(ParseNegated())
            : Current.Kind == FilterTokenKind.OpenParenthesis ? ParseParenthesis()
            : ParseComparison();
        _depth--;
        return syntax;
    }

    // 'not' binds more tightly than a comparison, so its operand is in parentheses or another 'not'.
    private FilterSyntax ParseNegated() =>
        Current is { Kind: FilterTokenKind.OpenParenthesis } or { Kind: FilterTokenKind.Word, Text: "not" }
            ? ParseUnary()
            : throw Unexpected();

    private FilterSyntax ParseParenthesis()
    {
        Take(FilterTokenKind.OpenParenthesis);
        FilterSyntax inner = ParseOr();
        Take(FilterTokenKind.CloseParenthesis);
        return inner;
    }

    private FilterSyntax ParseComparison()
    {
        if (TryTakeLiteral() is Literal literal)
        {
            ComparisonOperator mirrored = TakeOperator().Mirror();
            return new FilterSyntax.Comparison(TakeProperty(), mirrored, literal);
        }
        string property = TakeProperty();
        if (TryTakeKeyword("in"))
            return new FilterSyntax.In(property, TakeLiteralList());
        ComparisonOperator comparison = TakeOperator();
        return new FilterSyntax.Comparison(property, comparison, TakeLiteral());
    }

    private List<Literal> TakeLiteralList()
    {
        Take(FilterTokenKind.OpenParenthesis);
        List<Literal> literals = [TakeLiteral()];
        while (Current.Kind == FilterTokenKind.Comma)
        {
            _index++;
            literals.Add(TakeLiteral());
        }
        Take(FilterTokenKind.CloseParenthesis);
        return literals;
    }

    private ComparisonOperator TakeOperator()
    {
        if (
            Current.Kind != FilterTokenKind.Word
            || ComparisonOperators.Parse(Current.Text) is not ComparisonOperator comparison
        )
            throw Unexpected();
        _index++;
        return comparison;
    }

    private string TakeProperty()
    {
        FilterToken token = Take(FilterTokenKind.Word);
        return char.IsLetter(token.Text[0]) ? token.Text : throw Unexpected(token);
    }

    private Literal TakeLiteral() => TryTakeLiteral() ?? throw Unexpected();

    private Literal? TryTakeLiteral()
    {
        FilterToken token = Current;
        Literal? literal = token.Kind switch
        {
            FilterTokenKind.String => new Literal(token.Text, "Edm.String"),
            FilterTokenKind.Word => IsEnumLiteral() ? TakeEnumLiteral() : Literal.TryParse(token.Text),
            _ => null,
        };
        if (literal is not null)
            _index++;
        return literal;
    }

    // A qualified enumeration constant: a type name that touches its quoted member.
    private bool IsEnumLiteral() =>
        _tokens[_index + 1] is { Kind: FilterTokenKind.String } member
        && member.Position == Current.Position + Current.Text.Length;

    private Literal TakeEnumLiteral()
    {
        string typeName = Current.Text;
        _index++;
        return new(Current.Text, typeName);
    }

    private bool TryTakeKeyword(string keyword)
    {
        if (Current.Kind != FilterTokenKind.Word || Current.Text != keyword)
            return false;
        _index++;
        return true;
    }

    private FilterToken Take(FilterTokenKind kind)
    {
        FilterToken token = Current;
        if (token.Kind != kind)
            throw Unexpected();
        _index++;
        return token;
    }

    private GraphException Unexpected() => Unexpected(Current);

    private GraphException Unexpected(FilterToken token) =>
        FilterSyntax.Error($"Syntax error at position {token.Position} in '{_filter}'.");

    private static GraphException TooComplex() => FilterSyntax.Error("The node count limit has been exceeded.");
}
