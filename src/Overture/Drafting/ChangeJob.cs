using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Prompts;
using Overture.Drafting.Writing;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>Gives a job another name or another spending cap.</summary>
internal sealed class ChangeJob(Store store, CheckCap check, Desk desk, Changes changes, TimeProvider clock)
{
    /// <returns>The job as it is then; null when there is none.</returns>
    /// <exception cref="Refused">Nothing is to be changed, a value is out of its range, or nobody knows what the job's model costs.</exception>
    public async Task<Job?> Run(Guid workspace, Guid id, JobChange change, CancellationToken ct)
    {
        if (change is { Name: null, SpendingCap: null })
        {
            throw new Refused("spending_cap", null, "nothing is to be changed", "Send spending_cap, name, or both");
        }

        var (name, cap) = (JobForm.CheckName(change.Name?.Trim()), change.SpendingCap is 0 ? 0 : JobForm.CheckCap(change.SpendingCap));
        if (cap > 0)
        {
            await CheckPrice(workspace, id, cap.Value, ct);
        }

        var job = await store.Write(Lane.Requests, workspace, (db, stop) => Change(db, id, name, cap, stop), ct);
        if (job is { Status: JobStatus.Paused })
        {
            desk.Stop(id);
        }

        changes.Mark(workspace, id);
        return job;
    }

    private async Task CheckPrice(Guid workspace, Guid id, decimal cap, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var text = await (from job in db.Jobs join version in db.PromptVersions on job.PromptVersionId equals version.Id where job.Id == id && !job.Sample select version.Text).SingleOrDefaultAsync(ct);
        if (text is not null)
        {
            await check.Run(workspace, PromptFile.Parse(text).Models, cap, ct);
        }
    }

    private async Task<Job?> Change(AppDb db, Guid id, string? name, decimal? cap, CancellationToken ct)
    {
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        job.Name = name ?? job.Name;
        if (cap is { } dollars)
        {
            job.CapMicros = dollars is 0 ? null : (long)(dollars * 1_000_000);
            job.Version++; // what is planned for it knows whether there is a cap
            job.Explanation = job is not { Status: JobStatus.Paused, Reason: "spending_cap" } ? job.Explanation
                : JobEnd.IsSpent(job) ? JobEnd.Reached(job.CapMicros!.Value) : "The spending cap is not reached any more. Resume to go on.";
        }

        job.UpdatedAt = now;
        await db.SaveChangesAsync(ct);
        await JobEnd.Settle(db, id, now, ct);
        return await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, ct);
    }
}
