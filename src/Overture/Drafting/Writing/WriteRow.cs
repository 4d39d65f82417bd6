using Microsoft.Extensions.AI;
using Overture.Drafting.Checks;
using Overture.Drafting.Providers;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>Writes one row: asks the model, reads its answer, checks it, and asks again with the reason up to twice; what still breaks a rule is held.</summary>
internal sealed partial class WriteRow(Store store, Desk desk, Changes changes, AskModel ask, ReadSite sites, TimeProvider clock, ILogger<WriteRow> log)
{
    /// <summary>Tries after the first at copy that breaks a rule.</summary>
    private const int Corrections = 2;

    /// <summary>For prompts that read a page: the row with its page's text, or with the reason it is held for.</summary>
    public async Task<RowWork> Prepare(WritingPlan plan, RowWork row, CancellationToken ct)
    {
        var page = row.Fields.TryGetValue("website", out var url) ? await sites.Run(plan.Workspace, url, ct) : null;
        if (page?.Text is null && !plan.NamesAlone)
        {
            return row with { Hold = page is null ? "This row names no site to read." : $"The site could not be read: {page.Detail}" };
        }

        var read = page?.Text is { } text ? row.With(text) : row;
        read = read with { Key = CopyKey.Of(plan, read, page?.Hash) };
        return (await store.Read(plan.Workspace, db => LoadChunk.FindKnown(db, plan, [read], ct), ct))[0];
    }

    /// <param name="plan">Of the row's job.</param>
    /// <param name="row">What is to be written.</param>
    /// <param name="halt">No further call begins; what is in flight comes to its end.</param>
    /// <param name="ct">Ends a call in flight too; it cancels <paramref name="halt"/>.</param>
    /// <exception cref="RowStopped">Halted: the row stays pending.</exception>
    public async Task<RowResult> Run(WritingPlan plan, RowWork row, CancellationToken halt, CancellationToken ct)
    {
        if (row.Hold is { } reason)
        {
            return new(row.Ordinal, RowStatus.Held, null, null, reason, row.Tries, default);
        }

        try
        {
            return row.Known is { } known ? Reuse(row, known) : await Write(plan, row, halt, ct);
        }
        catch (RowFailed failed)
        {
            return new(row.Ordinal, RowStatus.Failed, null, null, failed.Message, row.Tries + failed.Tries, failed.Usage);
        }
    }

    /// <summary>What nobody foresaw fails this row alone.</summary>
    public RowResult Failed(Chunk chunk, RowWork row, Exception e)
    {
        LogRowFailed(log, e, chunk.Job, row.Ordinal);
        return new(row.Ordinal, RowStatus.Failed, null, null, "An unexpected error; the log of the server has it. Retry this row.", row.Tries, default);
    }

    /// <summary>A row asked for by itself, in a job that waits for something else, cannot wait for this too.</summary>
    public static RowResult Blocked(RowWork row, JobBlocked blocked) => new(row.Ordinal, RowStatus.Failed, null, null, blocked.Cause, row.Tries, blocked.Usage);

    /// <summary>The row stays pending; null when it has cost nothing yet.</summary>
    public static RowResult? Waiting(RowWork row, Usage usage) =>
        usage.Calls > 0 ? new(row.Ordinal, RowStatus.Pending, null, null, null, row.Tries, usage) : null;

    /// <summary>Pauses the job for a reason that is not this row's.</summary>
    public async Task Block(Chunk chunk, JobBlocked blocked)
    {
        desk.Stop(chunk.Job);
        var paused = await store.Write(Lane.Results, chunk.Workspace,
            (db, ct) => PauseJob.Run(db, chunk.Job, blocked.Reason, blocked.Message, blocked.ResumesAt, clock.GetUtcNow(), ct), CancellationToken.None);
        if (paused)
        {
            LogBlocked(log, chunk.Job, blocked.Reason, blocked.Message);
            changes.Mark(chunk.Workspace, chunk.Job);
        }
    }

    private static RowResult Reuse(RowWork row, KnownDraft known) => known switch
    {
        { Review: Review.Refused } => new(row.Ordinal, RowStatus.Held, null, known.Id, "A person refused this copy.", row.Tries, default),
        { Passed: true } or { Review: Review.Approved or Review.Edited } => new(row.Ordinal, RowStatus.Completed, null, known.Id, null, row.Tries, default),
        _ => new(row.Ordinal, RowStatus.Held, null, known.Id, Failures.InWords(known.Failures), row.Tries, default),
    };

