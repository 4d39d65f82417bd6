using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Overture.Audience;
using Overture.Storage;
using Overture.Tests.World;

namespace Overture.Tests.Storage;

/// <summary>The schema is brought up to date, whatever it was and whatever happens meanwhile.</summary>
public sealed class MigrateTests(PostgresServer postgres)
{
    private static readonly Guid Workspace = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    public static TheoryData<bool> Both => [false, true];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_migrations_make_the_model(bool onPostgres)
    {
        await using var database = await Database.NewAsync(Server(onPostgres));

        await using var db = database.Store.OpenForAll();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task What_is_up_to_date_is_left_alone(bool onPostgres)
    {
        await using var database = await Database.NewAsync(Server(onPostgres));

        Assert.Empty(await Migrate.Run(database.Store, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_upgrade_from_the_first_schema_keeps_what_is_there(bool onPostgres)
    {
        await using var database = await Database.NewAsync(Server(onPostgres), upTo: First(onPostgres));
        var (import, lead, lines) = Data(count: 20);
        await InsertAsync(database.Store, import, lead, lines);

        var applied = await Migrate.Run(database.Store, CancellationToken.None);

        Assert.NotEmpty(applied);
        await using var db = database.Store.Open(Workspace);
        Assert.Equivalent(import, await db.Imports.SingleAsync(CancellationToken.None), strict: true);
        Assert.Equivalent(lead, await db.Leads.SingleAsync(CancellationToken.None), strict: true);
        Assert.Equivalent(lines, await db.Lines.OrderBy(l => l.Ordinal).ToListAsync(CancellationToken.None), strict: true);
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Of_many_that_migrate_at_once_one_does_it_and_none_fails(bool onPostgres)
    {
        await using var database = await Database.EmptyAsync(Server(onPostgres));
        Store[] nodes = [.. Enumerable.Range(0, 4).Select(_ => database.Open())];

        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(() => Migrate.Run(node, CancellationToken.None), TestContext.Current.CancellationToken)));

        Assert.Equal(3, applied.Count(ids => ids.Count is 0));
        Assert.Single(applied, ids => ids.Count > 0);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone(bool onPostgres)
    {
        await using var database = await Database.NewAsync(Server(onPostgres), upTo: First(onPostgres));
        await database.Store.Write(Lane.Requests, Workspace, (db, ct) =>
            db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Tomorrow', '99.0')""", ct), CancellationToken.None);

        var refused = await Assert.ThrowsAsync<SchemaTooNew>(() => Migrate.Run(database.Store, CancellationToken.None));

        Assert.Contains("29990101000000_Tomorrow", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, await database.CountAsync("\"__EFMigrationsHistory\""));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Killed_at_any_instant_it_leaves_the_old_schema_whole_and_the_next_run_upgrades_it(bool onPostgres)
    {
        const int kills = 3;
        await using var database = await Database.NewAsync(Server(onPostgres), First(onPostgres));
        var (import, lead, lines) = Data(count: 80_000);
        await InsertAsync(database.Store, import, lead, lines);
        var whole = await TimeOfAsync(database);
        await BackToFirstAsync(database);
        var draw = new Random(20261123);

        var killed = 0;
        for (var i = 0; i < 20 && killed < kills; i++)
        {
            await using var product = Product.Start(database.Folder, database.Settings, "migrate");
            await Task.Delay(whole * (0.3 + (0.7 * draw.NextDouble())), TimeProvider.System, CancellationToken.None);
            killed += product.HasExited ? 0 : 1;
            whole *= product.HasExited ? 0.8 : 1;
            await product.KillAsync();
            await AssertWholeAsync(database, lines.Count);
            await BackToFirstAsync(database);
        }

        await using var last = Product.Start(database.Folder, database.Settings, "migrate");
        var (code, output, errors) = await last.EndAsync(TimeSpan.FromMinutes(1));

        Assert.True(killed is kills, $"Only {killed} of {kills} runs were killed before their end.");
        Assert.True(code is 0, errors);
        Assert.Contains("Applied", output, StringComparison.Ordinal);
        await AssertWholeAsync(database, lines.Count);
        await using var db = database.Store.Open(Workspace);
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(CancellationToken.None));
        Assert.Equal(lines.Count, await db.Lines.CountAsync(CancellationToken.None));
    }

    private static (Import Import, Lead Lead, List<Line> Lines) Data(int count)
    {
        var now = new DateTimeOffset(2026, 11, 23, 4, 5, 6, TimeSpan.Zero);
        var import = new Import { Id = Id(1), WorkspaceId = Workspace, FileName = "leads.csv", State = ImportState.Ready, LineCount = count, CreatedAt = now, ReadyAt = now };
        var lead = new Lead { Id = Id(2), WorkspaceId = Workspace, Identity = "anna@granit.example", Email = "anna@granit.example", CreatedAt = now, UpdatedAt = now };
        var lines = Enumerable.Range(1, count).Select(i => new Line
        {
            WorkspaceId = Workspace, ImportId = import.Id, Ordinal = i, LineNumber = i + 1, Cells = $"""["Anna","row-{i}"]""", LeadId = Id(i % 977),
        });
        return (import, lead, [.. lines]);
    }

    private static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>The first schema lacks columns that the model has.</summary>
    private static Task InsertAsync(Store store, Import import, Lead lead, List<Line> lines) => store.Write(Lane.Bulk, Workspace, async (db, ct) =>
    {
        const string sql = """
            INSERT INTO imports (id, workspace_id, file_name, bytes, state, version, source, records_read, line_count, rejected_count, lead_count, known_count,
                duplicate_count, unmailable_count, site_count, created_at, ready_at)
            VALUES (@id, @workspace, @name, 0, 'Ready', 0, '', 0, @lines, 0, 0, 0, 0, 0, 0, @now, @now)
            """;
        await Store.Execute(db, sql, ct, ("@id", import.Id), ("@workspace", Workspace), ("@name", import.FileName), ("@lines", import.LineCount), ("@now", import.CreatedAt));
        await Bulk.Insert(db, [lead], ct);
        await Bulk.Insert(db, lines, ct);
    }, CancellationToken.None);

    /// <summary>How long the program takes for it when nobody kills it.</summary>
    private static async Task<TimeSpan> TimeOfAsync(Database database)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var product = Product.Start(database.Folder, database.Settings, "migrate");
        var (code, _, errors) = await product.EndAsync(TimeSpan.FromMinutes(1));
        Assert.True(code is 0, errors);
        return TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>The upgrade is there whole, or not at all: the index and the history agree.</summary>
    private static async Task AssertWholeAsync(Database database, int lines)
    {
        if (database.Url.IsSqlite)
        {
            Assert.Equal("ok", await PragmaAsync(database, "integrity_check"));
        }
        else
        {
            // The server hears of the death of its client a moment later.
            await Until.Async(() => database.CountAsync("pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"), busy => busy is 0, TimeSpan.FromMinutes(1));
        }

        var upgraded = await database.CountAsync(database.Url.IsSqlite ? "sqlite_master WHERE name = 'ix_lines_lead_id'" : "pg_indexes WHERE indexname = 'ix_lines_lead_id'");
        await using var db = database.Store.OpenForAll();
        Assert.Equal(upgraded is 0 ? 1 : db.Database.GetMigrations().Count(), await database.CountAsync("\"__EFMigrationsHistory\""));
        Assert.Equal(lines, await database.CountAsync("lines"));
    }

    /// <summary>Undoes the upgrade, so that the next run has it to do again.</summary>
    private static async Task BackToFirstAsync(Database database)
    {
        await using var old = database.Store.OpenForAll();
        var undo = old.GetService<IMigrator>().GenerateScript((await old.Database.GetAppliedMigrationsAsync(CancellationToken.None)).Last(), First(!database.Url.IsSqlite), MigrationsSqlGenerationOptions.NoTransactions);
        await (undo.Length is 0 ? Task.CompletedTask : database.Store.Write(Lane.Requests, Workspace, (db, ct) => db.Database.ExecuteSqlRawAsync(undo, ct), CancellationToken.None));
    }

    private static async Task<string?> PragmaAsync(Database database, string name)
    {
        await using var db = database.Store.OpenForAll();
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        await using var command = Store.Command(db, $"PRAGMA {name}");
        return (string?)await command.ExecuteScalarAsync(CancellationToken.None);
    }

    private static string First(bool onPostgres) => onPostgres ? "20261123043710_First" : "20261123043705_First";

    private PostgresServer? Server(bool onPostgres) => onPostgres ? postgres : null;
}
