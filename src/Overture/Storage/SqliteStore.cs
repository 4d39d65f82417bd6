using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Overture.Web.Settings;
using SQLitePCL;

namespace Overture.Storage;

/// <summary>
/// One file, one writer. All writes of this process queue here in lanes; those that wait together share a commit, each in a savepoint of
/// its own, and bulk work gets one slice after each round of the others.
/// </summary>
internal sealed class SqliteStore : Store
{
    private const int MostInOneCommit = 64;

    private readonly Channel<Request>[] lanes = [.. Enum.GetValues<Lane>().Select(_ => Channel.CreateUnbounded<Request>())];
    private readonly SemaphoreSlim work = new(0);
    private readonly PooledDbContextFactory<SqliteDb> pool;
    private readonly CancellationTokenSource closing = new();
    private readonly Task writing;
    private readonly SqliteDb writer;

    public SqliteStore(DatabaseUrl url, TimeProvider clock)
        : base(url, clock)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(url.File!))!);
        var options = Options(url);
        pool = new(options);
        writer = new SqliteDb(options);
        writing = Task.Run(WriteAll, CancellationToken.None);
    }

    public static DbContextOptions<SqliteDb> Options(DatabaseUrl url) => new DbContextOptionsBuilder<SqliteDb>()
        .UseSqlite(url.ConnectionString, sqlite => sqlite.CommandTimeout(30))
        .AddInterceptors(Pragmas.Instance)
        .Options;

    public override Task<T> Write<T>(Lane lane, Guid workspace, Func<AppDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new Request(workspace, async db => new Holder<T>(await work(db, ct)), ct)
        {
            Succeed = result => done.TrySetResult(((Holder<T>)result).Value),
            Fail = failure => _ = failure is OperationCanceledException ? done.TrySetCanceled(ct) : done.TrySetException(failure),
        };
        if (closing.IsCancellationRequested || !lanes[(int)lane].Writer.TryWrite(request))
        {
            return Task.FromException<T>(new OperationCanceledException("The store is closing."));
        }

        this.work.Release();
        return done.Task;
    }

    public override async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        work.Release();
        await writing;
        await writer.DisposeAsync();
        closing.Dispose();
        work.Dispose();
    }

    internal override AppDb Create() => pool.CreateDbContext();

    private async Task WriteAll()
    {
        while (true)
        {
            await work.WaitAsync(CancellationToken.None);
            var batch = NextBatch();
            if (batch.Count > 0)
            {
                await Commit(batch);
            }
            else if (closing.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>All that waits in the urgent lanes, then one slice of bulk.</summary>
    private List<Request> NextBatch()
    {
        var batch = new List<Request>();
        foreach (var lane in lanes)
        {
            var most = lane == lanes[(int)Lane.Bulk] ? 1 : MostInOneCommit - batch.Count;
            while (most-- > 0 && lane.Reader.TryRead(out var request))
            {
                batch.Add(request);
            }
        }

        for (var i = 1; i < batch.Count; i++)
        {
            work.Wait(0, CancellationToken.None);
        }

        return batch;
    }

    /// <summary>Commits the batch as one; what fails for a reason that passes is tried again as a whole, for nothing of it was kept.</summary>
    private async Task Commit(List<Request> batch)
    {
        try
        {
            await Patiently(() => TryCommit(batch), CancellationToken.None);
        }
#pragma warning disable CA1031 // every failure belongs to those who wait
        catch (Exception e)
        {
            batch.ForEach(request => request.Fail(e));
        }
#pragma warning restore CA1031
    }

    private async Task<bool> TryCommit(List<Request> batch)
    {
        var results = new List<Action>(batch.Count);
        await writer.Database.OpenConnectionAsync(CancellationToken.None);
        var connection = (SqliteConnection)writer.Database.GetDbConnection();
        var transaction = connection.BeginTransaction(deferred: false);
        await using (transaction)
        {
            var shared = await writer.Database.UseTransactionAsync(transaction, CancellationToken.None);
            try
            {
                foreach (var request in batch)
                {
                    results.Add(await Run(request, transaction, alone: batch.Count is 1));
                }

                transaction.Commit();
                CountCommit();
            }
            finally
            {
                writer.ChangeTracker.Clear();
                await writer.Database.UseTransactionAsync(null, CancellationToken.None);
                shared?.Dispose();
            }
        }

        results.ForEach(result => result());
        return true;
    }

    private async Task<Action> Run(Request request, SqliteTransaction transaction, bool alone)
    {
        writer.Workspace = request.Workspace;
        writer.ChangeTracker.Clear();
        try
        {
            request.Ct.ThrowIfCancellationRequested();
            if (!alone)
            {
                transaction.Save("one");
            }

            var result = await request.Work(writer);
            return () => request.Succeed(result);
        }
        catch (Exception e) when (!alone && !Transient.Is(e))
        {
            transaction.Rollback("one");
            return () => request.Fail(e);
        }
    }

    private sealed record Request(Guid Workspace, Func<AppDb, Task<object>> Work, CancellationToken Ct)
    {
        public required Action<object> Succeed { get; init; }
        public required Action<Exception> Fail { get; init; }
    }

    private sealed record Holder<T>(T Value);

    /// <summary>Per connection: WAL, commits that survive power loss, foreign keys.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        /// <summary>A pooled connection comes back as it was: what is set once stays set.</summary>
        private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(System.Data.Common.DbConnection connection)
        {
            if (connection is SqliteConnection { Handle: { } handle } && !Done.TryAdd(handle, Instance))
            {
                return;
            }

            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=16777216";
            command.ExecuteNonQuery();
        }
    }
}
