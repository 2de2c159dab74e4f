namespace LifecycleWorkflows.Emulator.Query;

internal enum FilterTokenKind
{
    Word,
    String,
    OpenParenthesis,
    CloseParenthesis,
    Comma,
    End,
}

internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position);
