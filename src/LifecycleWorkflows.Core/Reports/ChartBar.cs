namespace LifecycleWorkflows.Reports;

/// <summary>One bar of a chart: its name, what it belongs to, how long it is, and the text behind it.</summary>
internal sealed record ChartBar(string Label, string Detail, double Value, string Text);
