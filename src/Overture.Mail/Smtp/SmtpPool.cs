using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>
/// Connections to one server, kept open between messages and shared by any number of threads. Each message has a connection to itself; one that broke is not
/// used again, and a message is never sent a second time on the pool's own account.
/// </summary>
public sealed class SmtpPool : IAsyncDisposable
{
    private readonly MailServer server;
    private readonly SmtpPoolOptions options;
    private readonly SemaphoreSlim places;
    private readonly Stack<Idle> idle = new();
    private readonly Lock gate = new();
    private bool disposed;

    /// <summary>A pool without connections; they are made as they are needed.</summary>
    /// <param name="server">Where.</param>
    /// <param name="options">How, and how many; null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    public SmtpPool(MailServer server, SmtpPoolOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        (this.server, this.options) = (server, options ?? new());
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.MostConnections, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.MostMessages, 1, nameof(options));
        places = new(this.options.MostConnections, this.options.MostConnections);
    }

    /// <summary>Sends one message on a connection of its own, when there is one free; waits until then.</summary>
    /// <inheritdoc cref="SmtpClient.SendAsync(SmtpEnvelope, ReadOnlyMemory{byte}, Func{CancellationToken, ValueTask{bool}}, CancellationToken)"/>
    /// <exception cref="MailException">No connection could be made, as <see cref="SmtpClient.ConnectAsync"/> says. The message was not sent.</exception>
    public Task<SmtpResult> SendAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask<bool>>? beforeData = null, CancellationToken ct = default) =>
        LeaseAsync(client => client.SendAsync(envelope, message, beforeData, ct), ct);

    /// <summary>Sends one message on a connection of its own, when there is one free; waits until then.</summary>
    /// <inheritdoc cref="SmtpClient.SendAsync(SmtpEnvelope, Stream, Func{CancellationToken, ValueTask{bool}}, CancellationToken)"/>
    /// <exception cref="MailException">No connection could be made, as <see cref="SmtpClient.ConnectAsync"/> says. The message was not sent.</exception>
    public Task<SmtpResult> SendAsync(SmtpEnvelope envelope, Stream message, Func<CancellationToken, ValueTask<bool>>? beforeData = null, CancellationToken ct = default) =>
        LeaseAsync(client => client.SendAsync(envelope, message, beforeData, ct), ct);

    /// <summary>Takes leave of the server on every connection. Messages on their way come to their end first; who waits for a connection is refused.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
        }

        await Task.WhenAll(TakeAll().Select(kept => kept.Client.QuitAsync()));
        for (var i = 0; i < options.MostConnections; i++)
        {
            await places.WaitAsync(); // the last one out leaves nothing behind
        }

        await Task.WhenAll(TakeAll().Select(kept => kept.Client.QuitAsync()));
        _ = places.Release(options.MostConnections); // who still waits is told; there is no handle to dispose of
    }

    private async Task<SmtpResult> LeaseAsync(Func<SmtpClient, Task<SmtpResult>> send, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        await places.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var (client, sent) = await TakeAsync(ct);
            try
            {
                return await send(client);
            }
            finally
            {
                await ReturnAsync(client, sent + 1);
            }
        }
        finally
        {
            _ = places.Release();
        }
    }

    /// <summary>The connection used last that is still there, or a new one.</summary>
    private async Task<(SmtpClient Client, int Sent)> TakeAsync(CancellationToken ct)
    {
        while (Pop() is { } kept)
        {
            var rested = server.Clock.GetElapsedTime(kept.Since);
            if (rested < options.IdleTime && (rested < options.TrustTime || await IsThereAsync(kept.Client, ct)))
            {
                return (kept.Client, kept.Sent);
            }

            await kept.Client.DisposeAsync();
        }

        return (await SmtpClient.ConnectAsync(server, options.Smtp, ct), 0);
    }

    private static async Task<bool> IsThereAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            return (await client.ResetAsync(ct)).IsPositive;
        }
        catch (MailException)
        {
            return false;
        }
    }

    private async ValueTask ReturnAsync(SmtpClient client, int sent)
    {
        if (!client.IsUsable)
        {
            await client.DisposeAsync();
        }
        else if (sent >= options.MostMessages)
        {
            await client.QuitAsync();
        }
        else
        {
            Push(new(client, sent, server.Clock.GetTimestamp()));
        }
    }

    private Idle? Pop()
    {
        lock (gate)
        {
            return idle.TryPop(out var kept) ? kept : null;
        }
    }

    private void Push(Idle kept)
    {
        lock (gate)
        {
            idle.Push(kept);
        }
    }

    private Idle[] TakeAll()
    {
        lock (gate)
        {
            var all = idle.ToArray();
            idle.Clear();
            return all;
        }
    }

    private sealed record Idle(SmtpClient Client, int Sent, long Since);
}
