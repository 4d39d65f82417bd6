using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Tests.Storage;

/// <summary>One writer for all: in turn, together, and none at another's cost.</summary>
public sealed class SqliteStoreTests
{
    [Fact]
    public async Task A_failing_write_harms_no_other_that_shares_its_commit()
    {
        await using var database = await Database.NewAsync();
        var busy = await Busy.OccupyAsync(database.Store);

        var before = Insert(database.Store, "before");
        var failing = database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            await InsertAsync(db, "half", ct);
            await InsertAsync(db, "before", ct);
        }, CancellationToken.None);
        var after = Insert(database.Store, "after");
        await busy.EndAsync();

        await Task.WhenAll(before, after);
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => failing)).SqliteErrorCode); // SQLITE_CONSTRAINT
        Assert.Equal(["after", "before"], await KeysAsync(database.Store));
    }

    [Fact]
    public async Task A_request_beside_many_slices_of_bulk_waits_for_one_at_most()
    {
        await using var database = await Database.NewAsync();
        var order = new ConcurrentQueue<string>();
        var busy = await Busy.OccupyAsync(database.Store);

        List<Task> all = [.. Enumerable.Range(0, 30).Select(i => Note(database.Store, Lane.Bulk, order, $"slice {i}"))];
        all.Add(Note(database.Store, Lane.Requests, order, "request"));
        all.Add(Note(database.Store, Lane.Ledger, order, "ledger"));
        await busy.EndAsync();
        await Task.WhenAll(all);

        Assert.Equal(["ledger", "request", "slice 0", "slice 1"], order.Take(4));
        Assert.Equal(32, order.Count);
    }

    [Fact]
    public async Task What_comes_while_bulk_goes_on_is_next()
    {
        await using var database = await Database.NewAsync();
        var order = new ConcurrentQueue<string>();
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());

        List<Task> all = [database.Store.Write(Lane.Bulk, Guid.Empty, async (_, _) =>
        {
            entered.SetResult();
            await leave.Task;
            order.Enqueue("slice 0");
        }, CancellationToken.None)];
        all.AddRange(Enumerable.Range(1, 30).Select(i => Note(database.Store, Lane.Bulk, order, $"slice {i}")));
        await entered.Task;
        all.Add(Note(database.Store, Lane.Requests, order, "request"));
        leave.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(["slice 0", "request", "slice 1"], order.Take(3));
    }

    [Fact]
    public async Task What_was_written_survives_power_loss_and_another_connection_sees_it()
    {
        await using var database = await Database.NewAsync();

        var pragmas = await database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            await InsertAsync(db, "one", ct);
            return (Journal: await ScalarAsync(db, "PRAGMA journal_mode"), Synchronous: await ScalarAsync(db, "PRAGMA synchronous"));
        }, CancellationToken.None);

        Assert.Equal(("wal", 2L), pragmas); // 2 = FULL
        await using var other = database.Open();
        Assert.Equal(["one"], await KeysAsync(other));
    }

    [Fact]
    public async Task While_another_process_writes_a_write_waits_and_is_not_lost()
    {
        await using var database = await Database.NewAsync();
        await using var other = new SqliteConnection(database.Url.ConnectionString);
        await other.OpenAsync(CancellationToken.None);
        var transaction = other.BeginTransaction(deferred: false);

        var write = Insert(database.Store, "one");
        var first = await Task.WhenAny(write, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None));
        Assert.NotSame(write, first);
        await transaction.DisposeAsync();
        await write;

        Assert.Equal(["one"], await KeysAsync(database.Store));
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_and_those_who_share_the_commit_are_written_once()
    {
        await using var database = await Database.NewAsync();
        var busy = await Busy.OccupyAsync(database.Store);
        var tries = 0;

        var neighbour = Insert(database.Store, "neighbour");
        var flaky = database.Store.Write(Lane.Requests, Guid.Empty, async (db, ct) =>
        {
            await InsertAsync(db, "flaky", ct);
            _ = ++tries < 3 ? throw new SqliteException("busy", 5) : 0;
        }, CancellationToken.None);
        await busy.EndAsync();
        await Task.WhenAll(neighbour, flaky);

        Assert.Equal(3, tries);
        Assert.Equal(["flaky", "neighbour"], await KeysAsync(database.Store));
    }

    [Fact]
    public async Task A_write_nobody_waits_for_any_more_is_not_done()
    {
        await using var database = await Database.NewAsync();
        var busy = await Busy.OccupyAsync(database.Store);
        using var gone = new CancellationTokenSource();

        var write = database.Store.Write(Lane.Requests, Guid.Empty, (db, ct) => InsertAsync(db, "one", ct), gone.Token);
        await gone.CancelAsync();
        await busy.EndAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Empty(await KeysAsync(database.Store));
    }

    [Fact]
    public async Task A_store_that_closes_writes_what_waits_and_takes_no_more()
    {
        await using var database = await Database.NewAsync();
        var store = database.Open();
        var busy = await Busy.OccupyAsync(store);

        var waiting = Enumerable.Range(0, 200).Select(i => Insert(store, $"key-{i}")).ToList();
        var closing = store.DisposeAsync();
        await busy.EndAsync();
        await closing;

        await Task.WhenAll(waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Insert(store, "late"));
        Assert.Equal(200, await database.CountAsync("leases"));
    }

    private static Task Insert(Store store, string key) => store.Write(Lane.Requests, Guid.Empty, (db, ct) => InsertAsync(db, key, ct), CancellationToken.None);

    private static async Task InsertAsync(AppDb db, string key, CancellationToken ct) =>
        await Store.Execute(db, "INSERT INTO leases (key, holder, fence, until) VALUES (@key, '', 0, 0)", ct, ("@key", key));

    private static Task Note(Store store, Lane lane, ConcurrentQueue<string> order, string name) => store.Write(lane, Guid.Empty, (_, _) =>
    {
        order.Enqueue(name);
        return Task.CompletedTask;
    }, CancellationToken.None);

    private static async Task<List<string>> KeysAsync(Store store)
    {
        await using var db = store.OpenForAll();
        return await db.Leases.Select(lease => lease.Key).Order().ToListAsync(CancellationToken.None);
    }

    private static async Task<object?> ScalarAsync(AppDb db, string sql)
    {
        await using var command = Store.Command(db, sql);
        return await command.ExecuteScalarAsync(CancellationToken.None);
    }

    /// <summary>A write that keeps the writer busy until it is told to end, so that all that comes meanwhile waits together.</summary>
    private sealed class Busy
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task write = Task.CompletedTask;

        public static async Task<Busy> OccupyAsync(Store store)
        {
            var busy = new Busy();
            busy.write = store.Write(Lane.Requests, Guid.Empty, async (_, _) =>
            {
                busy.entered.SetResult();
                await busy.leave.Task;
            }, CancellationToken.None);
            await busy.entered.Task;
            return busy;
        }

        public async Task EndAsync()
        {
            leave.SetResult();
            await write;
        }
    }
}
