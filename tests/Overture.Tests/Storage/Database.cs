using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Tests.World;
using Overture.Web.Settings;

namespace Overture.Tests.Storage;

/// <summary>A store on a database of its own: a new SQLite file, or one of the real PostgreSQL.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("overture-").FullName;
    private readonly PostgresDatabase? postgres;

    private Database(PostgresDatabase? postgres)
    {
        this.postgres = postgres;
        Url = DatabaseUrl.Parse(postgres?.Url, folder);
        Store = Open();
    }

    public DatabaseUrl Url { get; }

    public Store Store { get; }

    public string Folder => folder;

    /// <summary>What a process needs to work on it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DATA_DIR"] = folder,
        ["DATABASE_URL"] = postgres?.Url ?? "",
        ["SECRET_KEY"] = "a secret for tests",
    };

    /// <param name="server">Null: SQLite.</param>
    public static async Task<Database> EmptyAsync(PostgresServer? server = null) =>
        new(server is null ? null : await server.NewDatabaseAsync());

    /// <param name="upTo">The last migration to apply; null: all.</param>
    public static async Task<Database> NewAsync(PostgresServer? server = null, string? upTo = null)
    {
        var database = await EmptyAsync(server);
        await Migrate.Run(database.Store, CancellationToken.None, upTo);
        return database;
    }

    /// <summary>Another way to the same tables, as a second process has.</summary>
    public Store Open() => Url.IsSqlite ? new SqliteStore(Url, TimeProvider.System) : new PostgresStore(Url, TimeProvider.System);

    public async Task<long> CountAsync(string table)
    {
        await using var db = Store.OpenForAll();
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        await using var command = Store.Command(db, $"SELECT count(*) FROM {table}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(CancellationToken.None), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
