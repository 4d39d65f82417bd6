using System.Buffers;
using System.Globalization;
using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>
/// The sending of one message: MAIL, RCPT, the caller's word, DATA or BDAT (RFC 5321 §3.3, RFC 3030). All that goes wrong before <see cref="HandOverAsync"/>
/// means that the server cannot have the message; nothing leaves that method but a result.
/// </summary>
internal sealed class SmtpTransaction(SmtpConversation talk, SmtpExtensions offered, SmtpEnvelope envelope, Stream message, Func<CancellationToken, ValueTask<bool>>? beforeData)
{
    private const int GroupLength = 50; // commands at once: their replies fit any receive window (RFC 2920 §3.1)
    private const int BlockLength = 16 * 1024;
    private const int FlushLength = 32 * 1024;
    private const int ChunkLength = 64 * 1024;

    private readonly List<RefusedRecipient> refused = [];
    private SmtpReply? mailRefusal;
    private bool atCaller;

    private bool Chunks => envelope.IsBinary || (talk.Options.PrefersChunking && offered.Chunking);

    /// <summary>Sends it.</summary>
    /// <exception cref="ArgumentException">An address or the envelope id holds what it must not; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">Canceled before the message's end was sent; the connection is over.</exception>
    public async Task<SmtpResult> RunAsync(CancellationToken ct)
    {
        var (from, to) = Paths();
        try
        {
            var measure = await AtCaller(() => MessageMeasure.OfAsync(message, envelope, ct));
            var needsUtf8 = envelope.HasUtf8Headers || SmtpPath.NeedsUtf8(from) || to.Any(SmtpPath.NeedsUtf8);
            return Obstacle(measure, needsUtf8) ?? (await SendAsync(MailLine(from, measure, needsUtf8), to, ct)) with { RefusedRecipients = refused };
        }
        catch (MailException e) when (!atCaller)
        {
            await talk.CloseAsync();
            ct.ThrowIfCancellationRequested();
            return new SmtpResult.NotSent(e.Failure is MailFailure.TimedOut ? SmtpObstacle.TimedOut : e.Failure is MailFailure.Malformed ? SmtpObstacle.Malformed : SmtpObstacle.Lost, e.Message)
            {
                RefusedRecipients = refused,
            };
        }
        catch
        {
            await talk.CloseAsync();
            throw;
        }
    }

    private (string From, List<string> To) Paths()
    {
        if (envelope.Recipients.Count == 0)
        {
            throw new ArgumentException("An envelope has at least one recipient.", nameof(envelope));
        }

        if (envelope.EnvelopeId is { } id && (id.Length is 0 or > 100 || id.Any(c => c is < ' ' or > '~')))
        {
            throw new ArgumentException("An envelope id has 1 to 100 printable ASCII characters (RFC 3461 §4.4).", nameof(envelope));
        }

        return (string.IsNullOrEmpty(envelope.From) ? "" : SmtpPath.Of(envelope.From), [.. envelope.Recipients.Select(r => SmtpPath.Of(r.Address))]);
    }

