using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting.Likeness;

/// <summary>The rows of a job whose texts read much alike, found when somebody asks and kept until the job changes.</summary>
internal sealed class FindAlike(Store store, TimeProvider clock)
{
    /// <summary>More rows than this are not compared.</summary>
    public const int MostRows = 50_000;

    private const int OpeningLength = 80;
    private const int Kept = 8;

    /// <summary>While a job is being written it changes all the time.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(Guid Workspace, Guid Job), Look> looks = new();

    public async Task<IReadOnlyList<AlikeRows>> Run(Guid workspace, JobView job, CancellationToken ct)
    {
        if (looks.Count > Kept)
        {
            looks.Clear();
        }

        bool IsGood(Look look) => !look.Groups.Value.IsFaulted && (look.Of == job.UpdatedAt || (job.Status is JobStatus.Processing && clock.GetElapsedTime(look.At) < GoodFor));
        Look Fresh() => new(job.UpdatedAt, clock.GetTimestamp(), new(() => Find(workspace, job.Id)));
        return await looks.AddOrUpdate((workspace, job.Id), _ => Fresh(), (_, last) => IsGood(last) ? last : Fresh()).Groups.Value.WaitAsync(ct);
    }

    /// <summary>Not with the token of who asked first: others may wait for the same.</summary>
    private async Task<IReadOnlyList<AlikeRows>> Find(Guid workspace, Guid job)
    {
        await using var db = store.Open(workspace);
        var rows = await new RowFilter().Of(db, job).Where(r => r.Draft != null && r.Draft.Body != "" && r.Row.SameAs == null).OrderBy(r => r.Row.Ordinal).Take(MostRows)
            .Select(r => new { r.Row.Ordinal, r.Draft!.Body }).ToListAsync(CancellationToken.None);
        return [.. AlikeTexts.Group([.. rows.Select(row => row.Body)], CancellationToken.None)
            .Select(group => new AlikeRows([.. group.Select(place => rows[place].Ordinal)], Opening(rows[group[0]].Body)))];
    }

    private static string Opening(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > OpeningLength ? line[..OpeningLength].TrimEnd() + "…" : line;
    }

    private sealed record Look(DateTimeOffset Of, long At, Lazy<Task<IReadOnlyList<AlikeRows>>> Groups);
}

/// <summary>Rows that read much alike, by their ordinals, and how the first of them begins.</summary>
internal sealed record AlikeRows(IReadOnlyList<int> Ordinals, string Opening)
{
    public int First => Ordinals[0];
}
