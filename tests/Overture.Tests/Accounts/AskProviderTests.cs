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
    public async Task A_model_server_of_ones_own_network_works_where_the_operator_allows_it()
    {
        await using var provider = await ModelProvider.Start(new(), TestContext.Current.CancellationToken);
        await using var other = await ModelProvider.Start(new(), TestContext.Current.CancellationToken);
        await using var engine = await Engine.StartAsync(settings: [("OUTBOUND_ALLOWED_HOSTS", $"models.lan, {provider.Url.Authority}")]);
        var add = engine.Get<AddProviderKey>();

        await add.Run(engine.Workspace, "openai", "mine", "sk-some-key", provider.Url.ToString(), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<Refused>(() => add.Run(engine.Workspace, "openai", "mine", "sk-some-key", other.Url.ToString(), TestContext.Current.CancellationToken));
        var job = await engine.WriteAsync(LeadFile.Csv(2));
        var done = await engine.EndAsync(job.Id);

        Assert.Contains("OUTBOUND_ALLOWED_HOSTS", refused.Message, StringComparison.Ordinal);
        Assert.Equal((2, false, 0), (done.Completed, done.Sample, other.Count));
        Assert.True(provider.Count > 2);
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
