using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;
using Overture.Drafting.Checks;
using Overture.Drafting.Prompts;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>The plans of the jobs this process works on, made once for each job and version.</summary>
internal sealed class Plans(Store store)
{
    private const int Kept = 64;

    private readonly ConcurrentDictionary<(Guid Job, int Version), Cached> plans = new();

    public async Task<WritingPlan> Of(Job job, CancellationToken ct)
    {
        if (plans.Count > Kept)
        {
            plans.Clear();
        }

        var cached = plans.GetOrAdd((job.Id, job.Version), _ => new());
        await cached.Gate.WaitAsync(ct);
        try
        {
            cached.Plan ??= await Make(job, ct);
            await CatchUp(job, cached, ct);
            return cached.Plan;
        }
        finally
        {
            cached.Gate.Release();
        }
    }

    private async Task<WritingPlan> Make(Job job, CancellationToken ct)
    {
        await using var db = store.Open(job.WorkspaceId);
        var text = await db.PromptVersions.Where(v => v.Id == job.PromptVersionId).Select(v => v.Text).SingleAsync(ct);
        var mapping = job.ImportId is { } import ? await db.Imports.Where(i => i.Id == import).Select(i => i.Mapping).SingleAsync(ct) : null;
        var recipe = PromptFile.Parse(text);
        return new(job.WorkspaceId, job.Id, job.PromptVersionId, recipe, Template.Parse(recipe.User),
            mapping is null ? null : JsonSerializer.Deserialize<ColumnMap>(mapping, AudienceJson.Options), new NeighbourNames(),
            recipe.Models, job.Sample, job.NamesAlone, job.CapMicros is not null, (ulong)job.Seed);
    }

    /// <summary>The names of all rows read so far, so that none of them shows in another row's words.</summary>
    private async Task CatchUp(Job job, Cached cached, CancellationToken ct)
    {
        if (job.ImportId is not { } import || cached.Plan!.Map is not { } map)
        {
            return;
        }

        await using var db = store.Open(job.WorkspaceId);
        while (true)
        {
            var (from, most) = (cached.NamesUpTo, Math.Min(job.Total, cached.NamesUpTo + 5000));
            var lines = await db.Lines.Where(l => l.ImportId == import && l.Ordinal > from && l.Ordinal <= most && l.SameAs == null)
                .OrderBy(l => l.Ordinal).Select(l => l.Cells).ToListAsync(ct);
            if (most == from)
            {
                return;
            }

            lines.ForEach(cells => Learn(cached.Plan.Others, CleanRow.Run(map, AudienceJson.Cells(cells))));
            cached.NamesUpTo = most;
        }
    }

    private static void Learn(NeighbourNames names, CleanLead lead) => names.Add(MergeFields.Of(lead));

    private sealed class Cached
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public WritingPlan? Plan { get; set; }

        public int NamesUpTo { get; set; }
    }
}
