namespace LifecycleWorkflows.Reports;

/// <summary>The CSS of a report, for light mode, dark mode, and printing.</summary>
internal static class ReportStyle
{
    public static readonly Html Css = Html.Of(
        $$$"""
        :root {
          color-scheme: light dark;
          --ground: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --ink: #1f2328; --faint: #59636e;
          --completed: #1a7f37; --completedWithErrors: #9a6700; --failed: #cf222e; --inProgress: #0969da;
          --other: #6e7781;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #0d1117; --raised: #161b22; --line: #3d444d; --ink: #e6edf3; --faint: #9198a1;
            --completed: #3fb950; --completedWithErrors: #d29922; --failed: #f85149; --inProgress: #58a6ff;
            --other: #8b949e;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--ground);
          color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        h1 { margin: 0; font-size: 1.75rem; line-height: 1.25; }
        h2 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; }
        header p, .nothing, section > p { margin: .25rem 0 .75rem; color: var(--faint); }
        .gaps { margin-top: 1rem; padding: .75rem 1rem; border: 1px solid var(--completedWithErrors);
          border-radius: 6px; }
        .gaps ul { margin: .25rem 0 0; padding-left: 1.25rem; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem;
          margin: 1.5rem 0 0; }
        .tiles div { display: flex; flex-direction: column-reverse; padding: .75rem 1rem; background: var(--raised);
          border: 1px solid var(--line); border-radius: 6px; }
        .tiles dt { color: var(--faint); }
        .tiles dd { margin: 0; font-size: 1.75rem; font-weight: 600; line-height: 1.2;
          font-variant-numeric: tabular-nums; }
        dd.failed, b.failed, .status.failed { color: var(--failed); }
        dd.inProgress, .status.inProgress { color: var(--inProgress); }
        .status.completed { color: var(--completed); }
        .status.completedWithErrors { color: var(--completedWithErrors); }
        figure { margin: 0; }
        figcaption { color: var(--faint); font-size: .85rem; }
        .key { display: inline-block; width: .7rem; height: .7rem; margin: 0 .3rem 0 .6rem; border-radius: 2px; }
        svg { display: block; width: 100%; height: auto; font-size: 13px; }
        svg text { fill: var(--ink); }
        svg .axis { fill: var(--faint); font-size: 12px; }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        .key.completed { background: var(--completed); } rect.completed { fill: var(--completed); }
        .key.completedWithErrors { background: var(--completedWithErrors); }
        rect.completedWithErrors { fill: var(--completedWithErrors); }
        .key.failed { background: var(--failed); } rect.failed { fill: var(--failed); }
        .key.inProgress { background: var(--inProgress); } rect.inProgress { fill: var(--inProgress); }
        .key.other { background: var(--other); } rect.other { fill: var(--other); }
        .wide { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: start;
          vertical-align: top; }
        th { color: var(--faint); font-weight: 600; white-space: nowrap; }
        td time, .status { white-space: nowrap; }
        .number { text-align: end; }
        code { font: .85em/1.4 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace;
          overflow-wrap: anywhere; }
        .bars td { border: 0; vertical-align: middle; }
        .bars td:nth-child(1) { width: 45%; }
        .bars td:nth-child(3) { padding-right: 0; white-space: nowrap; color: var(--faint); }
        .bars svg { height: 1.1rem; }
        details { margin: .5rem 0; padding: .5rem 1rem; background: var(--raised); border: 1px solid var(--line);
          border-radius: 6px; }
        summary { cursor: pointer; font-weight: 600; }
        .count { color: var(--faint); font-weight: 400; }
        .failures td { padding-top: 0; }
        .failures ul { margin: 0; padding: 0 0 .25rem 1.25rem; }
        .reason { color: var(--faint); overflow-wrap: anywhere; }
        @media print {
          body { max-width: none; padding: 0; }
          section { break-inside: avoid-page; }
        }
        """
    );
}
