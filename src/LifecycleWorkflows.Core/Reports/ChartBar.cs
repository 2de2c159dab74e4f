namespace LifecycleWorkflows.Reports;

/// <summary>One bar of a chart: its label, a detail of the label, its length, and the text after it.</summary>
internal sealed record ChartBar(string Label, string Detail, double Value, string Text);
