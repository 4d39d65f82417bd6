using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Overture.Access;
using Overture.Storage;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Tests.World;

/// <summary>The whole application in this process on a free port of the loopback, on a database of its own, and a client with a key.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    private readonly WebApplication app;
    private readonly string folder;
    private readonly PostgresDatabase? database;

    private AppHost(WebApplication app, Guid workspace, string folder, PostgresDatabase? database)
    {
        this.app = app;
        this.folder = folder;
        this.database = database;
        Workspace = workspace;
    }

    public Guid Workspace { get; }

    public Uri Address => new(app.Urls.First());

    /// <summary>Bears an API key.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <param name="postgres">Null: SQLite.</param>
    public static async Task<AppHost> StartAsync(PostgresServer? postgres = null, params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("overture-app-").FullName;
        var database = postgres is null ? null : await postgres.NewDatabaseAsync();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DATA_DIR"] = folder,
            ["HOST"] = "127.0.0.1",
            ["PORT"] = "0",
            ["OPENAI_DUMMY_MODE"] = "true",
            ["OPENAI_DUMMY_DELAY"] = "0s",
            ["RATE_LIMIT_PER_MINUTE"] = "100000",
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

        var app = Program.Server(Settings.Read(values.GetValueOrDefault), Role.All);
        var workspace = await app.Services.GetRequiredService<OpenDatabase>().Run(CancellationToken.None);
        await app.StartAsync(CancellationToken.None);
        var host = new AppHost(app, workspace, folder, database);
        var (_, key) = await host.Get<Keys>().New(workspace, "tests", CancellationToken.None);
        host.Client = host.NewClient(key);
        return host;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="key">Null: nobody in particular.</param>
    public HttpClient NewClient(string? key = null, CookieContainer? cookies = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies is not null, CookieContainer = cookies ?? new() }) { BaseAddress = Address, Timeout = Hang };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return client;
    }

    /// <summary>A client signed in by a link, with the page's token where one is wanted.</summary>
    public async Task<HttpClient> SignInAsync(CookieContainer? cookies = null)
    {
        var client = NewClient(cookies: cookies ?? new());
        var token = await Get<Links>().New(Workspace, CancellationToken.None);
        using var form = new FormUrlEncodedContent([new("token", token)]);
        using var answer = await client.PostAsync("/sign-in", form, CancellationToken.None);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return client;
    }

    public static MultipartFormDataContent Form(string file, string name = "leads.csv", params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", name } };
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return form;
    }

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await Client.GetAsync(path, CancellationToken.None), HttpStatusCode.OK);

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode wanted)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is HttpContent content ? content : body is null ? null : JsonContent.Create(body) };
        return await ReadAsync(await Client.SendAsync(request, CancellationToken.None), wanted);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode wanted)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            Assert.True(answer.StatusCode == wanted, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
            return text.Length is 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }

    /// <summary>Asks until the job is over.</summary>
    public async Task<JsonElement> EndAsync(Guid job)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = await GetAsync($"/api/v1/jobs/{job}");
            if (now.GetProperty("status").GetString() is "completed" or "failed" or "canceled")
            {
                return now;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Hang, $"The job stays {now}");
            using var watch = Get<Changes>().Watch(Workspace, job);
            await watch.Next(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>A job that has written some made-up people.</summary>
    public async Task<Guid> WrittenAsync(int rows = 5, params (string Name, string Value)[] fields)
    {
        var job = await SendAsync(HttpMethod.Post, "/api/v1/jobs", Form(LeadFile.Csv(rows), "leads.csv", [("start", "true"), ("prompt", "cold-email"), .. fields]), HttpStatusCode.Accepted);
        var id = job.GetProperty("id").GetGuid();
        await EndAsync(id);
        return id;
    }

    public Task StopAsync() => app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
