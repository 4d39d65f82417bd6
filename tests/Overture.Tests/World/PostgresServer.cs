using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Overture.Tests.World.PostgresServer))]

namespace Overture.Tests.World;

/// <summary>A real PostgreSQL for the whole test assembly, begun by the first test that asks for a database and gone when the run ends or is killed.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lazy<Task<Running>> running;
    private readonly ConcurrentDictionary<string, Lazy<Task<PostgresDatabase>>> templates = new(StringComparer.Ordinal);
    private int databases;

    public PostgresServer()
        : this(durable: false)
    {
    }

    /// <param name="durable">True keeps fsync on, as in production; false trades it for speed.</param>
    internal PostgresServer(bool durable) => running = new(() => StartAsync(durable));

    public async Task<PostgresDatabase> NewDatabaseAsync()
    {
        var database = await NameAsync();
        await CommandAsync($"CREATE DATABASE {database.Name}");
        return database;
    }

    /// <summary>A copy of what <paramref name="prepare"/> once made in a database; it runs once for each <paramref name="template"/>.</summary>
    public async Task<PostgresDatabase> NewDatabaseAsync(string template, Func<PostgresDatabase, Task> prepare)
    {
        var source = await templates.GetOrAdd(template, _ => new(() => PrepareAsync(prepare))).Value;
        var database = await NameAsync();
        await CommandAsync($"CREATE DATABASE {database.Name} TEMPLATE {source.Name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (running.IsValueCreated && running.Value.IsCompletedSuccessfully)
        {
            await (await running.Value).DisposeAsync();
        }
    }

    internal async Task DropAsync(PostgresDatabase database)
    {
        using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await CommandAsync($"DROP DATABASE IF EXISTS {database.Name} WITH (FORCE)");
    }

    private async Task<PostgresDatabase> PrepareAsync(Func<PostgresDatabase, Task> prepare)
    {
        var database = await NewDatabaseAsync();
        await prepare(database);

        // A template must have no connection: end the pool's, and those the server has not yet noticed are gone.
        using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await CommandAsync($"ALTER DATABASE {database.Name} WITH ALLOW_CONNECTIONS false");
        await CommandAsync($"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database.Name}'");
        return database;
    }

    private async Task<PostgresDatabase> NameAsync()
    {
        var server = await running.Value;
        return new(this, $"t{Interlocked.Increment(ref databases)}", server.Port);
    }

    private async Task CommandAsync(string sql)
    {
        var server = await running.Value;
        await using var connection = new NpgsqlConnection(new PostgresDatabase(this, "postgres", server.Port).ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Another program may take the free port between the look and the start, so a start is tried a few times.</summary>
    private static async Task<Running> StartAsync(bool durable)
    {
        for (var tried = 1; ; tried++)
        {
            var server = new Running(durable);
            if (await server.IsReadyAsync())
            {
                return server;
            }

            await server.DisposeAsync();
            if (tried == Tries || !server.Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"PostgreSQL did not start on port {server.Port}. Its log:\n{server.Log}");
            }
        }
    }

    private static string Binaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
            .MaxBy(version => double.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture)) is { } newest
            ? Path.Combine(newest, "bin")
            : throw new FileNotFoundException("There is no /usr/lib/postgresql/*/bin/initdb: install postgresql (./test does).");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> log = new();
        private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Process process;

        public Running(bool durable)
        {
            Port = FreePort();
            var home = Directory.CreateTempSubdirectory("overture-postgres-").FullName;
            string[] speed = durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
            var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "World", "postgres.sh"), Binaries(), home, $"{Port}", "-c", "max_connections=300", .. speed])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            };
            process = new Process { StartInfo = start, EnableRaisingEvents = true };
            process.ErrorDataReceived += (_, line) => Read(line.Data);
            process.Start();
            process.BeginErrorReadLine();
        }

        public int Port { get; }

        public string Log => string.Join('\n', log);

        public async Task<bool> IsReadyAsync()
        {
            try
            {
                return await ready.Task.WaitAsync(Patience, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                log.Enqueue($"It was not ready after {Patience.TotalSeconds} s.");
                return false;
            }
        }

        public async ValueTask DisposeAsync()
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }

            process.Dispose();
        }

        /// <summary>Null is the end of the log: whatever was not ready by then never will be.</summary>
        private void Read(string? line)
        {
            if (line is null)
            {
                ready.TrySetResult(false);
                return;
            }

            log.Enqueue(line);
            if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult(true);
            }
        }
    }
}
