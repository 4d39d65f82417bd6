using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.World;

/// <summary>The program as somebody installed it: a folder, a database and the settings that every process of it is started with.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>Calls in flight of one process, unless a test says otherwise.</summary>
    public const int InFlight = 16;

    private readonly Dictionary<string, string> settings;
    private readonly PostgresDatabase? database;
    private string? key;

    private Installation(string folder, Dictionary<string, string> settings, PostgresDatabase? database)
    {
        Folder = folder;
        this.settings = settings;
        this.database = database;
    }

    public string Folder { get; }

    /// <param name="postgres">Null: SQLite in the folder.</param>
    public static async Task<Installation> NewAsync(ModelProvider provider, PostgresServer? postgres = null, params (string Name, string Value)[] more)
    {
        var database = postgres is null ? null : await postgres.NewDatabaseAsync();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOST"] = "127.0.0.1",
            ["PORT"] = "0",
            ["OPENAI_API_KEY"] = "sk-test",
            ["OPENAI_BASE_URL"] = provider.Url.ToString(),
            ["OPENAI_RPM"] = "1000000",
            ["OPENAI_CONCURRENCY"] = InFlight.ToString(CultureInfo.InvariantCulture),
            ["RATE_LIMIT_PER_MINUTE"] = "100000",
        };
        if (database is not null)
        {
            settings["DATABASE_URL"] = database.Url;
            settings["SECRET_KEY"] = "a secret for tests";
        }

        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return new(Directory.CreateTempSubdirectory("overture-program-").FullName, settings, database);
    }

    public Product Serve(params (string Name, string Value)[] more) => Start(more, "serve");

    public Product Write(string file, params (string Name, string Value)[] more) => Start(more, "write", file);

    public Task<string> PutAsync(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        return File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken).ContinueWith(_ => path, TaskScheduler.Default);
    }

    /// <summary>The API of a server of this installation, with a key.</summary>
    public async Task<JobsClient> ApiAsync(Product server)
    {
        var address = await server.AddressAsync();
        return new(address, await KeyAsync());
    }

    /// <summary>An API key, made when it is first asked for.</summary>
    public async Task<string> KeyAsync() => key ??= await NewKeyAsync();

    /// <summary>The ordinals of the rows whose words are committed, as the database has them now; none where there is no schema yet.</summary>
    public async Task<HashSet<int>> CommittedAsync()
    {
        await using DbConnection connection = database is null
            ? new SqliteConnection($"Data Source={Directory.CreateDirectory(Path.Combine(Folder, "data")).FullName}/overture.db;Pooling=false")
            : new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT ordinal FROM rows WHERE status = 2";
        var ordinals = new HashSet<int>();
        try
        {
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                ordinals.Add(reader.GetInt32(0));
            }
        }
        catch (SqliteException e) when (e.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return ordinals;
        }

        return ordinals;
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task<string> NewKeyAsync()
    {
        await using var program = Start([], "key", "create", "tests");
        var (code, text, errors) = await program.EndAsync(TimeSpan.FromMinutes(1));
        Assert.True(code is 0, errors);
        return text.Trim();
    }

    private Product Start((string Name, string Value)[] more, params string[] arguments)
    {
        var all = new Dictionary<string, string>(settings, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return Product.Start(Folder, all, arguments);
    }
}
