using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Overture.Bench;

/// <summary>The product as it is served, in a process and a data folder of its own, and a person with a key who uses its API.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly string folder;
    private readonly Child child;

    private Served(string folder, Child child, HttpClient api) => (this.folder, this.child, Api) = (folder, child, api);

    public HttpClient Api { get; }

    public double Peak => child.Peak;

    public string Folder => folder;

    public double CpuSeconds => child.Cpu.TotalSeconds;

    public static async Task<Served> Start(Uri? provider, int concurrency = 64, params (string Name, string Value)[] more)
    {
        var folder = Directory.CreateTempSubdirectory("overture-bench-").FullName;
        var port = FreePort();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DATA_DIR"] = Path.Combine(folder, "data"),
            ["PORT"] = port,
            ["RATE_LIMIT_PER_MINUTE"] = "1000000", // one person looks on far more often than a person would
            ["OPENAI_CONCURRENCY"] = concurrency.ToString(CultureInfo.InvariantCulture),
        };
        if (provider is not null)
        {
            (settings["OPENAI_API_KEY"], settings["OPENAI_BASE_URL"]) = ("sk-bench", provider.AbsoluteUri);
        }

        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        using var key = Child.Start(Published.Program, settings, "key", "create", "bench");
        var secret = await key.Line();
        var child = Child.Start(Published.Program, settings, "serve");
        child.Ignore();
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 }) { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        while (!await IsUp(http))
        {
            Trace.Assert(!child.HasEnded, "The server ended at once.");
            await Task.Delay(50);
        }

        return new(folder, child, http);
    }

    /// <summary>A file with its fields to a route that takes uploads; the answer as JSON.</summary>
    public async Task<JsonElement> Upload(string route, string file, params (string Name, string Value)[] fields)
    {
        await using var bytes = File.OpenRead(file);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new StreamContent(bytes), "file", Path.GetFileName(file));
        using var answer = await Api.PostAsync(new Uri(route, UriKind.Relative), form);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException(text);
    }

    public async Task<JsonElement> Get(string route)
    {
        await using var body = await Api.GetStreamAsync(new Uri(route, UriKind.Relative));
        return (await JsonDocument.ParseAsync(body)).RootElement;
    }

    /// <summary>Reads a download to its end.</summary>
    /// <returns>Its bytes, counted.</returns>
    public async Task<long> Download(string route)
    {
        await using var body = await Api.GetStreamAsync(new Uri(route, UriKind.Relative));
        var (buffer, sum) = (new byte[81_920], 0L);
        while (await body.ReadAsync(buffer) is > 0 and var read)
        {
            sum += read;
        }

        return sum;
    }

    public async Task<double> Metric(string name)
    {
        var text = await Api.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return text.Split('\n').Where(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Sum(line => double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await child.Stop();
        child.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> IsUp(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FreePort()
    {
        using var socket = new TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
