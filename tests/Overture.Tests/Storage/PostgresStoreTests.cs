using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Tests.World;
using Overture.Web.Settings;

namespace Overture.Tests.Storage;

/// <summary>Many writers at once: what they do to each other passes, and nobody who asked for a write hears of it.</summary>
public sealed class PostgresStoreTests(PostgresServer postgres)
{
    [Fact]
    public async Task Of_two_writes_in_deadlock_both_are_done()
    {
        await using var database = await PreparedAsync();
        var tries = 0;
        using var both = new Barrier(2);

        Task Cross(string first, string second) => database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            var mine = Interlocked.Increment(ref tries);
            await AddOneAsync(db, first, ct);
            if (mine <= 2)
            {
                both.SignalAndWait(ct);
            }

            await AddOneAsync(db, second, ct);
        }, CancellationToken.None);

        await Task.WhenAll(Task.Run(() => Cross("a", "b"), TestContext.Current.CancellationToken), Task.Run(() => Cross("b", "a"), TestContext.Current.CancellationToken));

        Assert.Equal(3, tries);
        Assert.Equal([2L, 2L], await FencesAsync(database.Store));
    }

    [Fact]
    public async Task A_write_that_cannot_be_serialized_is_done_again_on_what_the_other_left()
    {
        await using var database = await PreparedAsync();
        var tries = 0;
        using var both = new Barrier(2);

        Task Raise() => database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            await db.Database.ExecuteSqlRawAsync("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", ct);
            var lease = await db.Leases.SingleAsync(l => l.Key == "a", ct);
            if (Interlocked.Increment(ref tries) <= 2)
            {
                both.SignalAndWait(ct);
            }

            lease.Fence++;
            await db.SaveChangesAsync(ct);
        }, CancellationToken.None);

        await Task.WhenAll(Task.Run(Raise, TestContext.Current.CancellationToken), Task.Run(Raise, TestContext.Current.CancellationToken));

        Assert.Equal(3, tries);
        Assert.Equal([2L, 0L], await FencesAsync(database.Store));
    }

    [Fact]
    public async Task A_write_whose_connection_is_cut_before_its_commit_is_done_once()
    {
        await using var database = await PreparedAsync();
        var tries = 0;

        await database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            await AddOneAsync(db, "a", ct);
            if (++tries is 1)
            {
                await CutAllOthersAsync(database.Url);
            }

            await AddOneAsync(db, "b", ct);
        }, CancellationToken.None);

        Assert.Equal(2, tries);
        Assert.Equal([1L, 1L], await FencesAsync(database.Store));
    }

    [Fact]
    public async Task A_read_whose_connection_is_cut_is_read_again()
    {
        await using var database = await PreparedAsync();
        var tries = 0;

        var keys = await database.Store.Read(Guid.Empty, async db =>
        {
            await db.Database.OpenConnectionAsync(CancellationToken.None);
            if (++tries is 1)
            {
                await CutAllOthersAsync(database.Url);
            }

            return await db.Leases.OrderBy(l => l.Key).Select(l => l.Key).ToListAsync(CancellationToken.None);
        }, CancellationToken.None);

        Assert.Equal(2, tries);
        Assert.Equal(["a", "b"], keys);
    }

    [Fact]
    public async Task A_constraint_is_told_at_once()
    {
        await using var database = await PreparedAsync();
        var tries = 0;

        await Assert.ThrowsAsync<DbUpdateException>(() => database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            tries++;
            db.Leases.Add(new() { Key = "a" });
            await db.SaveChangesAsync(ct);
        }, CancellationToken.None));

        Assert.Equal(1, tries);
    }

    /// <summary>As a restart of the server, or a proxy that loses patience, cuts them.</summary>
    internal static async Task CutAllOthersAsync(DatabaseUrl url)
    {
        await using var connection = new Npgsql.NpgsqlConnection(url.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static Task<int> AddOneAsync(AppDb db, string key, CancellationToken ct) =>
        db.Leases.Where(l => l.Key == key).ExecuteUpdateAsync(set => set.SetProperty(l => l.Fence, l => l.Fence + 1), ct);

    private static async Task<List<long>> FencesAsync(Store store)
    {
        await using var db = store.OpenForAll();
        return await db.Leases.OrderBy(l => l.Key).Select(l => l.Fence).ToListAsync(CancellationToken.None);
    }

    private async Task<Database> PreparedAsync()
    {
        var database = await Database.NewAsync(postgres);
        await database.Store.Write(Lane.Requests, Guid.Empty, (db, ct) => Bulk.Insert(db, [new Lease { Key = "a" }, new Lease { Key = "b" }], ct), CancellationToken.None);
        return database;
    }
}

/// <summary>It takes as long as the server's patience.</summary>
[Trait("size", "full")]
public sealed class FrozenWriterFull(PostgresServer postgres)
{
    [Fact]
    public async Task A_write_that_freezes_gives_its_locks_back_after_ten_seconds_and_is_done_again()
    {
        await using var database = await Database.NewAsync(postgres);
        await database.Store.Write(Lane.Requests, Guid.Empty, (db, ct) => Bulk.Insert(db, [new Lease { Key = "a" }], ct), CancellationToken.None);
        var (tries, holds, done) = (0, new TaskCompletionSource(), new TaskCompletionSource());

        var frozen = database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            await db.Leases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Fence, l => l.Fence + 1), ct);
            if (++tries is 1)
            {
                holds.SetResult();
                await done.Task;
            }
        }, CancellationToken.None);
        await holds.Task;
        await database.Store.Write(Lane.Requests, Guid.Empty, (db, ct) => db.Leases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, "another"), ct), CancellationToken.None);
        done.SetResult();
        await frozen;

        await using var db = database.Store.OpenForAll();
        var lease = await db.Leases.SingleAsync(CancellationToken.None);
        Assert.Equal((2, 1L, "another"), (tries, lease.Fence, lease.Holder));
    }
}
