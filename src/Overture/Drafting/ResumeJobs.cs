using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Writing;
using Overture.Rounds;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Jobs that paused by themselves go on, or look again whether the cause is cured, when their instant has come.</summary>
internal sealed class ResumeJobs(Store store, SteerJob steer, TimeProvider clock) : IRound
{
    public const string RoundName = "resume";

    public string Name => RoundName;

    public TimeSpan LookEvery => TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> Keys(CancellationToken ct)
    {
        await using var db = store.OpenForAll();
        var waiting = await db.Jobs.IgnoreQueryFilters([AppDb.Wall]).Where(j => j.Status == JobStatus.Paused && j.ResumesAt != null)
            .Select(j => new { j.WorkspaceId, j.Id, j.ResumesAt }).ToListAsync(ct);
        return [.. waiting.Select(j => (new Chunk(j.WorkspaceId, j.Id, 0).Key, j.ResumesAt!.Value))];
    }

    public async Task<DateTimeOffset?> Turn(string key, CancellationToken ct)
    {
        var job = Chunk.Parse(key);
        await using var db = store.Open(job.Workspace);
        var resumesAt = await db.Jobs.Where(j => j.Id == job.Job && j.Status == JobStatus.Paused).Select(j => j.ResumesAt).SingleOrDefaultAsync(ct);
        if (resumesAt is not { } due || due > clock.GetUtcNow())
        {
            return resumesAt;
        }

        await steer.Start(job.Workspace, job.Job, ct);
        return null;
    }
}
