using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Sites;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>The text of a row's page: the snapshot of the last 30 days, else fetched now and kept. The sample sites come with theirs.</summary>
internal sealed class ReadSite(Store store, FetchPage fetch, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Why a page could not be read is asked again sooner: a server that was down may be up.</summary>
    public static readonly TimeSpan ProblemKept = TimeSpan.FromHours(1);

    public async Task<Snapshot> Run(Guid workspace, string url, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await store.Read(workspace, db => db.Snapshots.SingleOrDefaultAsync(s => s.Url == url, ct), ct) is { } kept
            && now - kept.FetchedAt < (kept.Text is null ? ProblemKept : Kept))
        {
            return kept;
        }

        var snapshot = Of(workspace, url, SamplePages.Find(url) ?? await fetch.FetchAsync(url, ct), clock.GetUtcNow());
        await store.Write(Lane.Results, workspace, async (db, stop) =>
        {
            await db.Snapshots.Where(s => s.Url == url).ExecuteDeleteAsync(stop);
            db.Snapshots.Add(snapshot);
            await db.SaveChangesAsync(stop);
        }, ct);
        return snapshot;
    }

    private static Snapshot Of(Guid workspace, string url, PageVerdict verdict, DateTimeOffset now) => verdict switch
    {
        PageVerdict.Readable page => new()
        {
            WorkspaceId = workspace,
            Url = url,
            FinalUrl = page.Url.AbsoluteUri,
            Title = page.Title,
            Language = page.Language,
            Text = page.Text,
            Hash = page.Hash,
            FetchedAt = now,
        },
        PageVerdict.NotReadable none => new() { WorkspaceId = workspace, Url = url, Problem = SnakeCase.Of(none.Reason.ToString()), Detail = none.Detail, FetchedAt = now },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
