using System.Text.Json;
using Microsoft.Extensions.AI;
using Overture.Drafting.Checks;
using Overture.Drafting.Providers;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>Writes one row: asks the model, reads its answer, checks it, and asks again with the reason up to twice; what still breaks a rule is held.</summary>
internal sealed partial class WriteRow(Store store, Desk desk, Changes changes, AskModel ask, TimeProvider clock, ILogger<WriteRow> log)
{
    /// <summary>Tries after the first at copy that breaks a rule.</summary>
    private const int Corrections = 2;

    public async Task<RowResult> Run(WritingPlan plan, RowWork row, CancellationToken ct) =>
        row.Known is { } known ? Reuse(row, known) : await Write(plan, row, ct);

    /// <summary>What nobody foresaw fails this row alone.</summary>
    public RowResult Failed(Chunk chunk, RowWork row, Exception e)
    {
        LogRowFailed(log, e, chunk.Job, row.Ordinal);
        return new(row.Ordinal, RowStatus.Failed, null, null, "An unexpected error; the log of the server has it. Retry this row.", row.Tries, default);
    }

    /// <summary>Pauses the job for a reason that is not this row's.</summary>
    public async Task Block(Chunk chunk, JobBlocked blocked)
    {
        LogBlocked(log, chunk.Job, blocked.Reason);
        desk.Stop(chunk.Job);
        await store.Write(Lane.Results, chunk.Workspace, (db, ct) => PauseJob.Run(db, chunk.Job, blocked.Reason, blocked.Message, blocked.ResumesAt, clock.GetUtcNow(), ct), CancellationToken.None);
        changes.Mark(chunk.Workspace, chunk.Job);
    }

    private static RowResult Reuse(RowWork row, KnownDraft known) => known switch
    {
        { Review: Review.Refused } => new(row.Ordinal, RowStatus.Held, null, known.Id, "A person refused this copy.", row.Tries, default),
        { Passed: true } or { Review: Review.Approved or Review.Edited } => new(row.Ordinal, RowStatus.Completed, null, known.Id, null, row.Tries, default),
        _ => new(row.Ordinal, RowStatus.Held, null, known.Id, Failures.InWords(known.Failures), row.Tries, default),
    };

    private async Task<RowResult> Write(WritingPlan plan, RowWork row, CancellationToken ct)
    {
        var seed = CopyKey.Seed(row.Key, row.Take);
        var context = new CopyContext(plan.Recipe.System, row.Fields, null, plan.Others);
        var messages = new List<ChatMessage> { new(ChatRole.System, plan.Recipe.System), new(ChatRole.User, plan.Template.Render(row.Fields, seed)) };
        var usage = default(Usage);
        var tries = 0;
        for (var correction = 0; ; correction++)
        {
            var answer = await ask.Run(plan, row, messages, seed + (ulong)correction, ct);
            usage += answer.Usage;
            tries += answer.Tries;
            var copy = ReadAnswer.Run(answer.Text, plan.Recipe.Rules.Subject);
            CheckResult[] failed = copy is null
                ? [new CheckResult("empty", false, "The answer held no text.")]
                : [.. CheckCopy.Run(copy, plan.Recipe.Rules, context).Where(check => !check.Passed)];
            if (failed.Length is 0 || correction == Corrections)
            {
                return Result(plan, row, answer, copy, failed, usage, tries);
            }

            tries++;
            messages.Add(new(ChatRole.Assistant, answer.Text));
            messages.Add(new(ChatRole.User, "That cannot be used: " + string.Join(" ", failed.Select(check => check.Detail)) + " Write it again, in full, and nothing else."));
        }
    }

    private RowResult Result(WritingPlan plan, RowWork row, ModelAnswer answer, Copy? copy, CheckResult[] failed, Usage usage, int tries)
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
            Failures = JsonSerializer.Serialize(failed.Select(check => new Failure(check.Id, check.Detail ?? check.Id)), Failures.Json),
            Passed = failed.Length is 0,
            Model = answer.Model,
            Sample = plan.Sample,
            Cut = answer.Cut,
            Calls = usage.Calls,
            InputTokens = (int)usage.InputTokens,
            OutputTokens = (int)usage.OutputTokens,
            CostMicros = usage.CostMicros,
            CreatedAt = now,
        };
        return failed.Length is 0
            ? new(row.Ordinal, RowStatus.Completed, draft, null, null, row.Tries + tries, usage)
            : new(row.Ordinal, RowStatus.Held, draft, null, Failures.InWords(draft.Failures), row.Tries + tries, usage);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Row {Ordinal} of job {Job} failed")]
    private static partial void LogRowFailed(ILogger log, Exception e, Guid job, int ordinal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} pauses: {Reason}")]
    private static partial void LogBlocked(ILogger log, Guid job, string reason);
}
