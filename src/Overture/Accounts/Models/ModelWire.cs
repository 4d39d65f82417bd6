using System.Net.Http.Headers;
using System.Text;

namespace Overture.Accounts.Models;

/// <summary>
/// One POST to a provider and what came of it. It never retries: budgets, retries and fallback are decided in one place, above. The key goes into
/// one header and nowhere else; whatever the provider echoes is cleared of it.
/// </summary>
internal sealed class ModelWire(HttpClient http, Uri address, string key, TimeProvider clock, ModelTimeouts timeouts)
{
    /// <summary>An answer larger than this is none.</summary>
    public const int MaxAnswer = 1 << 20;

    static readonly MediaTypeHeaderValue json = new("application/json");
    readonly byte[] secret = Encoding.UTF8.GetBytes(key);

    internal delegate ModelAnswer Classify(int status, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now);

    /// <summary>Sends a body; returns the outcome, whatever happens, unless the caller gives up.</summary>
    public async Task<ModelAnswer> Post(PooledBytes body, Action<HttpRequestHeaders> sign, Classify classify, CancellationToken ct)
    {
        using var call = new CancellationTokenSource(timeouts.Call, clock);
        using var first = timeouts.FirstByte < timeouts.Call ? new CancellationTokenSource(timeouts.FirstByte, clock) : null;
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(ct, call.Token);
        using var headers = first is null ? null : CancellationTokenSource.CreateLinkedTokenSource(whole.Token, first.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body.Written) };
            request.Content.Headers.ContentType = json;
            sign(request.Headers);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, (headers ?? whole).Token);
            return await Read(response, classify, whole.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Lost(Fault.Timeout, whole.IsCancellationRequested || first is { IsCancellationRequested: true } ? Late(first) : $"No connection to {address.Host} in time.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Lost(Fault.ConnectionLost, $"The connection to {address.Host} failed: {Clean(e.Message)}");
        }
    }

    async Task<ModelAnswer> Read(HttpResponseMessage response, Classify classify, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        using var answer = new PooledBytes((int)Math.Clamp(response.Content.Headers.ContentLength ?? 4096, 256, MaxAnswer) + 1);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        if (response.Content.Headers.ContentLength > MaxAnswer || !await answer.Fill(stream, MaxAnswer, ct))
            return new ModelAnswer.Failure(Fault.BadAnswer, status, "The answer is larger than 1 MB.", null, default, default);
        var outcome = status is >= 200 and < 300
            ? classify(status, Header, answer.Written.Span, clock.GetUtcNow())
            : classify(status, Header, WithoutKey(answer.Written.Span), clock.GetUtcNow());
        return outcome is ModelAnswer.Failure failure ? failure with { Message = Clean(failure.Message) } : outcome;

        string? Header(string name) => response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
    }

    string Late(CancellationTokenSource? first) => first is { IsCancellationRequested: true }
        ? $"No answer began within {timeouts.FirstByte.TotalSeconds:0.###} s."
        : $"No whole answer came within {timeouts.Call.TotalSeconds:0.###} s.";

    static ModelAnswer.Failure Lost(Fault fault, string message) => new(fault, null, message, null, default, default);

    string Clean(string message) => message.Replace(key, "[key]", StringComparison.Ordinal);

    ReadOnlySpan<byte> WithoutKey(ReadOnlySpan<byte> body)
        => body.IndexOf(secret) < 0 ? body : Encoding.UTF8.GetBytes(Clean(Encoding.UTF8.GetString(body)));
}
