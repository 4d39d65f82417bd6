using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Overture.Storage;

/// <summary>
/// Brings the schema up to date: EF's migrations and history table, all that is missing in one transaction under a lock. Killed at any
/// instant it leaves the old schema whole. (EF's own Migrate() leaves a lock row or half a table rebuild behind on SQLite.)
/// </summary>
internal static class Migrate
{
    private const long LockNumber = 7_262_001;

    /// <param name="upTo">The id of the last migration to apply, for tests of an upgrade; null: all.</param>
    /// <returns>The migrations applied, oldest first.</returns>
    /// <exception cref="SchemaTooNew">The database was written by a newer version of this program.</exception>
    public static async Task<IReadOnlyList<string>> Run(Store store, CancellationToken ct, string? upTo = null)
    {
        var db = store.Create();
        await using (db)
        {
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (!db.IsSqlite && !await creator.ExistsAsync(ct))
            {
                await Create(creator, ct);
            }

            await db.Database.OpenConnectionAsync(ct);
            var applied = await ApplyMissing(db, upTo, ct);
            if (db.Database.GetDbConnection() is NpgsqlConnection postgres && applied.Count > 0)
            {
                await postgres.ReloadTypesAsync(ct);
            }

            return applied;
        }
    }

    /// <summary>Two nodes may find no database at the same instant; the second finds it made.</summary>
    private static async Task Create(IRelationalDatabaseCreator creator, CancellationToken ct)
    {
        try
        {
            await creator.CreateAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is "42P04" or "23505")
        {
            _ = e.SqlState;
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyMissing(AppDb db, string? upTo, CancellationToken ct)
    {
        if (db.IsSqlite)
        {
            await Sql(db, null, "PRAGMA foreign_keys=OFF", ct);
        }

        try
        {
            var connection = db.Database.GetDbConnection();
            var transaction = connection is SqliteConnection sqlite
                ? sqlite.BeginTransaction(deferred: false)
                : await connection.BeginTransactionAsync(ct);
            await using (transaction)
            {
                await db.Database.UseTransactionAsync(transaction, ct);
                var applied = await Apply(db, transaction, upTo, ct);
                await transaction.CommitAsync(ct);
                return applied;
            }
        }
        finally
        {
            await db.Database.UseTransactionAsync(null, ct);
            if (db.IsSqlite)
            {
                await Sql(db, null, "PRAGMA foreign_keys=ON", ct);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> Apply(AppDb db, DbTransaction transaction, string? upTo, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            await Sql(db, transaction, $"SELECT pg_advisory_xact_lock({LockNumber})", ct);
        }

        var history = db.GetService<IHistoryRepository>();
        var known = db.GetService<IMigrationsAssembly>();
        await Sql(db, transaction, history.GetCreateIfNotExistsScript(), ct);
        var done = (await history.GetAppliedMigrationsAsync(ct)).Select(row => row.MigrationId).ToHashSet(StringComparer.Ordinal);
        if (done.FirstOrDefault(id => !known.Migrations.ContainsKey(id)) is { } unknown)
        {
            throw new SchemaTooNew(unknown);
        }

        var missing = known.Migrations.Where(m => !done.Contains(m.Key) && (upTo is null || string.CompareOrdinal(m.Key, upTo) <= 0)).OrderBy(m => m.Key, StringComparer.Ordinal).ToList();
        foreach (var (id, type) in missing)
        {
            var migration = known.CreateMigration(type, db.Database.ProviderName!);
            var target = db.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel, designTime: true);
            foreach (var command in db.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations, target))
            {
                await Sql(db, transaction, command.CommandText, ct);
            }

            await Sql(db, transaction, history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())), ct);
        }

        return [.. missing.Select(m => m.Key)];
    }

    private static async Task Sql(AppDb db, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        await using (command)
        {
            command.Transaction = transaction;
            command.CommandTimeout = 0;
#pragma warning disable CA2100 // made by EF from our own migrations
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
