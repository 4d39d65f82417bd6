using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Overture.Access;
using Overture.Audience;
using Overture.Drafting;
using Overture.Drafting.Export;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Tests.World;

/// <summary>The rooms and their rounds, without the web, on a database of their own: a new SQLite file, or one of the real PostgreSQL.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    private readonly IHost host;
    private readonly PostgresDatabase? database;
    private readonly bool isGuest;

    private Engine(IHost host, Guid workspace, string folder, PostgresDatabase? database, bool isGuest)
    {
        this.host = host;
        this.database = database;
        this.isGuest = isGuest;
        Workspace = workspace;
        Folder = folder;
    }

    public Guid Workspace { get; }

    public string Folder { get; }

    public Store Store => Get<Store>();

    /// <param name="postgres">Null: SQLite.</param>
    /// <param name="folder">Of another engine, to work beside it; it stays when this one ends. Null: a new one.</param>
    public static Task<Engine> StartAsync(PostgresServer? postgres = null, bool rounds = true, string? folder = null, params (string Name, string Value)[] settings) =>
        StartAsync(postgres, rounds, folder, null, settings);

    /// <summary>On SQLite, by a clock of the test's.</summary>
    public static Task<Engine> StartAsync(TimeProvider clock, params (string Name, string Value)[] settings) => StartAsync(null, true, null, clock, settings);

    private static async Task<Engine> StartAsync(PostgresServer? postgres, bool rounds, string? folder, TimeProvider? clock, (string Name, string Value)[] settings)
    {
        var isGuest = folder is not null;
        folder ??= Directory.CreateTempSubdirectory("overture-").FullName;
        var database = postgres is null ? null : await postgres.NewDatabaseAsync();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DATA_DIR"] = folder,
            ["OPENAI_DUMMY_DELAY"] = "0s",
            ["LOG_FILE"] = Path.Combine(folder, "log.txt"),
        };
        if (database is not null)
        {
            values["DATABASE_URL"] = database.Url;
            values["SECRET_KEY"] = "a secret for tests";
        }

        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        var host = Program.Worker(Settings.Read(values.GetValueOrDefault), rounds, clock);
        var workspace = await host.Services.GetRequiredService<OpenDatabase>().Run(CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        return new(host, workspace, folder, database, isGuest);
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public async Task<Import> ImportAsync(string text, string name = "leads.csv")
    {
        var import = await Get<ReceiveFile>().Run(Workspace, name, new MemoryStream(Encoding.UTF8.GetBytes(text)), null, CancellationToken.None);
        return (await Get<InspectImport>().Run(import, null, CancellationToken.None)).Import;
    }

    public async Task<Job> WriteAsync(string text, string prompt = "cold-email", Func<JobOrder, JobOrder>? change = null)
    {
        var import = await ImportAsync(text);
        var order = new JobOrder { ImportId = import.Id, Name = import.FileName, Prompt = prompt, Start = true, AllRows = true };
        return await Get<CreateJob>().Run(Workspace, change?.Invoke(order) ?? order, CancellationToken.None);
    }

    public async Task<JobView> JobAsync(Guid id) => (await Get<JobStatusQuery>().Run(Workspace, id, CancellationToken.None))!;

    /// <summary>Waits until the job is as wanted; a job that never is fails the test with what it is.</summary>
    public async Task<JobView> UntilAsync(Guid id, Func<JobView, bool> wanted)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var job = await JobAsync(id);
            if (wanted(job))
            {
                return job;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Hang, $"The job stays {job}");
            using var watch = Get<Changes>().Watch(Workspace, id);
            await watch.Next(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    public Task<JobView> EndAsync(Guid id) => UntilAsync(id, job => job.Status is JobStatus.Completed or JobStatus.Failed or JobStatus.Canceled);

    public async Task<List<IReadOnlyList<string>>> FinishedAsync(Guid id)
    {
        var file = (await Get<ReadFinished>().Run(Workspace, id, CancellationToken.None))!;
        var rows = new List<IReadOnlyList<string>> { file.Columns };
        await foreach (var row in file.Rows)
        {
            rows.Add(row);
        }

        return rows;
    }

    public async Task<List<Row>> RowsAsync(Guid id)
    {
        await using var db = Store.Open(Workspace);
        return await db.Rows.Where(r => r.JobId == id).OrderBy(r => r.Ordinal).ToListAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        if (isGuest)
        {
            return;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
