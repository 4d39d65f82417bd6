using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.Web.Doctor;
using Overture.Web.Settings;

namespace Overture.Storage;

/// <summary>The database: reachable, of this program's schema, writable, and of one mind with this machine's clock. It is neither made nor changed here.</summary>
internal sealed class ExamineDatabase(StorageSettings settings, TimeProvider clock)
{
    private const string Check = "database";

    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken ct)
    {
        if (settings.Database.File is { } file && !File.Exists(file))
        {
            return [Directory.Exists(file)
                ? Finding.Fail(Check, $"{Path.GetFullPath(file)} is a folder, not a file.", "Set DATABASE_URL to sqlite:///PATH of a file")
                : Finding.Ok(Check, $"SQLite: {Path.GetFullPath(file)} will be made at the first start."), Year()];
        }

        try
        {
            await using AppDb db = settings.Database.IsSqlite ? new SqliteDb(SqliteStore.Options(settings.Database)) : new PostgresDb(PostgresStore.Options(settings.Database));
            await db.Database.OpenConnectionAsync(ct);
            return [await Schema(db, ct), await Writable(db, ct), await Clock(db, ct)];
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            return [Finding.Warn(Check, "The server is there, the database is not yet.", "`overture migrate`, or the first start, makes it if this user may; else: CREATE DATABASE"), Year()];
        }
        catch (Exception e) when (e is DbException || e.InnerException is DbException)
        {
            return [Finding.Fail(Check, $"It cannot be used: {e.GetBaseException() switch { PostgresException said => said.MessageText, var cause => cause.Message }}", settings.Database.IsSqlite
                ? "Another program may hold the file, or it is no database of Overture's: look at DATABASE_URL and DATA_DIR, or restore a backup"
                : "Check host, port, user and password in DATABASE_URL, and that the server runs"), Year()];
        }
    }

    private async Task<Finding> Schema(AppDb db, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var where = settings.Database.File is { } file ? $"SQLite, {Path.GetFullPath(file)}" : $"PostgreSQL {db.Database.GetDbConnection().ServerVersion}";
        return applied.Find(id => !known.Contains(id)) is { } unknown ? Finding.Fail(Check, $"{where}: {new SchemaTooNew(unknown).Message}", "Start the version that wrote it, or set DATABASE_URL to another database")
            : known.Count > applied.Count ? Finding.Warn(Check, $"{where}: the schema is {known.Count - applied.Count} of {known.Count} steps behind.", "`overture migrate`, or the next start, brings it up to date")
            : Finding.Ok(Check, $"{where}: the schema is up to date ({known.Count} steps).");
    }

    private static async Task<Finding> Writable(AppDb db, CancellationToken ct)
    {
        try
        {
            if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            {
                // Takes the one writer's place, and gives it back with nothing written.
                await using var transaction = sqlite.BeginTransaction(deferred: false);
                await transaction.RollbackAsync(ct);
                return Finding.Ok(Check, "It can be written.");
            }

            await using var command = Store.Command(db, "SELECT current_setting('transaction_read_only') = 'on' OR pg_is_in_recovery()");
            return await command.ExecuteScalarAsync(ct) is true
                ? Finding.Fail(Check, "It is read-only.", "Set DATABASE_URL to the primary server, with a user that may write")
                : Finding.Ok(Check, "It can be written.");
        }
        catch (SqliteException e)
        {
            return Finding.Fail(Check, $"It cannot be written: {e.Message}", "Give this user the right to write the file and its folder, or end the program that holds it");
        }
    }

    /// <summary>Leases and limits are told by the clock of each node.</summary>
    private async Task<Finding> Clock(AppDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (db.IsSqlite)
        {
            return Year();
        }

        await using var command = Store.Command(db, "SELECT clock_timestamp()");
        var theirs = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(ct))!, TimeSpan.Zero);
        var apart = (theirs - now).Duration();
        return apart > Drift + (clock.GetUtcNow() - now)
            ? Finding.Fail("clock", $"This machine and the database are {apart.TotalSeconds:0.0} s apart.", "Let both take their time from NTP: leases and limits go by it")
            : Year();
    }

    /// <summary>A machine that lost its time begins long ago.</summary>
    private Finding Year() => clock.GetUtcNow() is { Year: < 2026 } now
        ? Finding.Fail("clock", $"It says {now:yyyy-MM-dd}, which is past.", "Set the machine's clock, best by NTP")
        : Finding.Ok("clock", $"{clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC.");
}
