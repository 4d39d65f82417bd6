using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Writing;
using Overture.Rounds;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>
/// Start, pause, resume, cancel, retry: what a person may tell a job. Each answers the job as it is then, or null when there is none; a job that cannot
/// do it stays as it is (<see cref="StartRule"/> says why).
/// </summary>
internal sealed class SteerJob(Store store, Desk desk, RoundsClock rounds, WriteChunks chunks, Changes changes, TimeProvider clock)
{
    private static readonly JobStatus[] Over = [JobStatus.Completed, JobStatus.Failed, JobStatus.Canceled];

    private static readonly RowStatus[] Outcomes = [RowStatus.Completed, RowStatus.Held, RowStatus.Failed, RowStatus.Canceled];

    /// <summary>Begins a pending job, or goes on with a paused one; after a pilot it writes the rest.</summary>
    public Task<Job?> Start(Guid workspace, Guid id, CancellationToken ct) => Change(workspace, id, "job.started", (job, now) =>
    {
        if (job.Status is not (JobStatus.Pending or JobStatus.Paused))
        {
            return;
        }

        job.Pilot = job.Status is JobStatus.Paused && job.Reason is "pilot" ? null : job.Pilot;
        job.Status = JobStatus.Processing;
        job.Reason = null;
        job.Explanation = null;
        job.ResumesAt = null;
        job.StartedAt ??= now;
        job.BeginPace(now);
    }, ct);

    /// <summary>No row of it is written until it goes on, not even one that was asked for by itself.</summary>
    public async Task<Job?> Pause(Guid workspace, Guid id, CancellationToken ct)
    {
        await store.Write(Lane.Requests, workspace, (db, stop) => db.Rows.Where(r => r.JobId == id && r.Asked).ExecuteUpdateAsync(set => set.SetProperty(r => r.Asked, false), stop), ct);
        var paused = await Change(workspace, id, "job.paused", (job, _) =>
        {
            job.Status = JobStatus.Paused;
            job.Reason = "asked";
            job.Explanation = "Paused by a person.";
            job.ResumesAt = null;
        }, ct);
        desk.Stop(id);
        return paused;
    }

    /// <summary>Writes all rows of a job that was told to stop at some.</summary>
    public Task<Job?> WriteAll(Guid workspace, Guid id, CancellationToken ct) => Change(workspace, id, "job.started", (job, now) =>
    {
        job.RowLimit = null;
        job.Pilot = null;
        job.RowsComplete = false;
        job.Status = JobStatus.Processing;
        job.FinishedAt = null;
        job.StartedAt ??= now;
        job.BeginPace(now);
    }, ct);

