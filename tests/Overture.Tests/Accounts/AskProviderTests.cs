using Overture.Accounts;
using Overture.Tests.World;
using Overture.Web;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Accounts;

/// <summary>A model key is tested as it is saved.</summary>
public sealed class AskProviderTests
{
    [Fact]
    public async Task A_key_the_provider_refuses_is_not_kept()
    {
        await using var provider = await ModelProvider.Start(new() { Keys = ["sk-the-right-one"] }, TestContext.Current.CancellationToken);
        await using var engine = await Engine.StartAsync(settings: [("OPENAI_BASE_URL", provider.Url.ToString())]);
        var add = engine.Get<AddProviderKey>();

        var refused = await Assert.ThrowsAsync<Refused>(() => add.Run(engine.Workspace, "openai", "mine", "sk-a-wrong-one", null, TestContext.Current.CancellationToken));
        var kept = await add.Run(engine.Workspace, "openai", "mine", "sk-the-right-one", null, TestContext.Current.CancellationToken);

        Assert.Equal("key", refused.Field);
        Assert.DoesNotContain("sk-a-wrong-one", refused.Message, StringComparison.Ordinal);
        Assert.Equal("…-one", kept.Hint);
    }

    [Fact]
    public async Task An_address_inside_the_house_is_not_asked()
    {
        await using var provider = await ModelProvider.Start(new(), TestContext.Current.CancellationToken);
        await using var engine = await Engine.StartAsync();

        await Assert.ThrowsAsync<Refused>(() => engine.Get<AddProviderKey>().Run(engine.Workspace, "openai", "mine", "sk-some-key", provider.Url.ToString(), TestContext.Current.CancellationToken));

        Assert.Equal(0, provider.Count);
    }
}
