using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Pauses a processing job, with the reason for programs and people, inside the caller's transaction.</summary>
internal static class PauseJob
{
    public static async Task<bool> Run(AppDb db, Guid job, string reason, string explanation, DateTimeOffset? resumesAt, DateTimeOffset now, CancellationToken ct)
    {
        var paused = await db.Jobs.Where(j => j.Id == job && j.Status == JobStatus.Processing).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Status, JobStatus.Paused).SetProperty(j => j.Reason, reason).SetProperty(j => j.Explanation, explanation)
            .SetProperty(j => j.ResumesAt, resumesAt).SetProperty(j => j.UpdatedAt, now), ct) > 0;
        if (paused)
        {
            await Journal.Add(db, new() { WorkspaceId = db.Workspace, At = now, Kind = "job.paused", JobId = job, Code = reason }, ct);
        }

        return paused;
    }
}
