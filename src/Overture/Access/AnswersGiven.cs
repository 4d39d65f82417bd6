using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web;

namespace Overture.Access;

/// <summary>The answers kept under Idempotency-Keys, sealed (one may show a new API key), and who is answering now.</summary>
internal sealed class AnswersGiven(Store store, Holder me, Secrets secrets, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    public async Task<KeyTurn> Claim(KeyedRequest request, CancellationToken ct)
    {
        await using (var db = store.Open(request.Workspace))
        {
            if (await Read(db, request, ct) is { } claim)
            {
                return claim;
            }
        }

        return await store.Write(Lane.Requests, request.Workspace, async (db, stop) => await Begin(db, request, stop) ?? new KeyTurn.Busy(), ct);
    }

    /// <param name="upload">The hash of what the request brought as a file; null when it brought none.</param>
    public Task Keep(KeyedRequest request, GivenAnswer given, byte[]? upload) => store.Write(Lane.Requests, request.Workspace, (db, ct) =>
        db.IdempotentAnswers.Where(a => a.Key == request.Key).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Fingerprint, [.. request.Fingerprint, .. upload ?? []]).SetProperty(a => a.Status, given.Status).SetProperty(a => a.ContentType, given.ContentType).SetProperty(a => a.Location, given.Location)
            .SetProperty(a => a.Body, secrets.Seal(Encoding.UTF8.GetString(given.Body), Row(request))), ct), CancellationToken.None);

    /// <summary>Nothing was answered: whoever comes next with the request may take it up, with the same ids.</summary>
    public Task Release(KeyedRequest request) => store.Write(Lane.Requests, request.Workspace, (db, ct) =>
        db.IdempotentAnswers.Where(a => a.Key == request.Key && a.Status == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.Holder, ""), ct), CancellationToken.None);

    private static string Row(KeyedRequest request) => $"idempotent_answers/{request.Workspace:N}/{request.Key}";

    /// <returns>Null: nobody holds it.</returns>
    private async Task<KeyTurn?> Read(AppDb db, KeyedRequest request, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - KeptFor;
        var there = await db.IdempotentAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Key == request.Key && a.CreatedAt > since, ct);
        if (there is null)
        {
            return null;
        }

        var (fingerprint, upload) = (there.Fingerprint[..SHA256.HashSizeInBytes], there.Fingerprint[SHA256.HashSizeInBytes..]);
        if (!CryptographicOperations.FixedTimeEquals(fingerprint, request.Fingerprint))
        {
            return new KeyTurn.OtherRequest();
        }

        return there.Status is { } status
            ? new KeyTurn.Answered(new(status, there.ContentType, there.Location, Encoding.UTF8.GetBytes(secrets.Open(there.Body!, Row(request)))), upload.Length > 0 ? upload : null)
            : await IsGone(db, there.Holder, ct) ? null : new KeyTurn.Busy();
    }

    /// <summary>Its process is no more, or its node has not been seen for a while.</summary>
    private async Task<bool> IsGone(AppDb db, string holder, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - (4 * Heartbeat.Alive);
        return Holder.IsGone(holder) || (holder != me.Id && !await db.Nodes.AnyAsync(n => n.Id == holder && n.SeenAt > since, ct));
    }

    /// <summary>Inside a write: begins the key, or takes it over from who is gone; of two that come at once one does.</summary>
    private async Task<KeyTurn?> Begin(AppDb db, KeyedRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.IdempotentAnswers.Where(a => a.Key == request.Key && a.CreatedAt <= now - KeptFor).ExecuteDeleteAsync(ct);
        const string sql = """
            INSERT INTO idempotent_answers (workspace_id, key, fingerprint, holder, created_at) VALUES (@workspace, @key, @fingerprint, @holder, @now)
            ON CONFLICT (workspace_id, key) DO NOTHING
            """;
        if (await Store.Execute(db, sql, ct, ("@workspace", request.Workspace), ("@key", request.Key), ("@fingerprint", request.Fingerprint), ("@holder", me.Id), ("@now", now)) > 0)
        {
            return new KeyTurn.Mine(now);
        }

        if (await Read(db, request, ct) is { } claim)
        {
            return claim;
        }

        var left = await db.IdempotentAnswers.AsNoTracking().SingleAsync(a => a.Key == request.Key, ct);
        var mine = await db.IdempotentAnswers.Where(a => a.Key == request.Key && a.Holder == left.Holder && a.Status == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Holder, me.Id), ct) > 0;
        return mine ? new KeyTurn.Mine(left.CreatedAt) : null;
    }
}
