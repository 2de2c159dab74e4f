using System.Text;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>Cuts a filter into words, quoted strings and punctuation.</summary>
internal static class FilterLexer
{
    public static IReadOnlyList<FilterToken> Tokenize(string filter)
    {
        List<FilterToken> tokens = [];
        int position = 0;
        while (position < filter.Length)
        {
            char first = filter[position];
            if (char.IsWhiteSpace(first))
            {
                position++;
                continue;
            }
            FilterToken token = first switch
            {
                '(' => new(FilterTokenKind.OpenParenthesis, "(", position++),
                ')' => new(FilterTokenKind.CloseParenthesis, ")", position++),
                ',' => new(FilterTokenKind.Comma, ",", position++),
                '\'' => ReadString(filter, ref position),
                _ => ReadWord(filter, ref position),
            };
            tokens.Add(token);
        }
        tokens.Add(new(FilterTokenKind.End, "", filter.Length));
        return tokens;
    }

    private static FilterToken ReadString(string filter, ref int position)
    {
        int start = position++;
        StringBuilder text = new();
        while (position < filter.Length)
        {
            char current = filter[position++];
            if (current != '\'')
                text.Append(current);
            else if (position < filter.Length && filter[position] == '\'')
                text.Append(filter[position++]);
            else
                return new(FilterTokenKind.String, text.ToString(), start);
        }
        throw FilterSyntax.Error($"There is an unterminated string literal at position {filter.Length} in '{filter}'.");
    }

    private static FilterToken ReadWord(string filter, ref int position)
    {
        int start = position;
        while (position < filter.Length && IsWordCharacter(filter[position]))
            position++;
        if (position == start)
            throw FilterSyntax.Error(
                $"Syntax error: character '{filter[position]}' is not valid at position {position} in '{filter}'."
            );
        return new(FilterTokenKind.Word, filter[start..position], start);
    }

    private static bool IsWordCharacter(char character) =>
        char.IsLetterOrDigit(character) || character is '_' or '.' or '/' or ':' or '-' or '+' or '@';
}
