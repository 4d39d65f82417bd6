using Microsoft.EntityFrameworkCore;
using Overture.Drafting;
using Overture.Drafting.Sites;
using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Drafting.Sites;

/// <summary>The sample of 20 sites, whose pages come with the product.</summary>
public sealed class SamplePagesTests
{
    private static string[] Sites => [.. File.ReadAllLines(Path.Combine(Repository.Root, "samples", "sites.csv")).Skip(1)];

    [Fact]
    public void Every_sample_site_has_a_page_that_says_enough()
    {
        var pages = Sites.Select(SamplePages.Find).ToList();

        Assert.Equal(20, pages.Count);
        Assert.All(pages, page => Assert.True(page is { Language: "en", Title: not null, Text.Length: >= JudgePage.FewestCharacters }));
        Assert.Equal(20, pages.Select(page => page!.Hash).Distinct().Count());
        Assert.Equal(Sites.Select(site => site["https://www.".Length..]).Order(), SamplePages.Hosts.Order());
    }

    [Theory]
    [InlineData("https://www.summit-solar.example/about")]
    [InlineData("https://summit-solar.example.com/")]
    [InlineData("https://nobody.example/")]
    public void Another_address_is_no_sample(string url) => Assert.Null(SamplePages.Find(url));

    [Fact]
    public async Task Sample_words_name_what_the_page_says_and_nothing_is_fetched()
    {
        await using var engine = await Engine.StartAsync();

        var job = await engine.EndAsync((await engine.WriteAsync(await TextAsync(), "opener")).Id);

        Assert.Equal((JobStatus.Completed, 20, true), (job.Status, job.Completed, job.Sample));
        var rows = (await engine.FinishedAsync(job.Id)).Skip(1).ToList();
        Assert.All(rows, row => Assert.Contains(Heading(row[0]), row[1], StringComparison.Ordinal));
        Assert.Equal(0, await SnapshotsAsync(engine));
    }

    [Fact]
    public async Task A_model_writes_from_the_stored_pages()
    {
        await using var provider = await ModelProvider.Start(new(), CancellationToken.None);
        await using var engine = await Engine.StartAsync(settings: [("OPENAI_API_KEY", "sk-test"), ("OPENAI_BASE_URL", provider.Url.ToString()), ("OPENAI_RPM", "100000")]);

        var job = await engine.EndAsync((await engine.WriteAsync(await TextAsync(), "opener")).Id);

        Assert.Equal((JobStatus.Completed, 20, 0), (job.Status, job.Completed + job.Held, job.Failed));
        Assert.True(job.Calls >= 20, $"{job.Calls} calls");
        Assert.Equal(20, await SnapshotsAsync(engine));
    }

    private static Task<string> TextAsync() => File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "sites.csv"), TestContext.Current.CancellationToken);

    private static string Heading(string site) => SamplePages.Find(site)!.Text.Split('\n')[2];

    private static async Task<int> SnapshotsAsync(Engine engine)
    {
        await using var db = engine.Store.Open(engine.Workspace);
        return await db.Snapshots.CountAsync(snapshot => snapshot.Text != null, TestContext.Current.CancellationToken);
    }
}
