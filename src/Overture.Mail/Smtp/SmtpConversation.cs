using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>Commands and replies on one connection, in step: what a server says before it is asked is no answer.</summary>
internal sealed class SmtpConversation(WireConnection wire, SmtpOptions options)
{
    private static readonly TimeSpan LastWordsTime = TimeSpan.FromSeconds(1);

    /// <summary>The times.</summary>
    public SmtpOptions Options => options;

    /// <summary>The connection below.</summary>
    public WireConnection Wire => wire;

    /// <summary>Nothing more can be said.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Says a command and reads its reply within one span of time.</summary>
    /// <exception cref="MailException">Lost, TimedOut or Malformed.</exception>
    public async Task<SmtpReply> AskAsync(string line, TimeSpan time, CancellationToken ct, string? shown = null)
    {
        wire.AddLine(Encoding.UTF8.GetBytes(line), shown);
        return await FlushAsync(time, ct) ?? await ReadAsync(time, ct);
    }

    /// <summary>The next reply. After 421 the conversation is over.</summary>
    /// <exception cref="MailException">Lost, TimedOut or Malformed.</exception>
    public async Task<SmtpReply> ReadAsync(TimeSpan time, CancellationToken ct)
    {
        var reply = await wire.WithinAsync(time, token => SmtpReplyReader.ReadAsync(wire, token), ct);
        if (reply.EndsConnection)
        {
            await CloseAsync();
        }

        return reply;
    }

    /// <summary>Sends what was added. Null, or the 4xx or 5xx with which the server went away before it was asked: then nothing more can be said.</summary>
    /// <exception cref="MailException">Lost, TimedOut, or Malformed: it said something else before it was asked.</exception>
    public async Task<SmtpReply?> FlushAsync(TimeSpan time, CancellationToken ct)
    {
        if (await UnaskedAsync(ct) is { } unasked)
        {
            return unasked;
        }

        try
        {
            return await wire.WithinAsync(time, async token =>
            {
                await wire.FlushAsync(token);
                return (SmtpReply?)null;
            }, ct);
        }
        catch (MailException e) when (e.Failure is MailFailure.Lost)
        {
            return await LastWordsAsync(ct) ?? throw new MailException(e.Failure, e.Message, e);
        }
    }

    /// <summary>Null, or the 4xx or 5xx that came before anything was asked; it ends the conversation.</summary>
    /// <exception cref="MailException">Malformed: what came is no such reply.</exception>
    public async Task<SmtpReply?> UnaskedAsync(CancellationToken ct)
    {
        if (!wire.HasMore)
        {
            return null;
        }

        var reply = await ReadAsync(options.AsideTime, ct);
        await CloseAsync();
        return reply.Code >= 400 ? reply : throw new MailException(MailFailure.Malformed, $"The server answered before it was asked: {reply}");
    }

    /// <summary>RSET, for the sake of the next message only: what goes wrong here ends the conversation and nothing else.</summary>
    public async Task ResetAsync()
    {
        try
        {
            if (!IsOver && !(await AskAsync("RSET", options.AsideTime, CancellationToken.None)).IsPositive)
            {
                await CloseAsync();
            }
        }
        catch (MailException)
        {
            await CloseAsync();
        }
    }

    /// <summary>Ends it without a word.</summary>
    public async ValueTask CloseAsync()
    {
        if (!IsOver)
        {
            IsOver = true;
            await wire.DisposeAsync();
        }
    }

    // a server that has enough of a message says so and closes; the write fails, but what it said may have come
    private async Task<SmtpReply?> LastWordsAsync(CancellationToken ct)
    {
        try
        {
            var reply = await ReadAsync(LastWordsTime, ct);
            return reply.Code >= 400 ? reply : null;
        }
        catch (MailException)
        {
            return null;
        }
        finally
        {
            await CloseAsync();
        }
    }
}
