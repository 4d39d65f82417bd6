using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Overture.Tests.World.Browser))]

namespace Overture.Tests.World;

/// <summary>One Chromium for the whole test assembly, begun by the first visit; every visit is a person of its own, with no cookies but hers.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> running = new(StartAsync);

    /// <summary>Opens a tab on a site, does what the visitor does, and fails if the page logged an error, threw one or asked another host for something.</summary>
    public async Task VisitAsync(Uri site, Func<Tab, Task> visit, Look look = default)
    {
        var (_, chromium) = await running.Value;
        await using var context = await chromium.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            ViewportSize = look.Narrow ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = !look.NoScript,
            Locale = "en-US",
            TimezoneId = "UTC",
            AcceptDownloads = true,
        });
        var tab = new Tab(await context.NewPageAsync(), site, look);
        try
        {
            await visit(tab);
        }
        catch (Exception problem)
        {
            var picture = await tab.ScreenshotAsync($"failed-{TestContext.Current.TestMethod?.MethodName}");
            throw new InvalidOperationException($"At {tab.Page.Url} (see {picture}): {problem.Message}\n{string.Join('\n', tab.Errors)}", problem);
        }

        Assert.True(tab.Errors.Count == 0, $"The page complained:\n{string.Join('\n', tab.Errors)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!running.IsValueCreated || !running.Value.IsCompletedSuccessfully)
        {
            return;
        }

        var (driver, chromium) = await running.Value;
        await chromium.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        var chromium = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), ChromiumSandbox = false, Args = ["--disable-dev-shm-usage"] });
        return (driver, chromium);
    }

    /// <summary>Chromium without windows where there is one: it draws the same pages with a third less work.</summary>
    private static string Executable() =>
        (from name in new[] { "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome" }
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("There is no chromium-headless-shell and no chromium on the PATH: install one (./test does).");
}
