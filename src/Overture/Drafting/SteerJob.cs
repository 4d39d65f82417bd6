using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Writing;
using Overture.Rounds;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Start, pause, resume, cancel, retry: what a person may tell a job. Each answers the job as it is then, or null when there is none.</summary>
internal sealed class SteerJob(Store store, Desk desk, RoundsClock rounds, WriteChunks chunks, Changes changes, TimeProvider clock)
{
    private static readonly JobStatus[] Over = [JobStatus.Completed, JobStatus.Failed, JobStatus.Canceled];

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

    public Task<Job?> Pause(Guid workspace, Guid id, CancellationToken ct) => Change(workspace, id, "job.paused", (job, _) =>
    {
        if (job.Status is JobStatus.Processing or JobStatus.Pending or JobStatus.Paused)
        {
            job.Status = JobStatus.Paused;
            job.Reason = "asked";
            job.Explanation = "Paused by a person.";
            job.ResumesAt = null;
        }
    }, ct);

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
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, RowStatus.Canceled).SetProperty(r => r.Error, "canceled").SetProperty(r => r.UpdatedAt, now), stop);
        job.CanceledRows += canceled;
        job.Status = JobStatus.Canceled;
        job.RowsComplete = true;
        job.Reason = "asked";
        job.Explanation = "Canceled by a person.";
        job.FinishedAt = now;
        job.UpdatedAt = now;
        await db.SaveChangesAsync(stop);
        await Journal.Add(db, new() { WorkspaceId = workspace, At = now, Kind = "job.canceled", JobId = id, Number = canceled }, stop);
        return job;
    }, ct);

    /// <summary>Failed, held and canceled rows are written again: one, or all; each held one as a new take.</summary>
    /// <param name="ordinal">Null: all.</param>
    /// <param name="states">Which rows to take again.</param>
    public async Task<Job?> Retry(Guid workspace, Guid id, int? ordinal, RowStatus[] states, CancellationToken ct)
    {
        var job = await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, stop);
            if (job is not null)
            {
                await Reopen(db, job, ordinal, states, stop);
            }

            return job;
        }, ct);
        await Wake(workspace, job, ct);
        return job;
    }

    /// <summary>Rows that are held for want of a site to read are written from the name and columns alone.</summary>
    public async Task<Job?> WriteUnread(Guid workspace, Guid id, CancellationToken ct)
    {
        var job = await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, stop);
            if (job is not null)
            {
                (job.NamesAlone, job.Version) = (true, job.Version + 1); // what is planned under the old version does not know of it
                await Reopen(db, job, null, [RowStatus.Held], stop, unread: true);
            }

            return job;
        }, ct);
        await Wake(workspace, job, ct);
        return job;
    }

    /// <param name="unread">Only those that have no words.</param>
    private async Task Reopen(AppDb db, Job job, int? ordinal, RowStatus[] states, CancellationToken ct, bool unread = false)
    {
        var rows = db.Rows.Where(r => r.JobId == job.Id && states.Contains(r.Status) && (ordinal == null || r.Ordinal == ordinal) && (!unread || r.DraftId == null));
        var counts = await rows.GroupBy(r => r.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        if (counts.Count is 0)
        {
            return;
        }

        // A row with words gets the take after the newest one; a row without asks for the take it had.
        var now = clock.GetUtcNow();
        const string sql = """
            UPDATE rows SET status = 0, error = NULL, updated_at = @now,
                same_as = CASE WHEN @ordinal = 0 THEN same_as ELSE NULL END,
                take = COALESCE((SELECT d.take + 1 FROM drafts d WHERE d.workspace_id = @workspace AND d.id = rows.draft_id), take), draft_id = NULL
            WHERE workspace_id = @workspace AND job_id = @job AND (@ordinal = 0 OR ordinal = @ordinal) AND status = @status AND (@unread = 0 OR draft_id IS NULL)
            """;
        foreach (var status in counts.Keys)
        {
            await Store.Execute(db, sql, ct, ("@now", now), ("@workspace", job.WorkspaceId), ("@job", job.Id), ("@ordinal", ordinal ?? 0), ("@status", status), ("@unread", unread ? 1 : 0));
        }

        job.Completed -= counts.GetValueOrDefault(RowStatus.Completed);
        job.Held -= counts.GetValueOrDefault(RowStatus.Held);
        job.Failed -= counts.GetValueOrDefault(RowStatus.Failed);
        job.CanceledRows -= counts.GetValueOrDefault(RowStatus.Canceled);
        job.RowsComplete &= job.Status is not JobStatus.Canceled; // its last lines may not have become rows yet
        job.Status = JobStatus.Processing;
        job.Reason = null;
        job.Explanation = null;
        job.Pilot = null;
        job.FinishedAt = null;
        job.StartedAt ??= now;
        job.BeginPace(now);
        job.UpdatedAt = now;
        await db.SaveChangesAsync(ct);
        await Journal.Add(db, new() { WorkspaceId = job.WorkspaceId, At = now, Kind = "job.retried", JobId = job.Id, Number = counts.Values.Sum() }, ct);
    }

    private async Task<Job?> Change(Guid workspace, Guid id, string kind, Action<Job, DateTimeOffset> change, CancellationToken ct)
    {
        var job = await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, stop);
            if (job is null || (Over.Contains(job.Status) && job.RowLimit is null))
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

            return job;
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
        if (job.Status is not JobStatus.Processing)
        {
            desk.Stop(job.Id);
            return;
        }

        if (!job.RowsComplete)
        {
            await rounds.Wake(MakeRows.RoundName, MakeRows.KeyOf(workspace, job.Id), null, ct);
        }

        foreach (var (key, due) in await chunks.KeysOf(job, ct))
        {
            await rounds.Wake(WriteChunks.RoundName, key, due, ct);
        }
    }
}
