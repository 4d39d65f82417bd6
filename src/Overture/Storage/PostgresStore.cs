using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Overture.Web.Settings;

namespace Overture.Storage;

/// <summary>Many writers: each write is a transaction of its own.</summary>
internal sealed class PostgresStore(DatabaseUrl url, TimeProvider clock) : Store(url, clock)
{
    /// <summary>A process that freezes in a transaction, or whose machine is gone, would keep its locks for hours: the server ends such a session.</summary>
    private const string EndWhenIdle = "SET LOCAL idle_in_transaction_session_timeout = '10s'";

    private readonly PooledDbContextFactory<PostgresDb> pool = new(Options(url));

    public static DbContextOptions<PostgresDb> Options(DatabaseUrl url) =>
        new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(url.ConnectionString).Options;

    public override Task<T> Write<T>(Lane lane, Guid workspace, Func<AppDb, CancellationToken, Task<T>> work, CancellationToken ct) =>
        Patiently(async () =>
        {
            var db = Create();
            await using (db)
            {
                db.Workspace = workspace;
                db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
                var transaction = await db.Database.BeginTransactionAsync(ct);
                await using (transaction)
                {
                    await Execute(db, EndWhenIdle, ct);
                    var result = await work(db, ct);
                    await transaction.CommitAsync(ct);
                    CountCommit();
                    return result;
                }
            }
        }, ct);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override AppDb Create() => pool.CreateDbContext();
}
