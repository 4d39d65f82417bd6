using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Overture.Storage;
using Overture.Web;

namespace Overture.Access;

/// <summary>
/// <c>Idempotency-Key</c> on a POST: the same request under the same key has one effect and gets the same answer, also while the first still runs
/// (draft-ietf-httpapi-idempotency-key-header). An answer of 500 or above is not kept, so it can be tried again; nor is the refusal of an upload that was not
/// taken in whole, for what it held is not known.
/// </summary>
internal sealed class AnswerOnce(AnswersGiven answers, Changes changes, TimeProvider clock)
{
    private const string HeaderName = "Idempotency-Key";
    private const int LongestKey = 255;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private static readonly Problem OtherRequest = new(422, "idempotency-key-reused", "The key was used for another request", $"This {HeaderName} came with another request before.")
    {
        Field = HeaderName,
        Cure = "Take a new key for each request; the same key only to repeat one.",
    };

    private static readonly Problem StillRunning = new(409, "in-progress", "The first request with this key is still running", "It has not been answered yet.") { Cure = "Try again in a while." };

    public async Task Run(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.IsForPrograms() || context.Caller() is not { } caller || !context.Request.Headers.TryGetValue(HeaderName, out var sent))
        {
            await next(context);
            return;
        }

        var ct = context.RequestAborted;
        var request = new KeyedRequest(caller.Workspace, Checked(sent), await Fingerprint(context.Request, ct));
        switch (await Claim(request, ct))
        {
            case KeyTurn.Mine mine:
                await Answer(context, next, request, mine.FirstUsed);
                break;
            case KeyTurn.Answered(var given, var upload):
                await (await Brings(context.Request, upload, ct) ? Replay(context, given) : OtherRequest.ExecuteAsync(context));
                break;
            case KeyTurn.OtherRequest:
                await OtherRequest.ExecuteAsync(context);
                break;
            default:
                context.Response.Headers.RetryAfter = "5";
                await StillRunning.ExecuteAsync(context);
                break;
        }
    }

    /// <param name="upload">The hash of the file the first request brought.</param>
    private static async Task<bool> Brings(HttpRequest request, byte[]? upload, CancellationToken ct) =>
        upload is null || (await Upload.Hash(request, ct)).AsSpan().SequenceEqual(upload);

    private static string Checked(StringValues sent) =>
        sent.ToString() is { Length: > 0 and <= LongestKey } key && key.All(c => c is > ' ' and <= '~') ? key
            : throw new Refused(HeaderName, Problem.Shown(sent.ToString()), $"a key is 1 to {LongestKey} visible ASCII characters", "Send a UUID");

    /// <summary>Waits for who answers the same request now.</summary>
    private async Task<KeyTurn> Claim(KeyedRequest request, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        using var watch = changes.Watch(request.Workspace, request.Subject);
        while (true)
        {
            var claim = await answers.Claim(request, ct);
            if (claim is not KeyTurn.Busy || clock.GetElapsedTime(started) > Patience)
            {
                return claim;
            }

            await watch.Next(LookAgain, clock, ct);
        }
    }

    private async Task Answer(HttpContext context, RequestDelegate next, KeyedRequest request, DateTimeOffset firstUsed)
    {
        new RequestSeed(request.Workspace, request.Key, firstUsed).Attach(context);
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        using var upload = new UploadHash();
        context.Features.Set(upload);
        context.Response.Body = buffer;
        var kept = false;
        try
        {
            await next(context);
            var response = context.Response;
            var known = response.StatusCode < 400 || (response.StatusCode < 500 && (upload.Whole is not null || !IsUpload(context.Request)));
            if (known && !context.RequestAborted.IsCancellationRequested)
            {
                await answers.Keep(request, new(response.StatusCode, response.ContentType, response.Headers.Location, buffer.ToArray()), upload.Whole);
                kept = true;
            }
        }
        finally
        {
            context.Response.Body = body;
            await (kept ? Task.CompletedTask : answers.Release(request));
            changes.Mark(request.Workspace, request.Subject);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }

    private static async Task Replay(HttpContext context, GivenAnswer given)
    {
        var response = context.Response;
        response.StatusCode = given.Status;
        response.ContentType = given.ContentType;
        response.Headers.Location = given.Location;
        response.Headers["Idempotency-Replayed"] = "true";
        await response.Body.WriteAsync(given.Body, context.RequestAborted);
    }

    /// <summary>A small body is part of it; an upload is never held, so what it holds is hashed as it is received and compared when it comes again.</summary>
    private static async Task<byte[]> Fingerprint(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n{Media(request)}\n"));
        if (!IsUpload(request))
        {
            request.EnableBuffering();
            var buffer = new byte[16 * 1024];
            for (int count; (count = await request.Body.ReadAsync(buffer, ct)) > 0;)
            {
                hash.AppendData(buffer, 0, count);
            }

            request.Body.Position = 0;
        }

        return hash.GetHashAndReset();
    }

    private static bool IsUpload(HttpRequest request) => Media(request).StartsWith("multipart/", StringComparison.Ordinal);

    private static string Media(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
}
