using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>How many texts were written on each of the last days (in UTC). A draft's id begins with its instant, so a day is a range of ids; days that are over are counted once.</summary>
internal sealed class WrittenByDay(Store store, TimeProvider clock)
{
    private const int Kept = 10_000;

    private readonly ConcurrentDictionary<(Guid Workspace, DateOnly Day), int> over = new();

    /// <returns>Today last.</returns>
    public async Task<IReadOnlyList<(DateOnly Day, int Texts)>> Run(Guid workspace, int days, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var counts = new List<(DateOnly, int)>(days);
        await using var db = store.Open(workspace);
        for (var day = today.AddDays(1 - days); day <= today; day = day.AddDays(1))
        {
            counts.Add((day, await Count(db, workspace, day, day < today, ct)));
        }

        return counts;
    }

    /// <summary>US dollars spent on texts written today.</summary>
    public async Task<decimal> CostToday(Guid workspace, CancellationToken ct)
    {
        var from = IdAt(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        await using var db = store.Open(workspace);
        return await db.Drafts.Where(d => d.Id >= from).SumAsync(d => d.CostMicros, ct) / 1_000_000m;
    }

    private async Task<int> Count(AppDb db, Guid workspace, DateOnly day, bool isOver, CancellationToken ct)
    {
        if (over.TryGetValue((workspace, day), out var known))
        {
            return known;
        }

        var (from, to) = (IdAt(day), IdAt(day.AddDays(1)));
        var texts = await db.Drafts.CountAsync(d => d.Id >= from && d.Id < to && d.Body != "", ct);
        if (isOver)
        {
            _ = over.Count > Kept ? over.Keys.Count(key => over.TryRemove(key, out _)) : 0;
            over[(workspace, day)] = texts;
        }

        return texts;
    }

    /// <summary>The least id of version 7 (RFC 9562 §5.7) of a day.</summary>
    private static Guid IdAt(DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds() << 16);
        return new(bytes, bigEndian: true);
    }
}
