using Microsoft.Extensions.AI;
using Overture.Accounts;
using Overture.Accounts.Models;
using Overture.Drafting.Providers;
using Overture.Web.Settings;

namespace Overture.Drafting.Writing;

/// <summary>
/// Asks the model a job writes with: the dummy for samples, else whichever key and model may be asked next. Each failure gets its own answer: what
/// passes is tried again, what concerns the whole job pauses it, what concerns the prompt goes back to the row.
/// </summary>
internal sealed partial class AskModel(DummyChatClient dummy, ModelPool pool, KeepSpent spent, PriceList prices, ModelSettings settings, TimeProvider clock, ILogger<AskModel> log)
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(20);

    /// <summary>How soon a job looks again whether a person has cured what costs nothing to look at.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly FaultNews news = new();

    /// <summary>A job begins here, or goes on: what worked a while ago may not work now.</summary>
    public async Task Begin(WritingPlan plan, CancellationToken ct)
    {
        if (!plan.Sample)
        {
            (await pool.Line(plan.Workspace, plan.Models, ct)).Queue.Ring.Doubt();
        }
    }

    /// <param name="plan">Of the job.</param>
    /// <param name="row">Its fields are the sample words' subject.</param>
    /// <param name="messages">What the model is told.</param>
    /// <param name="seed">Draws the answer, where the model takes one, and the backoff.</param>
    /// <param name="halt">No further call begins; what is in flight comes to its end.</param>
    /// <param name="ct">Ends a call in flight too; it cancels <paramref name="halt"/>.</param>
    /// <exception cref="RowStopped">Halted before an answer came.</exception>
    /// <exception cref="JobBlocked">No key can serve, or the day is spent.</exception>
    /// <exception cref="RowFailed">Tried MAX_RETRIES times in vain, or the provider will not take this request.</exception>
    /// <exception cref="PromptTooLong">It does not fit the model.</exception>
    public async Task<ModelAnswer> Run(WritingPlan plan, RowWork row, IReadOnlyList<ChatMessage> messages, ulong seed, CancellationToken halt, CancellationToken ct)
    {
        if (plan.Sample)
        {
            var sample = await dummy.GetResponseAsync(messages, DummyChatClient.Options(plan.Recipe, row.Fields, seed), ct);
            return new(sample.Text, DummyChatClient.ModelName, new(1, 0, 0, 0, 0), 0, null);
        }

        var options = new ChatOptions { Temperature = (float?)plan.Recipe.Parameters.Temperature, MaxOutputTokens = plan.Recipe.Parameters.MaxTokens, Seed = (long)(seed >> 33) };
        var estimate = messages.Sum(message => TokenEstimate.Of(message.Text) + TokenEstimate.PerMessage) + (plan.Recipe.Parameters.MaxTokens ?? 400) / 2;
        var usage = default(Usage);
        for (var tries = 0; ;)
        {
            var line = await pool.Line(plan.Workspace, plan.Models, ct);
            var go = await Unless(usage, stop => Leave(line, estimate, usage, stop), halt, ct);
            await CheckPrice(plan, line, go, usage, ct);
            spent.Add(plan.Workspace, go.Key.Group, go.Model);
            var started = clock.GetTimestamp();
            try
            {
                var response = await Call(line, go, messages, options, ct);
                usage += await Cost(plan.Workspace, go.Model, response.Usage, started, ct);
                return new(response.Text, response.ModelId ?? go.Model, usage, tries, null);
            }
            catch (ModelCallFailed failed)
            {
                Tell(go.Key.Id, failed);
                line.Queue.Failed(go, failed);
                usage += await Cost(plan.Workspace, go.Model, new() { InputTokenCount = failed.Used.Input, OutputTokenCount = failed.Used.Output }, started, ct);
                switch (failed.Fault)
                {
                    case Fault.RateLimited or Fault.Unauthorized or Fault.QuotaExhausted or Fault.ModelNotFound:
                        break; // the queue waits as told, takes another key or model, or says that none can serve
                    case Fault.ContextTooLong:
                        throw new PromptTooLong(failed.Message, usage);
                    case Fault.Empty or Fault.Refused or Fault.CutOff or Fault.ContentFiltered:
                        return new(failed.Failure.Text, go.Model, usage, tries, InWords(failed.Fault));
                    case Fault.BadRequest:
                        throw new RowFailed($"The provider does not take this request: {failed.Message}", tries, usage);
                    case Fault.ServerError or Fault.Overloaded or Fault.Timeout or Fault.ConnectionLost or Fault.BadAnswer when tries < settings.Retries:
                        tries++;
                        await Unless(usage, async stop =>
                        {
                            await Task.Delay(Backoff(tries, failed.RetryAfter, seed), clock, stop);
                            return tries;
                        }, halt, ct);
                        break;
                    default:
                        throw new RowFailed($"The provider failed {tries + 1} times: {failed.Message}", tries, usage);
                }
            }
        }
    }

    /// <summary>0.5 s, doubling to 20 s, each between half and the whole of it; as told when the provider says.</summary>
    public static TimeSpan Backoff(int tries, TimeSpan? told, ulong seed)
    {
        var whole = Math.Min(LongestBackoff.TotalSeconds, FirstBackoff.TotalSeconds * Math.Pow(2, tries - 1));
        var draw = (HashCode.Combine(seed, tries) & 0xFFFF) / 65536.0;
        var backoff = TimeSpan.FromSeconds(whole * (0.5 + (draw / 2)));
        return told > backoff ? told.Value : backoff;
    }

    private void Tell(string key, ModelCallFailed failed)
    {
        switch (news.Say(key, failed.Fault, clock.GetUtcNow()))
        {
            case 0:
                LogFailed(log, failed.Fault, failed.Message);
                break;
            case { } leftOut:
                LogFailedAgain(log, failed.Fault, failed.Message, leftOut);
                break;
        }
    }

    private static string InWords(Fault fault) => fault switch
    {
        Fault.Empty => "The answer held no text.",
        Fault.Refused => "The model declined to write it.",
        Fault.CutOff => "The answer broke off at its length limit.",
        _ => "The provider's filter stopped it.",
    };

    /// <summary>Waits before a call, for its turn or for a while: a wait that a halt cuts short is the row's end for now.</summary>
    private static async Task<T> Unless<T>(Usage usage, Func<CancellationToken, Task<T>> wait, CancellationToken halt, CancellationToken ct)
    {
        try
        {
            return await wait(halt);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new RowStopped(usage);
        }
    }

    private async Task<NextCall.Go> Leave(ModelLine line, int estimate, Usage usage, CancellationToken ct) => !line.HasKeys
        ? throw new JobBlocked("no_key", "There is no model key any more.", "Add one, and the job goes on by itself.", clock.GetUtcNow() + LookAgain, usage)
        : await line.Queue.Take(estimate, ct) switch
        {
            NextCall.Go go => go,
            NextCall.Wait wait => throw new JobBlocked("daily_limit", "The requests of the day are spent.", $"It goes on by itself at {wait.At:yyyy-MM-dd HH:mm} UTC.", wait.At, usage),
            NextCall.Stop stop => throw new JobBlocked(Code(stop.Why), $"{Said(stop.Why)} ({stop.Reason})", "It tries again by itself.", stop.At > clock.GetUtcNow().AddDays(1) ? null : stop.At, usage),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A cap holds only what has a price.</summary>
    private async ValueTask CheckPrice(WritingPlan plan, ModelLine line, NextCall.Go go, Usage usage, CancellationToken ct)
    {
        if (plan.Capped && (await prices.Of(plan.Workspace, ct)).Of(go.Model) is null)
        {
            line.Queue.Dropped(go);
            throw new JobBlocked("no_price", $"The job has a spending cap, and nobody said what the model {go.Model} costs.", "Add its price, or lift the cap, and it goes on by itself.", clock.GetUtcNow() + LookAgain, usage);
        }
    }

    private static string Code(KeyState why) => why switch
    {
        KeyState.Exhausted => "insufficient_quota",
        KeyState.Revoked => "key_refused",
        KeyState.NoModel => "model_not_found",
        _ => "provider_down",
    };

    private static string Said(KeyState why) => why switch
    {
        KeyState.Exhausted => "The provider says the quota is used up: pay there, or add another key.",
        KeyState.Revoked => "The provider refuses the key: correct it, or add another.",
        KeyState.NoModel => "The provider does not have the model: choose another in the prompt or OPENAI_MODEL.",
        _ => "The provider does not answer.",
    };

    private static async Task<ChatResponse> Call(ModelLine line, NextCall.Go go, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken ct)
    {
        options.ModelId = go.Model;
        try
        {
            var response = await line.Clients[go.Key.Id].GetResponseAsync(messages, options, ct);
            line.Queue.Worked(go, response.Rates, new((int)(response.Usage?.InputTokenCount ?? 0), (int)(response.Usage?.OutputTokenCount ?? 0)));
            return response;
        }
        catch (Exception e) when (e is not ModelCallFailed)
        {
            line.Queue.Dropped(go);
            throw;
        }
    }

    private async ValueTask<Usage> Cost(Guid workspace, string model, UsageDetails? used, long started, CancellationToken ct)
    {
        var took = (long)clock.GetElapsedTime(started).TotalMilliseconds;
        var (input, output) = (used?.InputTokenCount ?? 0, used?.OutputTokenCount ?? 0);
        var dollars = (await prices.Of(workspace, ct)).Cost(model, input, output) ?? 0;
        return new(1, input, output, (long)Math.Ceiling(dollars * 1_000_000), took);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "OpenAI error: {Fault}: {Reason}")]
    private static partial void LogFailed(ILogger log, Fault fault, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "OpenAI error: {Fault}: {Reason} (and {LeftOut} more of the kind since it was last said)")]
    private static partial void LogFailedAgain(ILogger log, Fault fault, string reason, int leftOut);
}
