using System.Data;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Storage;

/// <summary>
/// The way to the tables. Reads open a context of their own; writes pass the lanes of SQLite's one writer, or a transaction of PostgreSQL.
/// What fails for a passing reason is tried again for up to 30 s.
/// </summary>
internal abstract class Store(DatabaseUrl url, TimeProvider clock) : IAsyncDisposable
{
    private static readonly Meter Meter = new(Metrics.MeterName);
    private static readonly Counter<long> Commits = Meter.CreateCounter<long>("overture_database_commits", description: "Transactions committed; on SQLite several writes share one.");

    public DatabaseUrl Url => url;

    protected TimeProvider Clock => clock;

    /// <summary>A context for reading; what it loads is not tracked.</summary>
    public AppDb Open(Guid workspace)
    {
        var db = Create();
        db.Workspace = workspace;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>A context for plumbing and for rounds that look over all workspaces; they name the filter they ignore.</summary>
    public AppDb OpenForAll() => Open(Guid.Empty);

    /// <summary>Reads once more what failed for a passing reason: for work that has nobody who would come again, as a row whose answer is paid for.</summary>
    public Task<T> Read<T>(Guid workspace, Func<AppDb, Task<T>> work, CancellationToken ct) => Patiently(async () =>
    {
        await using var db = Open(workspace);
        return await work(db);
    }, ct);

    /// <summary>Runs <paramref name="work"/> in a transaction and commits it; it may run more than once, so it touches nothing but its context.</summary>
    public abstract Task<T> Write<T>(Lane lane, Guid workspace, Func<AppDb, CancellationToken, Task<T>> work, CancellationToken ct);

    public Task Write(Lane lane, Guid workspace, Func<AppDb, CancellationToken, Task> work, CancellationToken ct) =>
        Write(lane, workspace, async (db, stop) =>
        {
            await work(db, stop);
            return 0;
        }, ct);

    public abstract ValueTask DisposeAsync();

    internal abstract AppDb Create();

    protected static void CountCommit() => Commits.Add(1);

    /// <summary>Tries again what failed for a passing reason, with backoff and jitter, for up to 30 s.</summary>
    protected async Task<T> Patiently<T>(Func<Task<T>> attempt, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception e) when (Transient.Is(e) && clock.GetElapsedTime(started) < Transient.Patience)
            {
                await Task.Delay(Transient.Backoff(tries, started), clock, ct);
            }
        }
    }

    /// <summary>One command on the context's connection, inside its transaction.</summary>
    internal static DbCommand Command(AppDb db, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (db.Database.CurrentTransaction as Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<DbTransaction>)?.Instance;
#pragma warning disable CA2100 // every caller passes a literal
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = Convert(db, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>A value as this database keeps it: SQLite has ids as bytes and instants as ticks.</summary>
    internal static object Convert(AppDb db, object? value) => (db.IsSqlite, value) switch
    {
        (_, null) => DBNull.Value,
        (true, Guid id) => id.ToByteArray(true),
        (true, DateTimeOffset at) => at.UtcTicks,
        (_, Enum state) => System.Convert.ToInt32(state, System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };

    internal static async Task<int> Execute(AppDb db, string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        if (db.Database.GetDbConnection().State is not ConnectionState.Open)
        {
            await db.Database.OpenConnectionAsync(ct);
        }

        var command = Command(db, sql, values);
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(ct);
        }
    }
}
