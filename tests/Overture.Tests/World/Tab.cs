using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Overture.Tests.World;

/// <summary>A page as one visitor sees it, with what it complained of.</summary>
public sealed class Tab
{
    private const string SidewaysBy = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentBag<string> allowed = [];
    private readonly Uri site;
    private readonly Look look;

    internal Tab(IPage page, Uri site, Look look)
    {
        (Page, this.site, this.look) = (page, site, look);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Request += (_, request) => NoteForeign(new(request.Url));
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Errors => [.. errors.Where(error => !allowed.Any(part => error.Contains(part, StringComparison.Ordinal)))];

    /// <summary>Chromium logs every answer of 400 and above as an error: a test that provokes one says which.</summary>
    public void Allow(string part) => allowed.Add(part);

    /// <summary>Everything that every page owes in every look: accessible by axe's WCAG 2.2 AA rules, nothing wider than the window. Keeps a screenshot.</summary>
    public async Task CheckAsync(string name)
    {
        await ScreenshotAsync(name);
        var found = await ViolationsAsync();
        Assert.True(found.Count == 0, string.Join('\n', found));

        var over = await Page.EvaluateAsync<int>(SidewaysBy);
        Assert.True(over <= 0, $"{Page.Url} scrolls sideways by {over} px ({look}).");
    }

    /// <returns>Where the picture is: artifacts/screenshots.</returns>
    public async Task<string> ScreenshotAsync(string name)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}-{look}.png");
        await Page.ScreenshotAsync(new() { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        return path;
    }

    /// <returns>What axe finds: the rule, what is wrong, and where.</returns>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        // The evaluation comes from the debugger, so the page's content security policy stays as it is.
        await Page.EvaluateAsync(await AxeCore.ScriptAsync());
        return await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
                .violations.map(v => `${v.id}: ${v.help}\n` + v.nodes.map(n => `    ${n.html}\n    ${n.failureSummary}`).join('\n'))
            """);
    }

    /// <summary>How much the page has moved under its reader since it came, as Cumulative Layout Shift: 0 is still.</summary>
    public Task<double> ShiftAsync() => Page.EvaluateAsync<double>("""
        () => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().filter(e => !e.hadRecentInput).forEach(e => sum += e.value))
                .observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })
        """);

    /// <summary>Presses a key once the page's scripts listen: a page that has only just come may show its text before they do.</summary>
    public async Task PressAsync(string key)
    {
        await ReadyAsync();
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Chooses of a list that acts at once, when the page's scripts listen.</summary>
    public async Task ChooseAsync(string label, string value)
    {
        await ReadyAsync();
        await Page.GetByLabel(label).SelectOptionAsync(value);
    }

    /// <summary>Drops a file on an element, as from a folder's window.</summary>
    public async Task DropAsync(string selector, string name, string text)
    {
        await using var data = await Page.EvaluateHandleAsync(
            "([name, text]) => { const data = new DataTransfer(); data.items.add(new File([text], name)); return data; }",
            new[] { name, text });
        foreach (var moment in new[] { "dragenter", "dragover", "drop" })
        {
            await Page.DispatchEventAsync(selector, moment, new { dataTransfer = data });
        }
    }

    private async Task ReadyAsync() => await Page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached });

    private void NoteForeign(Uri asked)
    {
        if (asked.Scheme is "http" or "https" && asked.Authority != site.Authority)
        {
            errors.Enqueue($"The page asked {asked} for something, which is not {site.Authority}.");
        }
    }
}
