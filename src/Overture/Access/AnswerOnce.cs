using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Overture.Storage;
using Overture.Web;

namespace Overture.Access;

/// <summary>
/// <c>Idempotency-Key</c> on a POST: the same request under the same key has one effect and gets the same answer, also while the first still runs
/// (draft-ietf-httpapi-idempotency-key-header). An answer of 500 or above is not kept, so it can be tried again.
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
            case KeyTurn.Answered(var given):
                await Replay(context, given);
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
        context.Response.Body = buffer;
        var kept = false;
        try
        {
            await next(context);
            var response = context.Response;
            if (response.StatusCode < 500 && !context.RequestAborted.IsCancellationRequested)
            {
                await answers.Keep(request, new(response.StatusCode, response.ContentType, response.Headers.Location, buffer.ToArray()));
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

    /// <summary>A small body is part of it; an upload is told by its length, for it is never held.</summary>
    private static async Task<byte[]> Fingerprint(HttpRequest request, CancellationToken ct)
    {
        var media = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n{media}\n{request.ContentLength}\n"));
        if (!media.StartsWith("multipart/", StringComparison.Ordinal))
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
}