    private SmtpResult.NotSent? Obstacle(MessageMeasure measure, bool needsUtf8) => this switch
    {
        _ when talk.IsOver => new(SmtpObstacle.Lost, "The connection is over."),
        _ when needsUtf8 && !offered.SmtpUtf8 => new(SmtpObstacle.Utf8NotOffered, "An address or a header is not ASCII and the server does not offer SMTPUTF8."),
        _ when envelope.IsBinary && !(offered.BinaryMime && offered.Chunking) => new(SmtpObstacle.BinaryNotOffered, "The message has no lines and the server does not offer BINARYMIME."),
        _ when measure.IsEightBit && !envelope.IsBinary && !offered.EightBitMime && (message.CanSeek || envelope.IsEightBit) => NoEightBit(),
        _ when offered.Size is { } most && measure.Length > most => new(SmtpObstacle.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The message has {measure.Length} octets and the server takes {most}.")),
        _ => null,
    };

    private static SmtpResult.NotSent NoEightBit() => new(SmtpObstacle.EightBitNotOffered, "The message has octets above 127 and the server does not offer 8BITMIME.");

    private async Task<SmtpResult> SendAsync(string mail, List<string> to, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (await OfferAsync(mail, to, ct) is { } no)
        {
            return no;
        }

        if (beforeData is not null && !await AtCaller(async () => await beforeData(ct)))
        {
            await talk.ResetAsync();
            return new SmtpResult.NotSent(SmtpObstacle.Stopped, "The sender stopped it before the message was sent.");
        }

        return Chunks ? await BdatAsync(ct) : await DataAsync(ct);
    }

    /// <summary>MAIL and every RCPT. Null where the server takes at least one recipient.</summary>
    private async Task<SmtpResult.Refused?> OfferAsync(string mail, List<string> to, CancellationToken ct)
    {
        var most = offered.Pipelining && talk.Options.PrefersPipelining ? GroupLength : 1;
        for (var next = -1; next < to.Count;)
        {
            var end = Math.Min(next + most, to.Count);
            for (var i = next; i < end; i++)
            {
                talk.Wire.AddLine(Encoding.UTF8.GetBytes(i < 0 ? mail : RcptLine(to[i], envelope.Recipients[i])));
            }

            var over = await talk.FlushAsync(talk.Options.MailTime, ct) is { } unasked ? new(next < 0 ? SmtpCommand.Mail : SmtpCommand.Rcpt, unasked) : await AnswersAsync(next, end, ct);
            if (over is not null)
            {
                return over;
            }

            next = end;
        }

        return await NobodyAsync(to.Count);
    }

    /// <summary>The replies to one group of commands; not null where there is no point in another group.</summary>
    private async Task<SmtpResult.Refused?> AnswersAsync(int next, int end, CancellationToken ct)
    {
        for (var i = next; i < end; i++)
        {
            var command = i < 0 ? SmtpCommand.Mail : SmtpCommand.Rcpt;
            var reply = await talk.ReadAsync(i < 0 ? talk.Options.MailTime : talk.Options.RcptTime, ct);
            if (reply.EndsConnection)
            {
                return new(command, reply);
            }

            Note(i, reply);
        }

        return mailRefusal is null ? null : new(SmtpCommand.Mail, mailRefusal);
    }

    private void Note(int recipient, SmtpReply reply)
    {
        if (reply.IsIntermediate)
        {
            throw new MailException(MailFailure.Malformed, $"The server said at {(recipient < 0 ? "MAIL" : "RCPT")}: {reply}");
        }

        if (recipient < 0)
        {
            mailRefusal = reply.IsPositive ? null : reply;
        }
        else if (mailRefusal is null && !reply.IsPositive)
        {
            refused.Add(new(envelope.Recipients[recipient], reply));
        }
    }

    private async Task<SmtpResult.Refused?> NobodyAsync(int recipients)
    {
        if (refused.Count < recipients)
        {
            return null;
        }

        await talk.ResetAsync();
        return new(SmtpCommand.Rcpt, (refused.Find(r => r.Reply.IsTransient) ?? refused[0]).Reply);
    }

    private async Task<SmtpResult> DataAsync(CancellationToken ct)
    {
        var reply = await talk.AskAsync("DATA", talk.Options.DataTime, ct);
        if (!reply.IsIntermediate)
        {
            return await RefusedAsync(SmtpCommand.Data, reply);
        }

        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            var lines = new LineEncoder(doublesDots: true);
            for (int read; (read = await ReadMessageAsync(block, ct)) > 0;)
            {
                if (await BlockAsync(ct) is { } early)
                {
                    return early;
                }

                if (!offered.EightBitMime && !Ascii.IsValid(block.AsSpan(0, read)))
                {
                    await talk.CloseAsync();
                    return NoEightBit();
                }

                lines.Write(block.AsSpan(0, read), talk.Wire.Output);
            }

            lines.End(talk.Wire.Output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        talk.Wire.Add(".\r\n"u8);
        return await HandOverAsync(ct);
    }

    private async Task<SmtpResult?> BlockAsync(CancellationToken ct) =>
        talk.Wire.Waiting < FlushLength ? null : await talk.FlushAsync(talk.Options.BlockTime, ct) is { } early ? new SmtpResult.Refused(SmtpCommand.Message, early) : null;

    /// <summary>Chunks as large as they come; the last one is known when the message is read to its end.</summary>
    private async Task<SmtpResult> BdatAsync(CancellationToken ct)
    {
        var chunk = new ArrayBufferWriter<byte>(BlockLength);
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            var lines = new LineEncoder(doublesDots: false);
            for (int read; (read = await ReadMessageAsync(block, ct)) > 0;)
            {
                if (chunk.WrittenCount >= ChunkLength && await ChunkAsync(chunk, ct) is { } no)
                {
                    return no;
                }

                if (envelope.IsBinary)
                {
                    chunk.Write(block.AsSpan(0, read));
                }
                else
                {
                    lines.Write(block.AsSpan(0, read), chunk);
                }
            }

            lines.End(chunk);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        AddChunk(chunk, " LAST");
        return await HandOverAsync(ct);
    }

    private async Task<SmtpResult?> ChunkAsync(ArrayBufferWriter<byte> chunk, CancellationToken ct)
    {
        AddChunk(chunk, "");
        var reply = await talk.FlushAsync(talk.Options.BlockTime, ct) ?? await talk.ReadAsync(talk.Options.MessageTime, ct);
        return reply.IsPositive ? null : await RefusedAsync(SmtpCommand.Message, reply);
    }

    private void AddChunk(ArrayBufferWriter<byte> chunk, string last)
    {
        talk.Wire.AddLine(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"BDAT {chunk.WrittenCount}{last}")));
        talk.Wire.Add(chunk.WrittenSpan);
        chunk.ResetWrittenCount();
    }

