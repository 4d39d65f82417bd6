using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Overture.World.ModelProvider;

/// <summary>Answers requests straight from the server's features: no pipeline, no routing, one pooled buffer a call.</summary>
internal sealed class ProviderApplication(ProviderState state) : IHttpApplication<IFeatureCollection>
{
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.Get<IHttpRequestFeature>()!;
        return request.Path switch
        {
            "/v1/chat/completions" => Answer(context, request, anthropic: false),
            "/v1/messages" => Answer(context, request, anthropic: true),
            "/v1/models" => Send(context, new(200, ModelList())),
            "/_world/calls" => Send(context, new(200, CallReport.Write(state, request.QueryString))),
            "/_world/behave" => Behave(context),
            "/_world/forget" => Forget(context),
            _ => Send(context, new(404, AnswerBody.Error(false, "invalid_request_error", $"Invalid URL ({request.Method} {request.Path})", null, null))),
        };
    }

    async Task Answer(IFeatureCollection context, IHttpRequestFeature request, bool anthropic)
    {
        state.Enter();
        try
        {
            var reader = context.Get<IRequestBodyPipeFeature>()!.Reader;
            var read = await reader.ReadAtLeastAsync(int.MaxValue, state.Stopping);
            var reply = Decide(read.Buffer, request, anthropic);
            reader.AdvanceTo(read.Buffer.End);
            if (reply.Delay > TimeSpan.Zero) await Task.Delay(reply.Delay, state.Options.Clock, state.Stopping);
            var silent = reply.Call.Fault is ModelFault.Silence; // such a call has come, whether or not its silence is borne to the end
            if (silent) state.Calls.Add(reply.Call);
            await Deliver(context, reply);
            if (!silent) state.Calls.Add(reply.Call);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // The caller went away, or the provider is stopping.
        }
        finally
        {
            state.Leave();
        }
    }

    Reply Decide(ReadOnlySequence<byte> body, IHttpRequestFeature request, bool anthropic)
    {
        if (body.IsSingleSegment) return ReplyTo.Decide(state, body.FirstSpan, KeyOf(request), anthropic);
        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(whole);
        var reply = ReplyTo.Decide(state, whole.AsSpan(0, (int)body.Length), KeyOf(request), anthropic);
        ArrayPool<byte>.Shared.Return(whole);
        return reply;
    }

    static string KeyOf(IHttpRequestFeature request)
    {
        string? key = request.Headers["x-api-key"];
        if (key is null && request.Headers.Authorization.ToString() is { } bearer && bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) key = bearer[7..];
        return key ?? "";
    }

    Task Deliver(IFeatureCollection context, Reply reply) => reply.Call.Fault switch
    {
        ModelFault.Reset => Reset(context),
        ModelFault.Silence => Silence(context),
        ModelFault.Trickle => Trickle(context, reply),
        ModelFault.TruncatedBody => BreakOff(context, reply),
        _ => Send(context, reply),
    };

    static async Task Send(IFeatureCollection context, Reply reply)
    {
        var body = Begin(context, reply);
        await body.Writer.WriteAsync(reply.Body);
        await body.CompleteAsync();
    }

    static IHttpResponseBodyFeature Begin(IFeatureCollection context, Reply reply)
    {
        var response = context.Get<IHttpResponseFeature>()!;
        response.StatusCode = reply.Status;
        response.Headers.ContentType = reply.ContentType;
        response.Headers.ContentLength = reply.Body.Length;
        foreach (var (name, value) in reply.Headers) response.Headers[name] = value;
        return context.Get<IHttpResponseBodyFeature>()!;
    }

    static Task Reset(IFeatureCollection context)
    {
        // A linger of zero makes the close a reset (RFC 9293 §3.10.7) instead of an orderly end.
        if (context.Get<IConnectionSocketFeature>() is { } socket) socket.Socket.LingerState = new(true, 0);
        context.Get<IHttpRequestLifetimeFeature>()!.Abort();
        return Task.CompletedTask;
    }

    async Task Silence(IFeatureCollection context)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(state.Behaviour.SilenceMs), state.Options.Clock, state.Stopping);
        await Reset(context);
    }

    async Task Trickle(IFeatureCollection context, Reply reply)
    {
        var body = Begin(context, reply);
        for (var i = 0; i < reply.Body.Length; i++)
        {
            await body.Writer.WriteAsync(reply.Body.Slice(i, 1), state.Stopping);
            await Task.Delay(TimeSpan.FromMilliseconds(state.Behaviour.TrickleMs), state.Options.Clock, state.Stopping);
        }

        await body.CompleteAsync();
    }

    static async Task BreakOff(IFeatureCollection context, Reply reply)
    {
        var body = Begin(context, reply);
        await body.Writer.WriteAsync(reply.Body[..(reply.Body.Length / 2)]);
        await Reset(context);
    }

    string ModelList()
    {
        var models = (state.Options.Models ?? ["gpt-4o-mini", "gpt-3.5-turbo", "claude-haiku-4-5"]).Select(id => $$"""{"id":"{{id}}","object":"model","owned_by":"world"}""");
        return $$"""{"object":"list","data":[{{string.Join(',', models)}}]}""";
    }

    async Task Behave(IFeatureCollection context)
    {
        var reader = context.Get<IRequestBodyPipeFeature>()!.Reader;
        var read = await reader.ReadAtLeastAsync(int.MaxValue, state.Stopping);
        var (status, answer) = BehaveOrder.Obey(state, Encoding.UTF8.GetString(read.Buffer));
        reader.AdvanceTo(read.Buffer.End);
        await Send(context, new(status, answer));
    }

    Task Forget(IFeatureCollection context)
    {
        state.Calls.Clear();
        return Send(context, new(200, "{}"));
    }
}
