using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Overture.Tests.World;

/// <summary>A client of a running server's API, for jobs.</summary>
internal sealed class JobsClient(Uri server, string key) : IDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(10);

    private readonly HttpClient http = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <summary>Uploads a file and begins a job with it.</summary>
    /// <param name="once">The request's Idempotency-Key; null: none.</param>
    public async Task<Guid> BeginAsync(string csv, string? once = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = AppHost.Form(csv, "leads.csv", ("start", "true"), ("prompt", "cold-email")) };
        if (once is not null)
        {
            request.Headers.Add("Idempotency-Key", once);
        }

        var job = await AppHost.ReadAsync(await http.SendAsync(request, TestContext.Current.CancellationToken), HttpStatusCode.Accepted);
        return job.GetProperty("id").GetGuid();
    }

    public async Task<JsonElement> GetAsync(string path) => await AppHost.ReadAsync(await http.GetAsync(path, TestContext.Current.CancellationToken), HttpStatusCode.OK);

    public Task<JsonElement> JobAsync(Guid job) => GetAsync($"/api/v1/jobs/{job}");

    /// <summary>Waits until so many rows of the job are done.</summary>
    public Task<JsonElement> DoneAsync(Guid job, int rows) => Until.Async(() => JobAsync(job), now => now.GetProperty("done").GetInt32() >= rows, Hang);

    /// <summary>Waits until the job is over.</summary>
    public Task<JsonElement> EndAsync(Guid job) => Until.Async(() => JobAsync(job), now => now.GetProperty("status").GetString() is "completed" or "failed" or "canceled", Hang);

    /// <summary>The job's file as it stands now.</summary>
    public async Task<FinishedFile> DownloadAsync(Guid job) => FinishedFile.Read(await http.GetByteArrayAsync($"/api/v1/jobs/{job}/download?format=csv", TestContext.Current.CancellationToken));

    public void Dispose() => http.Dispose();
}
