using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Writing;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>The rows of a job once more with another prompt, or after it was changed: how many have no such words yet, by the copy key, and the job that writes them.</summary>
internal sealed class WriteAgain(Store store, Plans plans, CreateJob create, ModelChoice models, TimeProvider clock)
{
    private const int SliceSize = 1000;

    /// <summary>Of a larger job this many are compared, and the rest is taken to be like them.</summary>
    private const int Compared = 50_000;

    public async Task<Differing> Look(Guid workspace, Job job, Guid version, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var plan = await plans.Of(Trial(job, version, !await models.HasAny(workspace, ct)), ct);
        var (same, after, looked) = (0, 0, 0);
        while (looked < Compared && await Slice(db, job, after, ct) is { Count: > 0 } rows)
        {
            var known = await LoadChunk.FindKnown(db, plan, await Keyed(db, plan, job, rows, ct), ct);
            same += known.Count(row => row.Known is not null);
            (after, looked) = (rows[^1].Ordinal, looked + rows.Count);
        }

        var all = await db.Rows.CountAsync(r => r.JobId == job.Id && r.SameAs == null, ct);
        return new(looked is 0 ? 0 : (int)((long)same * all / looked), all, looked < all);
    }

    /// <summary>A new job over the same rows. What bears the same key is taken as it is; only the rest is paid for.</summary>
    public async Task<Job> Run(Guid workspace, Job job, string prompt, decimal? cap, CancellationToken ct) => await create.Run(workspace, new()
    {
        ImportId = job.ImportId,
        ListId = job.ListId,
        Name = job.Name,
        Prompt = prompt,
        Start = true,
        RowLimit = job.RowLimit,
        AllRows = job.RowLimit is null,
        NamesAlone = job.NamesAlone,
        SpendingCap = cap,
    }, ct);

    private static Task<List<Row>> Slice(AppDb db, Job job, int after, CancellationToken ct) =>
        db.Rows.Where(r => r.JobId == job.Id && r.SameAs == null && r.Ordinal > after).OrderBy(r => r.Ordinal).Take(SliceSize).ToListAsync(ct);

    /// <summary>A page that was not read yet, or would be read anew, has words that nobody knows.</summary>
    private async Task<IReadOnlyList<RowWork>> Keyed(AppDb db, WritingPlan plan, Job job, List<Row> rows, CancellationToken ct)
    {
        var works = await LoadChunk.Works(db, plan, job, rows, ct);
        if (!plan.ReadsSites)
        {
            return works;
        }

        var (urls, since) = (works.Select(row => row.Fields.GetValueOrDefault("website")).ToList(), clock.GetUtcNow() - ReadSite.Kept);
        var pages = await db.Snapshots.Where(s => urls.Contains(s.Url) && s.FetchedAt > since).Select(s => new { s.Url, s.Hash }).ToDictionaryAsync(s => s.Url, s => s.Hash, ct);
        return [.. works.Where(row => row.Fields.TryGetValue("website", out var url) ? pages.TryGetValue(url, out var hash) && (hash is not null || plan.NamesAlone) : plan.NamesAlone)
            .Select(row => row with { Key = CopyKey.Of(plan, row, row.Fields.TryGetValue("website", out var url) ? pages[url] : null) })];
    }

    /// <summary>A job that is never stored: the plan is made from it. It has no rows, so that no names are learnt.</summary>
    private Job Trial(Job job, Guid version, bool sample) => new()
    {
        Id = job.Id,
        WorkspaceId = job.WorkspaceId,
        ImportId = job.ImportId,
        ListId = job.ListId,
        PromptVersionId = version,
        Sample = sample,
        NamesAlone = job.NamesAlone,
        Seed = job.Seed,
        Version = HashCode.Combine(version, sample, clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute),
    };
}

/// <summary>What writing again would find.</summary>
/// <param name="Same">Rows whose words are there already.</param>
/// <param name="Rows">Rows in all; one that repeats another's lead is not counted.</param>
/// <param name="About">Reckoned from a part of them.</param>
internal sealed record Differing(int Same, int Rows, bool About)
{
    public int Different => Rows - Same;
}
