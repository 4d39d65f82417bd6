using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Overture.Access;
using Overture.Tests.World;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Tests.Pages;

/// <summary>The real application in process, with a database of its own, and a way to visit it signed in.</summary>
public sealed class Dashboard : IAsyncDisposable
{
    private const float Patience = 30_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("overture-pages-");
    private WebApplication app = null!;
    private Guid workspace;

    public Uri Site { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    internal Guid Workspace => workspace;

    public static async Task<Dashboard> StartAsync(params (string Name, string Value)[] variables)
    {
        var dashboard = new Dashboard();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOST"] = "127.0.0.1", ["PORT"] = "0", ["DATA_DIR"] = dashboard.folder.FullName, ["OPENAI_DUMMY_DELAY"] = "0s",
        };
        foreach (var (name, value) in variables)
        {
            values[name] = value;
        }

        dashboard.app = Program.Server(Settings.Read(name => values.GetValueOrDefault(name)), Role.All);
        dashboard.workspace = await dashboard.app.Services.GetRequiredService<OpenDatabase>().Run(CancellationToken.None);
        await dashboard.app.StartAsync(TestContext.Current.CancellationToken);
        Assertions.SetDefaultExpectTimeout(Patience); // a hang guard: the machine may be busy
        dashboard.Site = new(dashboard.app.Urls.First());
        return dashboard;
    }

    /// <summary>Signs in by a link, as a person does, then does what the visitor does.</summary>
    public Task VisitAsync(Browser browser, Func<IPage, Tab, Task> visit, Look look = default) => browser.VisitAsync(Site, async tab =>
    {
        await SignInAsync(tab.Page);
        await visit(tab.Page, tab);
    }, look);

    public async Task SignInAsync(IPage page)
    {
        await page.GotoAsync(await LinkAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>A sign-in link, as the console prints it.</summary>
    public async Task<string> LinkAsync() => $"/sign-in?token={await app.Services.GetRequiredService<Links>().New(workspace, CancellationToken.None)}";

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
