using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>What is being written now, in one look.</summary>
internal sealed class RunningJobs(Store store)
{
    public async Task<(int Works, long Done, long Total)> Count(Guid workspace, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var running = await db.Jobs.Where(j => j.Status == JobStatus.Processing)
            .Select(j => new { Done = j.Completed + j.Held + j.Failed + j.CanceledRows, j.Total }).ToListAsync(ct);
        return (running.Count, running.Sum(j => (long)j.Done), running.Sum(j => (long)j.Total));
    }
}
