using Overture.Drafting;
using Overture.Drafting.Prompts;
using Overture.Tests.World;

namespace Overture.Tests.Drafting.Prompts;

public sealed class KeepPromptTests
{
    [Fact]
    public async Task A_version_kept_aside_changes_nothing_until_somebody_offers_it()
    {
        await using var engine = await Engine.StartAsync(rounds: false);
        var (keep, create) = (engine.Get<KeepPrompt>(), engine.Get<CreateJob>());
        var shipped = ShippedPrompts.All.First(prompt => prompt.Name == "opener").Text;
        var own = shipped.Replace("## User", "## User\n\nOnce more:", StringComparison.Ordinal);

        var (aside, isAside) = await keep.SaveAside(engine.Workspace, "opener", own, CancellationToken.None);
        await keep.Furnish(engine.Workspace, CancellationToken.None);
        var offered = await create.Prompt(engine.Workspace, "opener", CancellationToken.None);
        await keep.Save(engine.Workspace, "opener", own, CancellationToken.None);
        await keep.Furnish(engine.Workspace, CancellationToken.None);
        var edited = await create.Prompt(engine.Workspace, "opener", CancellationToken.None);

        Assert.True(isAside);
        Assert.Equal(shipped, offered.Text);
        Assert.Equal(aside.Id, (await create.Prompt(engine.Workspace, aside.Id.ToString(), CancellationToken.None)).Id);
        Assert.Equal(aside.Id, edited.Id); // an edited prompt is its owner's
    }

    [Fact]
    public async Task A_file_of_a_new_name_is_offered_to_all_and_its_next_wording_to_its_own_run_alone()
    {
        await using var engine = await Engine.StartAsync(rounds: false);
        var text = ShippedPrompts.All.First(prompt => prompt.Name == "opener").Text;

        var (first, firstAside) = await engine.Get<KeepPrompt>().SaveAside(engine.Workspace, "mine", text, CancellationToken.None);
        var (_, secondAside) = await engine.Get<KeepPrompt>().SaveAside(engine.Workspace, "mine", text + "\nAgain.", CancellationToken.None);

        Assert.Equal((false, true), (firstAside, secondAside));
        Assert.Equal(first.Id, (await engine.Get<CreateJob>().Prompt(engine.Workspace, "mine", CancellationToken.None)).Id);
    }
}
