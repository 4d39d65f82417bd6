using Microsoft.EntityFrameworkCore;
using Overture.Rounds;
using Overture.Storage;

namespace Overture.Access;

/// <summary>Answers kept under Idempotency-Keys are forgotten after a day.</summary>
internal sealed class ForgetAnswers(Store store, TimeProvider clock) : IRound
{
    public const string RoundName = "forget";

    public string Name => RoundName;

    public TimeSpan LookEvery => TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> Keys(CancellationToken ct)
    {
        var (now, before) = (clock.GetUtcNow(), clock.GetUtcNow() - AnswersGiven.KeptFor);
        await using var db = store.OpenForAll();
        var workspaces = await db.IdempotentAnswers.IgnoreQueryFilters([AppDb.Wall]).Where(a => a.CreatedAt < before).Select(a => a.WorkspaceId).Distinct().ToListAsync(ct);
        return [.. workspaces.Select(id => (id.ToString("N"), now))];
    }

    public async Task<DateTimeOffset?> Turn(string key, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - AnswersGiven.KeptFor;
        await store.Write(Lane.Requests, Guid.ParseExact(key, "N"), (db, stop) => db.IdempotentAnswers.Where(a => a.CreatedAt < before).ExecuteDeleteAsync(stop), ct);
        return null;
    }
}
