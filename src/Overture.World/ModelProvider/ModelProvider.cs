using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Overture.World.ModelProvider;

/// <summary>
/// A provider of language models on loopback: OpenAI's chat completions and Anthropic's messages over real sockets, with real limits and every
/// fault on demand. It keeps each call, so that a test can count what was asked and paid for. What it does can be changed while it runs, here
/// or by HTTP (`GET /_world/calls`, `POST /_world/behave`) from another process.
/// </summary>
public sealed class ModelProvider : IAsyncDisposable
{
    readonly KestrelServer server;
    readonly ProviderState state;

    ModelProvider(KestrelServer server, ProviderState state, Uri url) => (this.server, this.state, Url) = (server, state, url);

    /// <summary>The base URL of the OpenAI-compatible API, ending in /v1. Anthropic's is the same.</summary>
    public Uri Url { get; }

    /// <summary>How it answers from now on.</summary>
    public Behaviour Behaviour { get => state.Behaviour; set => state.Behaviour = value; }

    /// <summary>Answered so far.</summary>
    public int Count => state.Calls.Count;

    /// <summary>Being answered now.</summary>
    public int InFlight => state.InFlight;

    /// <summary>The most that were being answered at once.</summary>
    public int MostInFlight => state.MostInFlight;

    /// <summary>Every call answered so far.</summary>
    public IReadOnlyList<Call> Calls => state.Calls.All();

    /// <summary>The JSON of every request for words, in the order of arrival; none unless <see cref="ModelProviderOptions.KeepRequests"/>.</summary>
    public IReadOnlyList<string> Requests => [.. state.Requests];

    public static async Task<ModelProvider> Start(ModelProviderOptions options, CancellationToken ct)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, options.Port);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { Backlog = 4096, WaitForDataBeforeAllocatingBuffer = false }), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(kestrel), transport, NullLoggerFactory.Instance);
        var state = new ProviderState(options);
        await server.StartAsync(new ProviderApplication(state), ct);
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(server, state, new(address + "/v1"));
    }

    /// <summary>The next so many calls meet this fault, whatever else is set.</summary>
    public void FailNext(int calls, ModelFault fault) => state.FailNext(calls, fault);

    /// <summary>Forgets the calls kept so far.</summary>
    public void Forget() => state.Calls.Clear();

    /// <summary>
    /// Runs one until cancelled: `--port N --seed N --keys A,B --models A,B --behave JSON`. Prints its URL on a line of its own when it is ready.
    /// </summary>
    public static async Task RunFromArguments(string[] args, CancellationToken ct)
    {
        await using var provider = await Start(Arguments.Read(args), ct);
        await Console.Out.WriteLineAsync(provider.Url.AbsoluteUri.AsMemory(), ct);
        var stopped = new TaskCompletionSource();
        await using (ct.Register(stopped.SetResult)) await stopped.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (!state.Stop()) return;
        using (var now = new CancellationTokenSource())
        {
            await now.CancelAsync();
            await server.StopAsync(now.Token);
        }

        server.Dispose();
        state.Dispose();
    }
}