    /// <summary>
    /// Hands over what ends the message, in one write, and reads the reply. From here on the caller's token counts for nothing: whoever stopped listening now
    /// would not know whether the message went.
    /// </summary>
    private async Task<SmtpResult> HandOverAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (await talk.UnaskedAsync(ct) is { } early)
        {
            return new SmtpResult.Refused(SmtpCommand.Message, early);
        }

        try
        {
            var reply = await talk.Wire.WithinAsync(talk.Options.BlockTime + talk.Options.MessageTime, async token =>
            {
                await talk.Wire.FlushAsync(token);
                return await talk.ReadAsync(talk.Options.MessageTime, token);
            }, CancellationToken.None);
            return reply.Code >= 400 ? new SmtpResult.Refused(SmtpCommand.Message, reply)
                : reply.Code is 250 && await IsLastWordAsync() ? new SmtpResult.Accepted(reply) // RFC 5321 §4.3.2: nothing else takes a message
                : throw new MailException(MailFailure.Malformed, $"The server said at the end of the message: {reply}");
        }
#pragma warning disable CA1031 // whatever happened, the server may have the message
        catch (Exception e)
#pragma warning restore CA1031
        {
            await talk.CloseAsync();
            return new SmtpResult.Unknown(e is MailException m ? m.Failure : MailFailure.Lost, $"Nobody knows whether the server took the message: {e.Message}");
        }
    }

    /// <summary>After the one reply there is no other: the first may then have been somebody else's. A server that goes away may say so (421, RFC 5321 §3.8).</summary>
    private async Task<bool> IsLastWordAsync()
    {
        if (!talk.Wire.HasMore)
        {
            return true;
        }

        var next = await talk.ReadAsync(talk.Options.AsideTime, CancellationToken.None);
        await talk.CloseAsync();
        return next.Code is 421;
    }

    private async Task<SmtpResult> RefusedAsync(SmtpCommand command, SmtpReply reply)
    {
        if (reply.Code < 400)
        {
            throw new MailException(MailFailure.Malformed, $"The server said at {(command is SmtpCommand.Data ? "DATA" : "BDAT")}: {reply}");
        }

        await talk.ResetAsync();
        return new SmtpResult.Refused(command, reply);
    }

    private Task<int> ReadMessageAsync(byte[] block, CancellationToken ct) => AtCaller(() => message.ReadAsync(block, ct).AsTask());

    // what the caller's own code throws goes through as it is
    private async Task<T> AtCaller<T>(Func<Task<T>> call)
    {
        atCaller = true;
        var result = await call();
        atCaller = false;
        return result;
    }

    private string MailLine(string from, MessageMeasure measure, bool needsUtf8)
    {
        var line = new StringBuilder("MAIL FROM:<").Append(from).Append('>');
        _ = offered.TakesSize && measure.Length is { } length ? line.Append(CultureInfo.InvariantCulture, $" SIZE={length}") : line;
        _ = envelope.IsBinary ? line.Append(" BODY=BINARYMIME") : measure.IsEightBit && offered.EightBitMime ? line.Append(" BODY=8BITMIME") : line;
        _ = needsUtf8 ? line.Append(" SMTPUTF8") : line;
        _ = offered.Dsn && envelope.Return is { } back ? line.Append(back is DsnReturn.Full ? " RET=FULL" : " RET=HDRS") : line;
        return (offered.Dsn && envelope.EnvelopeId is { } id ? line.Append(" ENVID=").Append(SmtpPath.XText(id)) : line).ToString();
    }

    private string RcptLine(string to, SmtpRecipient recipient)
    {
        var line = $"RCPT TO:<{to}>";
        if (!offered.Dsn)
        {
            return line;
        }

        line += recipient.Notify is { } notify ? " NOTIFY=" + (notify is DsnNotify.Never ? "NEVER" : notify.ToString().ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal)) : "";
        return line + (recipient.OriginalRecipient is { } original ? $" ORCPT={(Ascii.IsValid(original) ? "rfc822;" + SmtpPath.XText(original) : "utf-8;" + SmtpPath.Utf8XText(original))}" : "");
    }
}
