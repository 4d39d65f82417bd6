using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Reads the rows of a job: a page of them under a filter, one in full, and how many failed which check.</summary>
internal sealed class ReadRows(Store store)
{
    private const int OpeningLength = 160;

    public async Task<int> Count(Guid workspace, Guid job, RowFilter filter, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await filter.Of(db, job).CountAsync(ct);
    }

    /// <summary>How many rows under a filter have words that could be approved, and how many words that could be refused.</summary>
    public async Task<(int Approve, int Refuse)> Judgeable(Guid workspace, Guid job, RowFilter filter, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var counts = await filter.Of(db, job).Where(r => r.Draft != null && r.Draft.Body != "").GroupBy(r => r.Draft!.Review).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var refused = counts.GetValueOrDefault(Review.Refused);
        return (counts.GetValueOrDefault(Review.None) + refused, counts.Values.Sum() - refused);
    }

    public async Task<IReadOnlyList<RowLine>> Page(Guid workspace, Guid job, RowFilter filter, int skip, int take, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var found = await filter.Of(db, job).OrderBy(r => r.Row.Ordinal).Skip(skip).Take(take)
            .Select(r => new { r.Row, r.Draft!.Subject, Opening = r.Draft.Body.Substring(0, OpeningLength), Review = (Review?)r.Draft.Review }).ToListAsync(ct);
        var fields = await RowFields.Of(db, await db.Jobs.SingleAsync(j => j.Id == job, ct), [.. found.Select(r => r.Row)], ct);
        return [.. found.Select(r =>
        {
            string? First(params string[] names) => names.Select(name => fields[r.Row.Ordinal].GetValueOrDefault(name)).FirstOrDefault(text => text is { Length: > 0 });
            return new RowLine(r.Row.Ordinal, r.Row.Status, First("full_name", "first_name", "company", "website", "email"), First("company", "email"),
                r.Subject, r.Opening, r.Row.Error, r.Review, r.Row.CostMicros);
        })];
    }

    /// <summary>A row with the fields it is written from.</summary>
    /// <returns>Null when the job has no such row.</returns>
    public async Task<RowDetail?> One(Guid workspace, Guid job, int ordinal, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var found = await new RowFilter { Ordinals = [ordinal] }.Of(db, job).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var work = await db.Jobs.SingleAsync(j => j.Id == job, ct);
        return new(found.Row, found.Draft, await RowFields.Of(db, work, found.Row, ct));
    }

    /// <summary>Each check that failed somewhere in the job, and how often.</summary>
    public async Task<IReadOnlyList<(string Check, int Rows)>> FailedChecks(Guid workspace, Guid job, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var failures = await new RowFilter().Of(db, job).Where(r => r.Draft != null && r.Draft.Failures != "[]").Select(r => r.Draft!.Failures).ToListAsync(ct);
        return [.. failures.SelectMany(Failures.Read).CountBy(failure => failure.Check).OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>Rows with words that passed, drawn at random: the same for the same draw, whatever a reader says of them meanwhile.</summary>
    public async Task<IReadOnlyList<int>> Random(Guid workspace, Guid job, int count, ulong draw, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var written = await new RowFilter().Of(db, job).Where(r => r.Row.Status == RowStatus.Completed || (r.Draft!.Passed && r.Draft.Review == Review.Refused))
            .OrderBy(r => r.Row.Ordinal).Select(r => r.Row.Ordinal).ToListAsync(ct);
        return [.. written.OrderBy(ordinal => new Prompts.Draw(draw ^ ((ulong)ordinal << 20)).Next()).Take(count).Order()];
    }
}

/// <summary>A row in a list.</summary>
internal sealed record RowLine(int Ordinal, RowStatus Status, string? Name, string? Company, string? Subject, string? Opening, string? Error, Review? Review, long CostMicros);

/// <summary>A row in full.</summary>
internal sealed record RowDetail(Row Row, Draft? Draft, IReadOnlyDictionary<string, string> Fields);
