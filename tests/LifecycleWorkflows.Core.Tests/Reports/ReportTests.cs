using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LifecycleWorkflows.Reports;

namespace LifecycleWorkflows.Core.Tests;

public sealed class ReportTests
{
    private const string Hostile = "</td><script>alert(1)</script>\" onload='x' & \u001b[31m \u202Eevil \ud800";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_put_into_html_is_escaped_and_html_is_not()
    {
        Html inner = Html.Of($"<b>{"a<b"}</b>");
        Assert.Equal(
            "<p title=\"&quot;\"><b>a&lt;b</b>1,234 0.5</p>",
            Html.Of($"<p title=\"{"\""}\">{inner}{1234} {0.5}</p>").ToString()
        );
        Assert.Equal("[]", Html.Of($"[{(string?)null}{default(Html)}]").ToString());
    }

    [Fact]
    public void Every_value_is_escaped()
    {
        string page = ReportPage.Of(Report(Hostile, Hostile)).ToString();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            page,
            c => (char.IsControl(c) && c is not '\n' and not '\r') || c == '\u202E' || char.IsSurrogate(c)
        );
        // User, task, workflow and reason; the title twice; a gap.
        Assert.True(Regex.Count(page, "&lt;script&gt;alert\\(1\\)&lt;/script&gt;") >= 8, page);
        Assert.DoesNotMatch("<[a-z]+[^>]*\\son[a-z]+=", page);
    }

    [Theory]
    [InlineData("</title></style><script>document.body.textContent = 'x'</script><img src=x onerror='alert(1)'>")]
    [InlineData("--><svg onload=alert(1)><!--")]
    [InlineData("&lt;b&gt; <b title=\"'")]
    public void A_browser_shows_it_as_it_is_written_and_nothing_in_it_runs(string name)
    {
        using IHtmlDocument page = new HtmlParser().ParseDocument(ReportPage.Of(Report(name, name)).ToString());

        Assert.Equal(name, page.Title);
        Assert.Equal(name, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Contains(page.QuerySelectorAll("h2"), heading => heading.TextContent == "Pending tasks");
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, embed, link, base, form, a[href]"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Nothing_comes_from_elsewhere()
    {
        string page = ReportPage.Of(Report("Adele", "Create mailbox")).ToString();
        Assert.DoesNotMatch("https?://|url\\(|src=|href=|@import", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_those_of_the_runs()
    {
        string page = ReportPage.Of(Report("Adele", "Create mailbox")).ToString();
        Assert.Equal(
            ["2", "12", "24", "3", "1"],
            Regex.Matches(page, "<dd class=\"[a-zA-Z]*\">([^<]*)</dd>").Select(match => match.Groups[1].Value)
        );
        Assert.Contains("<title>21 Nov: 1 completed</title>", page, StringComparison.Ordinal);
        Assert.Contains("<title>22 Nov: 1 other</title>", page, StringComparison.Ordinal);
        Assert.Contains("3 of 6 users", page, StringComparison.Ordinal);
        Assert.Contains("1h30m", page, StringComparison.Ordinal);
        Assert.Contains("1 workflow didn&#x27;t run in this period.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_are_closed_in_the_order_in_which_they_were_opened()
    {
        Stack<string> open = [];
        foreach (
            Match tag in Regex.Matches(
                ReportPage.Of(Report("Adele", "Create mailbox")).ToString(),
                "<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>"
            )
        )
        {
            string name = tag.Groups[2].Value;
            if (name is "meta" || tag.Groups[3].Length > 0)
                continue;
            if (tag.Groups[1].Length == 0)
                open.Push(name);
            else
                Assert.Equal(open.Pop(), name);
        }
        Assert.Empty(open);
    }

    [Fact]
    public void A_period_in_which_nothing_happened_is_a_page_as_well()
    {
        Report empty = Report("", "") with { Workflows = [], Waiting = [], Gaps = [] };
        string page = ReportPage.Of(empty).ToString();
        Assert.Contains("No run started in this period.", page, StringComparison.Ordinal);
        Assert.Contains("There are no pending tasks.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("isn't complete", page, StringComparison.Ordinal);
    }

    internal static Report Report(string person, string name)
    {
        Subject subject = new() { Id = "s", UserPrincipalName = person };
        WorkflowTask task = new() { Id = "t", DisplayName = name };
        Run ended = new()
        {
            Id = name,
            ProcessingStatus = "completed",
            StartedDateTime = Now.AddDays(-1),
            CompletedDateTime = Now,
            TotalUsersCount = 6,
            TotalTasksCount = 12,
            FailedTasksCount = 3,
        };
        Run odd = new()
        {
            Id = "r2",
            ProcessingStatus = name.Length > 0 ? "someday" : "",
            StartedDateTime = Now,
            TotalUsersCount = 6,
            TotalTasksCount = 12,
        };
        TaskReport report = new()
        {
            Task = task,
            StartedDateTime = Now.AddMinutes(-90),
            CompletedDateTime = Now,
            FailedUsersCount = 3,
            TotalUsersCount = 6,
        };
        RunReport failed = new(ended)
        {
            Failures =
            [
                new()
                {
                    Subject = subject,
                    Task = task,
                    FailureReason = name,
                },
                new(),
            ],
        };
        return new()
        {
            Title = name,
            From = Now.AddDays(-2),
            To = Now,
            TenantId = name,
            Workflows =
            [
                new(new() { Id = "w", DisplayName = name }, [failed, new(odd)], [report]),
                new(new() { Id = "w2" }, [], []),
            ],
            Waiting =
            [
                new()
                {
                    Subject = subject,
                    Task = task,
                    WorkflowDisplayName = name,
                    StartedDateTime = Now,
                },
            ],
            Gaps = [name],
        };
    }
}
