using Microsoft.Extensions.AI;
using Overture.Accounts.Models;
using Overture.World.ModelProvider;
using Provider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Accounts.Models;

public sealed class ChatClientTests : IAsyncLifetime
{
    const string Canary = "sk-canary-4f1e8c77a0b2";
    static readonly ChatMessage[] prompt = [new(ChatRole.System, "You write."), new(ChatRole.User, "Write to row-7: Zoë, “ACME”\n{x} <y>")];
    readonly HttpClient http = new(ModelTimeouts.Default.Handler()) { Timeout = Timeout.InfiniteTimeSpan };
    Provider provider = null!;

    public async ValueTask InitializeAsync() => provider = await Provider.Start(new(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await provider.DisposeAsync();
    }

    public static TheoryData<ModelFault, string, bool> Faults()
    {
        var expected = new (ModelFault Fault, Fault Meaning)[]
        {
            (ModelFault.RateLimited, Fault.RateLimited), (ModelFault.InsufficientQuota, Fault.QuotaExhausted), (ModelFault.InvalidKey, Fault.Unauthorized),
            (ModelFault.ModelNotFound, Fault.ModelNotFound), (ModelFault.ContextTooLong, Fault.ContextTooLong), (ModelFault.BadRequest, Fault.BadRequest),
            (ModelFault.Error500, Fault.ServerError), (ModelFault.Error502, Fault.ServerError), (ModelFault.Error503, Fault.Overloaded),
            (ModelFault.Error504, Fault.ServerError), (ModelFault.Overloaded529, Fault.Overloaded), (ModelFault.Reset, Fault.ConnectionLost),
            (ModelFault.TruncatedBody, Fault.ConnectionLost), (ModelFault.TruncatedJson, Fault.BadAnswer), (ModelFault.Html, Fault.BadAnswer),
            (ModelFault.EmptyText, Fault.Empty), (ModelFault.CutOff, Fault.CutOff),
            (ModelFault.Refusal, Fault.Refused), (ModelFault.ToolCalls, Fault.BadAnswer), (ModelFault.Huge, Fault.BadAnswer),
            (ModelFault.Silence, Fault.Timeout), (ModelFault.Trickle, Fault.Timeout),
        };
        var data = new TheoryData<ModelFault, string, bool>();
        foreach (var (fault, meaning) in expected)
        {
            data.Add(fault, meaning.ToString(), false);
            data.Add(fault, meaning.ToString(), true);
        }

        data.Add(ModelFault.EmptyChoices, nameof(Fault.BadAnswer), false);
        data.Add(ModelFault.EmptyChoices, nameof(Fault.Empty), true); // Anthropic's way to say nothing
        return data;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_brings_words_tokens_model_and_limits(bool anthropic)
    {
        provider.Behaviour = new() { Limits = new() { RequestsPerMinute = 500, TokensPerMinute = 90_000 } };

        var answer = await Client(anthropic).GetResponseAsync(prompt, new() { MaxOutputTokens = 200, Temperature = 0.7f }, TestContext.Current.CancellationToken);

        Assert.Contains("body", answer.Text, StringComparison.Ordinal);
        Assert.Equal(("m-1", ChatFinishReason.Stop), (answer.ModelId, answer.FinishReason));
        Assert.True(answer.Usage is { InputTokenCount: > 20, OutputTokenCount: > 50 });
        Assert.Equal((500, 499), (answer.Rates.Requests.Limit, answer.Rates.Requests.Remaining));
        Assert.Equal(90_000, answer.Rates.Tokens.Limit);
        Assert.Equal(("row-7", Canary, 200), (provider.Calls[0].Row, provider.Calls[0].Key, provider.Calls[0].Status));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_has_its_meaning_and_none_shows_the_key(ModelFault fault, string meaning, bool anthropic)
    {
        provider.Behaviour = new() { Fault = fault, RetryAfterSeconds = 7, SilenceMs = 30_000, TrickleMs = 20 };
        var slow = fault is ModelFault.Silence or ModelFault.Trickle;
        var client = Client(anthropic, slow ? ModelTimeouts.Default with { Call = TimeSpan.FromMilliseconds(600) } : null);

        var failed = await Assert.ThrowsAsync<ModelCallFailed>(() => client.GetResponseAsync(prompt, new() { MaxOutputTokens = 200 }, TestContext.Current.CancellationToken));

        Assert.Equal(meaning, failed.Fault.ToString());
        Assert.Equal(fault == ModelFault.RateLimited ? TimeSpan.FromSeconds(7) : null, failed.RetryAfter);
        Assert.DoesNotContain(Canary, failed + failed.Failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RetryAfterForm.Seconds, 3)]
    [InlineData(RetryAfterForm.HttpDate, 3)]
    [InlineData(RetryAfterForm.Milliseconds, 2.5)]
    public async Task A_429_tells_how_long_to_wait_in_any_form(RetryAfterForm form, double seconds)
    {
        provider.Behaviour = new() { Fault = ModelFault.RateLimited, RetryAfterSeconds = 2.5, RetryAfter = form };

        var failed = await Assert.ThrowsAsync<ModelCallFailed>(() => Client(false).GetResponseAsync(prompt, null, TestContext.Current.CancellationToken));

        Assert.InRange(failed.RetryAfter!.Value.TotalSeconds, seconds - 0.001, seconds + 1);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_lost_connection()
    {
        await provider.DisposeAsync();

        var failed = await Assert.ThrowsAsync<ModelCallFailed>(() => Client(false).GetResponseAsync(prompt, null, TestContext.Current.CancellationToken));

        Assert.Equal(Fault.ConnectionLost, failed.Fault);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_of_a_fault()
    {
        provider.Behaviour = new() { DelayMs = 30_000 };
        using var up = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(false).GetResponseAsync(prompt, null, up.Token));
    }

    [Fact]
    public async Task A_first_byte_that_is_late_is_a_timeout_of_its_own()
    {
        provider.Behaviour = new() { DelayMs = 30_000 };
        var client = Client(false, ModelTimeouts.Default with { FirstByte = TimeSpan.FromMilliseconds(200) });

        var failed = await Assert.ThrowsAsync<ModelCallFailed>(() => client.GetResponseAsync(prompt, null, TestContext.Current.CancellationToken));

        Assert.Equal((Fault.Timeout, "No answer began within 0.2 s."), (failed.Fault, failed.Message));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Parameters_a_model_refuses_are_left_out_from_then_on(bool reasoning, bool old)
    {
        provider.Behaviour = new() { Reasoning = reasoning, OldParameters = old };
        var client = Client(false);
        for (var i = 0; i < 3; i++) await client.GetResponseAsync(prompt, new() { MaxOutputTokens = 200, Temperature = 0.7f, Seed = i }, TestContext.Current.CancellationToken);

        Assert.Equal(3, provider.Calls.Count(call => call.Status == 200));
        Assert.Equal(reasoning ? 2 : 0, provider.Calls.Count(call => call.Status == 400));
    }

    [Fact]
    public async Task A_stream_is_the_whole_answer()
    {
        var parts = new List<string>();
        await foreach (var part in Client(true).GetStreamingResponseAsync(prompt, null, TestContext.Current.CancellationToken)) parts.Add(part.Text);

        Assert.Contains("subject", string.Concat(parts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.openai.com", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions")]
    [InlineData("http://localhost:11434/v1/chat/completions", "http://localhost:11434/v1/chat/completions")]
    [InlineData("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/chat/completions")]
    [InlineData("https://x.example/openai/v1/?api-version=preview", "https://x.example/openai/v1/chat/completions?api-version=preview")]
    public void A_base_URL_may_be_written_in_many_ways(string baseUrl, string address)
        => Assert.Equal(address, ApiAddress.Of(new(baseUrl), "/chat/completions").AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("sk-canary two")]
    [InlineData("sk-canary\nX-Evil: 1")]
    [InlineData("sk-canary-é")]
    public void A_key_that_cannot_stand_in_a_header_is_refused_without_showing_it(string key)
    {
        var refused = Assert.Throws<ArgumentException>(() => ApiAddress.Key(key));

        Assert.DoesNotContain("canary", refused.Message, StringComparison.Ordinal);
    }

    IChatClient Client(bool anthropic, ModelTimeouts? timeouts = null) => anthropic
        ? new AnthropicChatClient(http, provider.Url, Canary, "m-1", TimeProvider.System, timeouts)
        : new OpenAiChatClient(http, provider.Url, Canary, "m-1", TimeProvider.System, timeouts);
}
