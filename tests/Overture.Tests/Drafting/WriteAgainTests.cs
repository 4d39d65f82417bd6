using Microsoft.EntityFrameworkCore;
using Overture.Drafting;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Drafting;

public sealed class WriteAgainTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Only_rows_without_such_words_differ_and_only_these_are_written(bool postgres)
    {
        await using var engine = await Engine.StartAsync(postgres ? server : null, settings: [("OPENAI_DUMMY_MODE", "true")]);
        var csv = LeadFile.Csv(10) + LeadFile.Csv(1).Split("\r\n")[1] + "\r\n"; // the last line repeats the first lead
        var first = await engine.WriteAsync(csv);
        await engine.EndAsync(first.Id);
        var text = await engine.Get<Overture.Storage.Store>().Open(engine.Workspace).PromptVersions.Where(v => v.Id == first.PromptVersionId).Select(v => v.Text).SingleAsync(TestContext.Current.CancellationToken);
        var mine = await engine.Get<KeepPrompt>().Save(engine.Workspace, "mine", text.Replace("name: cold-email", "name: mine", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var again = engine.Get<WriteAgain>();

        var same = await again.Look(engine.Workspace, first, first.PromptVersionId, TestContext.Current.CancellationToken);
        var none = await again.Look(engine.Workspace, first, mine.Id, TestContext.Current.CancellationToken);
        var some = await engine.WriteAsync(csv, "mine", order => order with { ImportId = first.ImportId, RowLimit = 4 });
        await engine.EndAsync(some.Id);
        var rest = await again.Look(engine.Workspace, first, mine.Id, TestContext.Current.CancellationToken);
        var job = await engine.EndAsync((await again.Run(engine.Workspace, first, "mine", null, TestContext.Current.CancellationToken)).Id);

        Assert.Equal((0, 10, 6), (same.Different, none.Different, rest.Different));
        Assert.Equal((11, 6L, 5), (job.Total, job.Calls, job.Reused));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Rows_held_for_want_of_a_site_cost_nothing_until_they_are_written_from_their_columns(bool postgres)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { Form = AnswerForm.Body } }, TestContext.Current.CancellationToken);
        await using var engine = await Engine.StartAsync(postgres ? server : null, true, null, [("OPENAI_API_KEY", "sk-test"), ("OPENAI_BASE_URL", provider.Url.ToString()), ("OPENAI_RPM", "1000000")]);
        var held = await engine.EndAsync((await engine.WriteAsync("company,website\nAcme,http://127.0.0.1/\nBarn,http://127.0.0.2/\n", "opener")).Id);
        var asked = provider.Count;

        await engine.Get<SteerJob>().WriteUnread(engine.Workspace, held.Id, TestContext.Current.CancellationToken);
        var written = await engine.UntilAsync(held.Id, job => job.Status is JobStatus.Completed && job.Calls > 0);

        Assert.Equal((2, 0, 0m), (held.Held, asked, held.Cost));
        Assert.True(provider.Count >= 2);
        Assert.DoesNotContain(await engine.RowsAsync(held.Id), row => row.DraftId is null);
        Assert.Equal(2, written.Completed + written.Held);
    }
}