    private async Task<RowResult> Write(WritingPlan plan, RowWork row, CancellationToken halt, CancellationToken ct)
    {
        var seed = CopyKey.Seed(row.Key, row.Take);
        var fields = row.Fields;
        List<ChatMessage> messages = [.. Opening(plan, fields, seed)];
        var usage = default(Usage);
        var (tries, cuts) = (0, 0);
        for (var correction = 0; ; correction++)
        {
            ModelAnswer answer;
            try
            {
                answer = await ask.Run(plan, row, messages, seed + (ulong)correction, halt, ct);
            }
            catch (PromptTooLong tooLong)
            {
                usage += tooLong.Usage;
                var tokens = messages.Sum(message => TokenEstimate.Of(message.Text) + TokenEstimate.PerMessage);
                fields = CutField.Run(fields, plan.Template.Fields, tokens, cuts++ is 0 ? FitRule.Keep(tooLong.Message, tokens) : null)
                    ?? throw new RowFailed($"The prompt does not fit the model: {tooLong.Message}", tries, usage);
                messages = [.. Opening(plan, fields, seed)];
                tries++;
                correction--;
                continue;
            }
            catch (RowFailed failed)
            {
                throw new RowFailed(failed.Message, tries + failed.Tries, usage + failed.Usage);
            }
            catch (JobBlocked blocked)
            {
                throw blocked.After(usage);
            }
            catch (RowStopped stopped)
            {
                throw new RowStopped(usage + stopped.Usage);
            }

            usage += answer.Usage;
            tries += answer.Tries;
            var (copy, failures) = Judge(plan, row, answer);
            if (failures.Length is 0 || correction == Corrections)
            {
                return Result(plan, row, answer.Model, copy, failures, CutField.Said(row.Fields, fields), usage, tries);
            }

            tries++;
            messages.Add(new(ChatRole.Assistant, answer.Text.Length > 0 ? answer.Text : "(nothing)"));
            messages.Add(new(ChatRole.User, $"That cannot be used: {string.Join(" ", failures.Select(failure => failure.Detail))} Write it again, in full, and nothing else."));
        }
    }

    private static IEnumerable<ChatMessage> Opening(WritingPlan plan, IReadOnlyDictionary<string, string> fields, ulong seed) =>
        [new(ChatRole.System, plan.Recipe.System), new(ChatRole.User, plan.Template.Render(fields, seed))];

    private static (Copy? Copy, Failure[] Failures) Judge(WritingPlan plan, RowWork row, ModelAnswer answer)
    {
        var copy = ReadAnswer.Run(answer.Text, plan.Recipe.Rules.Subject);
        if (answer.Problem is { } problem)
        {
            return (copy, [new("answer", problem)]);
        }

        return copy is null
            ? (null, [new("empty", "The answer held no text.")])
            : (copy, [.. CheckCopy.Run(copy, plan.Recipe.Rules, new(plan.Recipe.System, row.Fields, row.SiteText, plan.Others))
                .Where(check => !check.Passed).Select(check => new Failure(check.Id, check.Detail ?? check.Id))]);
    }

    private RowResult Result(WritingPlan plan, RowWork row, string model, Copy? copy, Failure[] failures, string? cut, Usage usage, int tries)
    {
        var now = clock.GetUtcNow();
        var draft = new Draft
        {
            Id = Guid.CreateVersion7(now),
            WorkspaceId = plan.Workspace,
            Key = row.Key,
            Take = row.Take,
            LeadId = row.LeadId,
            PromptVersionId = plan.PromptVersion,
            JobId = plan.Job,
            Subject = copy?.Subject,
            Body = copy?.Body ?? "",
            Words = copy is null ? 0 : Words.Count(copy.Body),
            Failures = Failures.Write(failures),
            Passed = failures.Length is 0,
            Model = model,
            Sample = plan.Sample,
            Cut = cut,
            Calls = usage.Calls,
            InputTokens = (int)usage.InputTokens,
            OutputTokens = (int)usage.OutputTokens,
            CostMicros = usage.CostMicros,
            CreatedAt = now,
        };
        return failures.Length is 0
            ? new(row.Ordinal, RowStatus.Completed, draft, null, cut, row.Tries + tries, usage)
            : new(row.Ordinal, RowStatus.Held, draft, null, Failures.InWords(draft.Failures), row.Tries + tries, usage);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Row {Ordinal} of job {Job} failed")]
    private static partial void LogRowFailed(ILogger log, Exception e, Guid job, int ordinal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} pauses ({Reason}): {Explanation}")]
    private static partial void LogBlocked(ILogger log, Guid job, string reason, string explanation);
}
