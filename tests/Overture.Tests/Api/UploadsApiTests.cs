using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Tests.World;

namespace Overture.Tests.Api;

public sealed class UploadsApiTests(PostgresServer server)
{
    private const int Part = 256 * 1024;

    private static readonly byte[] File = Encoding.UTF8.GetBytes(LeadFile.Csv(9000));

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_upload_that_breaks_goes_on_where_it_was_and_becomes_the_same_file(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var upload = await BeginAsync(app, File.Length);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PatchAsync(app, upload, 0, new Torn(File.AsMemory(0, 400_000), () => HeldAsync(app, upload))));
        var held = Offset(await app.GetAsync(upload));
        var refused = await AppHost.ReadAsync(await PatchAsync(app, upload, 0, new ByteArrayContent(File)), HttpStatusCode.Conflict);
        var early = await app.SendAsync(HttpMethod.Post, $"{upload}/import", new { }, HttpStatusCode.Conflict);
        var whole = await AppHost.ReadAsync(await PatchAsync(app, upload, held, new ByteArrayContent(File[held..])), HttpStatusCode.OK);
        var import = await app.SendAsync(HttpMethod.Post, $"{upload}/import", new { consent = "opt-in" }, HttpStatusCode.Accepted);
        var job = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { import_id = import.GetProperty("id").GetGuid(), start = true, limit = 3 }, HttpStatusCode.Accepted);

        Assert.Equal(Part, held);
        Assert.Contains("Go on from 262144", refused.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.Contains($"262144 of {File.Length} bytes", early.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(File.Length, Offset(whole));
        Assert.Equal("opt-in", import.GetProperty("consent").GetString());
        Assert.Equal(3, (await app.EndAsync(job.GetProperty("id").GetGuid())).GetProperty("completed").GetInt32());
        await using var db = app.Get<Store>().Open(app.Workspace);
        Assert.Equal(SHA256.HashData(File), (await db.Imports.SingleAsync(TestContext.Current.CancellationToken)).Hash);
        await app.SendAsync(HttpMethod.Get, upload, null, HttpStatusCode.NotFound);
        Assert.Equal(import.GetProperty("id").GetGuid(), (await app.SendAsync(HttpMethod.Post, $"{upload}/import", new { }, HttpStatusCode.Accepted)).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Two_that_send_the_same_part_at_once_keep_it_once()
    {
        await using var app = await AppHost.StartAsync();
        var upload = await BeginAsync(app, File.Length);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PatchAsync(app, upload, 0, new ByteArrayContent(File))));

        Assert.Contains(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
        Assert.Equal(File.Length, Offset(await app.GetAsync(upload)));
        await app.SendAsync(HttpMethod.Post, $"{upload}/import", null, HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_with_the_cure()
    {
        await using var app = await AppHost.StartAsync(null, ("MAX_FILE_SIZE", "1000000"));
        await app.SendAsync(HttpMethod.Post, "/api/v1/uploads", new { file_name = "a.csv", bytes = 1_000_001 }, HttpStatusCode.RequestEntityTooLarge);
        await app.SendAsync(HttpMethod.Post, "/api/v1/uploads", new { file_name = "a.csv", bytes = 0 }, HttpStatusCode.BadRequest);
        var upload = await BeginAsync(app, 900_000);

        var little = await AppHost.ReadAsync(await PatchAsync(app, upload, 0, new ByteArrayContent([1, 2, 3])), HttpStatusCode.BadRequest);
        await app.SendAsync(HttpMethod.Patch, upload, new ByteArrayContent(File[..Part]), HttpStatusCode.BadRequest);
        using var stranger = app.NewClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(upload, TestContext.Current.CancellationToken)).StatusCode);
        await app.SendAsync(HttpMethod.Delete, upload, null, HttpStatusCode.NoContent);
        await app.SendAsync(HttpMethod.Get, upload, null, HttpStatusCode.NotFound);
        var bomb = await BeginAsync(app, 8);
        await AppHost.ReadAsync(await PatchAsync(app, bomb, 0, new ByteArrayContent([0, 1, 2, 3, 0, 5, 6, 0])), HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Post, $"{bomb}/import", null, HttpStatusCode.BadRequest);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await BeginAsync(app, 10);
        }

        var many = await app.SendAsync(HttpMethod.Post, "/api/v1/uploads", new { file_name = "a.csv", bytes = 10 }, HttpStatusCode.Conflict);

        Assert.Contains("262144 bytes or more", little.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.Contains("DELETE", many.GetProperty("cure").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> BeginAsync(AppHost app, int bytes) =>
        $"/api/v1/uploads/{(await app.SendAsync(HttpMethod.Post, "/api/v1/uploads", new { file_name = "people.csv", bytes }, HttpStatusCode.Created)).GetProperty("id").GetGuid()}";

    private static Task<HttpResponseMessage> PatchAsync(AppHost app, string upload, long offset, HttpContent bytes)
    {
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Patch, upload) { Content = bytes };
        request.Headers.Add("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Until something of it is in the database.</summary>
    private static async Task HeldAsync(AppHost app, string upload)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Offset(await app.GetAsync(upload)) is 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1), "Nothing of it is kept");
        }
    }

    private static int Offset(JsonElement upload) => upload.GetProperty("offset").GetInt32();

    /// <summary>Bytes of a request that breaks after them.</summary>
    private sealed class Torn(ReadOnlyMemory<byte> bytes, Func<Task> before) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes, CancellationToken.None);
            await stream.FlushAsync(CancellationToken.None);
            await before();
            throw new IOException("The wire is cut.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length + 1;
            return true;
        }
    }
}
