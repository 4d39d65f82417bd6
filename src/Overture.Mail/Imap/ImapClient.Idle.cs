using System.Runtime.CompilerServices;
using Overture.Mail.Wire;

namespace Overture.Mail.Imap;

public sealed partial class ImapClient
{
    /// <summary>
    /// Gives what is new in the selected folder as the server tells it: IDLE (RFC 9051 §6.3.13), renewed every <see cref="ImapOptions.IdleRenewal"/>. It goes on until the
    /// caller cancels or leaves the enumeration: then the server is told DONE, its reply is awaited for at most <see cref="ImapOptions.StopTimeout"/>, and the enumeration ends
    /// without an exception. What comes with the end of it is given too, or told to <see cref="ImapOptions.OnUntagged"/> where the caller left.
    /// </summary>
    /// <exception cref="MailException">NotOffered: poll by <see cref="NoopAsync"/> instead. Lost, with the server's word: it said BYE. TimedOut: it did not answer a renewal.</exception>
    public async IAsyncEnumerable<ImapUntagged> IdleAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        Need("IDLE");
        while (!ct.IsCancellationRequested)
        {
            await using var idle = new Idle(this, ct);
            await idle.BeginAsync();
            while (await idle.NextAsync() is { } data)
            {
                yield return data;
            }
        }
    }

    /// <summary>One IDLE from its first octet to its tagged reply. The read that waits is never canceled, because a TLS stream is of no use after that.</summary>
    private sealed class Idle : IAsyncDisposable
    {
        private readonly ImapClient client;
        private readonly ImapExchange exchange;
        private readonly CancellationToken ct;
        private readonly TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenRegistration canceling;
        private readonly ITimer renewal;
        private Task<ImapResponse>? reading;
        private volatile bool isDone;
        private volatile bool isOver = true; // not yet begun

        public Idle(ImapClient client, CancellationToken ct)
        {
            (this.client, this.ct) = (client, ct);
            exchange = client.Begin(CancellationToken.None);
            canceling = ct.Register(Cancel);
            renewal = client.server.Clock.CreateTimer(_ => stop.TrySetResult(), null, client.options.IdleRenewal, Timeout.InfiniteTimeSpan);
        }

        public async Task BeginAsync()
        {
            await client.SendAsync(exchange, new("IDLE"), null);
            if (await client.GoAheadAsync(exchange, null) is { } reply)
            {
                throw client.Refused("IDLE", reply);
            }

            isOver = false;
        }

        /// <summary>The next news; null at the end of this IDLE.</summary>
        public async Task<ImapUntagged?> NextAsync()
        {
            while (!isOver)
            {
                reading ??= client.ReadAsync(exchange.Patience, null, isTimed: false).AsTask();
                if (!isDone && await Task.WhenAny(reading, stop.Task) != reading)
                {
                    await DoneAsync();
                }

                var response = await Taken();
                isOver = response is ImapResponse.Tagged;
                switch (response)
                {
                    case ImapResponse.Untagged untagged:
                        return untagged.Data;
                    case ImapResponse.Tagged tagged when tagged.Tag != exchange.Tag:
                        throw client.Broken(new(MailFailure.Malformed, $"{client.server.Host} answered a command that was not said."));
                    case ImapResponse.Tagged tagged:
                        client.Apply(tagged.Reply);
                        break;
                }
            }

            return null;
        }

        public async ValueTask DisposeAsync()
        {
            await renewal.DisposeAsync();
            stop.TrySetResult();
            try
            {
                while (!isOver && client.fault is null && await NextAsync() is { } data)
                {
                    client.options.OnUntagged?.Invoke(data);
                }
            }
            catch (MailException)
            {
                // the next command tells that the session is over
            }
            finally
            {
                await canceling.DisposeAsync();
                exchange.Dispose();
            }
        }

        private Task<ImapResponse> Taken()
        {
            var taken = reading!;
            reading = null;
            return taken;
        }

        private void Cancel()
        {
            stop.TrySetResult();
            if (isDone || isOver)
            {
                exchange.Patience.Limit(client.options.StopTimeout);
            }
        }

        private async Task DoneAsync()
        {
            isDone = true;
            client.wire.AddLine("DONE"u8);
            await client.FlushAsync(exchange.Patience);
            exchange.Patience.Limit(ct.IsCancellationRequested ? client.options.StopTimeout : client.options.SilenceTimeout);
            exchange.Patience.Resume();
        }
    }
}