    public Task<Job?> Cancel(Guid workspace, Guid id, CancellationToken ct) => store.Write(Lane.Requests, workspace, async (db, stop) =>
    {
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, stop);
        if (job is null || Over.Contains(job.Status))
        {
            return job;
        }

        desk.Stop(id);
        var now = clock.GetUtcNow();
        var canceled = await db.Rows.Where(r => r.JobId == id && r.Status == RowStatus.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, RowStatus.Canceled).SetProperty(r => r.Error, "canceled").SetProperty(r => r.Asked, false).SetProperty(r => r.UpdatedAt, now), stop);
        await db.Jobs.Where(j => j.Id == id).ExecuteUpdateAsync(set => set.SetProperty(j => j.CanceledRows, j => j.CanceledRows + canceled), stop);
        job.Status = JobStatus.Canceled;
        job.RowsComplete = true;
        job.Reason = "asked";
        job.Explanation = "Canceled by a person.";
        job.FinishedAt = now;
        job.UpdatedAt = now;
        await db.SaveChangesAsync(stop);
        await Journal.Add(db, new() { WorkspaceId = workspace, At = now, Kind = "job.canceled", JobId = id, Number = canceled }, stop);
        return await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, stop);
    }, ct);

    /// <summary>Failed, held and canceled rows are written again: those that have words as a new take. Approved or edited words are never overwritten.</summary>
    /// <remarks>A job that is paused, not begun or canceled stays so, and only these rows are written; canceled rows alone take a canceled job up again.</remarks>
    /// <param name="states">Which rows to take again.</param>
    public Task<Job?> Retry(Guid workspace, Guid id, RowStatus[] states, CancellationToken ct) => Again(workspace, id, new(null, states, Discard: false), ct);

    /// <summary>One row is written again, whatever came of it.</summary>
    /// <param name="discard">Also when its words were approved or edited; these stay as a draft of their own.</param>
    public Task<Job?> Regenerate(Guid workspace, Guid id, int ordinal, bool discard, CancellationToken ct) => Again(workspace, id, new(ordinal, Outcomes, discard), ct);

    /// <summary>Rows that are held for want of a site to read are written from the name and columns alone.</summary>
    public async Task<Job?> WriteUnread(Guid workspace, Guid id, CancellationToken ct)
    {
        // What is planned under the old version does not know of it.
        await store.Write(Lane.Requests, workspace, (db, stop) => db.Jobs.Where(j => j.Id == id && !j.NamesAlone).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.NamesAlone, true).SetProperty(j => j.Version, j => j.Version + 1), stop), ct);
        return await Again(workspace, id, new(null, [RowStatus.Held], Discard: false, Unread: true), ct);
    }

    private async Task<Job?> Again(Guid workspace, Guid id, Wanted wanted, CancellationToken ct)
    {
        var job = await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, stop);
            return job is null ? null : await Reopen(db, job, wanted, stop);
        }, ct);
        await Wake(workspace, job, ct);
        return job;
    }

    private async Task<Job> Reopen(AppDb db, Job job, Wanted wanted, CancellationToken ct)
    {
        var goesOn = GoesOn(job, wanted);
        var counts = new Dictionary<RowStatus, int>();
        foreach (var status in wanted.States)
        {
            counts[status] = await ReopenRows(db, job, wanted, status, asked: !goesOn, ct);
        }

        var (all, now) = (counts.Values.Sum(), clock.GetUtcNow());
        if (all > 0)
        {
            await Recount(db, job, counts, goesOn, now, ct);
            await Journal.Add(db, new() { WorkspaceId = job.WorkspaceId, At = now, Kind = "job.retried", JobId = job.Id, Number = all }, ct);
        }

        return await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == job.Id, ct);
    }

    /// <summary>Whether these rows take the job up again; else it stays as it is, and they are written by themselves.</summary>
    private static bool GoesOn(Job job, Wanted wanted) => job.Status switch
    {
        JobStatus.Processing or JobStatus.Completed or JobStatus.Failed => true,
        JobStatus.Canceled => wanted.Ordinal is null && wanted.States.Contains(RowStatus.Canceled),
        _ => false,
    };

    /// <summary>A row with words gets the take after the newest one; a row without asks for the take it had.</summary>
    private Task<int> ReopenRows(AppDb db, Job job, Wanted wanted, RowStatus status, bool asked, CancellationToken ct)
    {
        const string sql = """
            UPDATE rows SET status = 0, error = NULL, asked = @asked, updated_at = @now,
                same_as = CASE WHEN @ordinal = 0 THEN same_as ELSE NULL END,
                take = COALESCE((SELECT d.take + 1 FROM drafts d WHERE d.workspace_id = @workspace AND d.id = rows.draft_id), take), draft_id = NULL
            WHERE workspace_id = @workspace AND job_id = @job AND (@ordinal = 0 OR ordinal = @ordinal) AND status = @status AND (draft_id IS NULL OR NOT @unread)
                AND (@discard OR NOT EXISTS (SELECT 1 FROM drafts d WHERE d.workspace_id = @workspace AND d.id = rows.draft_id AND d.review IN (@approved, @edited)))
            """;
        return Store.Execute(db, sql, ct, ("@asked", asked), ("@now", clock.GetUtcNow()), ("@ordinal", wanted.Ordinal ?? 0), ("@workspace", job.WorkspaceId), ("@job", job.Id),
            ("@status", status), ("@unread", wanted.Unread), ("@discard", wanted.Discard), ("@approved", Review.Approved), ("@edited", Review.Edited));
    }

    /// <summary>The counters move by what moved, for results may be committed at the same time.</summary>
    private static async Task Recount(AppDb db, Job job, Dictionary<RowStatus, int> counts, bool goesOn, DateTimeOffset now, CancellationToken ct)
    {
        int Of(RowStatus status) => counts.GetValueOrDefault(status);
        var (completed, held, failed, canceled) = (Of(RowStatus.Completed), Of(RowStatus.Held), Of(RowStatus.Failed), Of(RowStatus.Canceled));
        await db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Completed, j => j.Completed - completed).SetProperty(j => j.Held, j => j.Held - held)
            .SetProperty(j => j.Failed, j => j.Failed - failed).SetProperty(j => j.CanceledRows, j => j.CanceledRows - canceled).SetProperty(j => j.UpdatedAt, now), ct);
        if (goesOn)
        {
            // The last lines of a canceled job may not have become rows yet.
            var complete = job.RowsComplete && job.Status is not JobStatus.Canceled;
            var pilot = job.Status is JobStatus.Processing ? job.Pilot : null;
            await db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Status, JobStatus.Processing).SetProperty(j => j.Reason, (string?)null).SetProperty(j => j.Explanation, (string?)null)
                .SetProperty(j => j.RowsComplete, complete).SetProperty(j => j.Pilot, pilot).SetProperty(j => j.FinishedAt, (DateTimeOffset?)null).SetProperty(j => j.StartedAt, j => j.StartedAt ?? now)
                .SetProperty(j => j.PaceFrom, now).SetProperty(j => j.PaceFromDone, j => j.Completed + j.Held + j.Failed + j.CanceledRows)
                .SetProperty(j => j.PaceNext, now).SetProperty(j => j.PaceNextDone, j => j.Completed + j.Held + j.Failed + j.CanceledRows), ct);
        }
    }

    private async Task<Job?> Change(Guid workspace, Guid id, string kind, Action<Job, DateTimeOffset> change, CancellationToken ct)
    {
        var job = await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, stop);
            if (job is null || (Over.Contains(job.Status) && (job.RowLimit is null || job.Status is JobStatus.Canceled)))
            {
                return job;
            }

            var (now, before) = (clock.GetUtcNow(), job.Status);
            change(job, now);
            job.UpdatedAt = now;
            await db.SaveChangesAsync(stop);
            if (job.Status != before)
            {
                await Journal.Add(db, new() { WorkspaceId = workspace, At = now, Kind = kind, JobId = id, Code = job.Reason }, stop);
            }

            await JobEnd.Settle(db, id, now, stop);
            return await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, stop);
        }, ct);
        await Wake(workspace, job, ct);
        return job;
    }

    private async Task Wake(Guid workspace, Job? job, CancellationToken ct)
    {
        if (job is null)
        {
            return;
        }

        changes.Mark(workspace, job.Id);
        if (job is { Status: JobStatus.Processing, RowsComplete: false })
        {
            await rounds.Wake(MakeRows.RoundName, MakeRows.KeyOf(workspace, job.Id), null, ct);
        }

        foreach (var (key, due) in await chunks.KeysOf(job, ct))
        {
            await rounds.Wake(WriteChunks.RoundName, key, due, ct);
        }
    }

    /// <param name="Ordinal">Null: all.</param>
    /// <param name="Discard">Approved and edited ones too.</param>
    /// <param name="Unread">Only those without words.</param>
    private sealed record Wanted(int? Ordinal, RowStatus[] States, bool Discard, bool Unread = false);
}
