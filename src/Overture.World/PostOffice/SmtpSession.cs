using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Overture.World.PostOffice;

/// <summary>One connection to an <see cref="SmtpPost"/>.</summary>
internal sealed class SmtpSession(SmtpPost post, Socket socket, int number) : IDisposable
{
    private readonly List<string> to = [];
    private readonly List<string> rcptParameters = [];
    private readonly MemoryStream chunks = new();
    private readonly WireFault? fault = post.Behaviour.Fault;
    private SmtpLines lines = null!;
    private string? from;
    private string mailParameters = "";
    private string? user;
    private bool isProtected = post.Options.ImplicitTls;

    public void Dispose()
    {
        chunks.Dispose();
        socket.Dispose();
    }

    public async Task RunAsync(CancellationToken ct)
    {
        await using var below = new NetworkStream(socket, ownsSocket: true);
        lines = new(Faulty(post.Options.ImplicitTls ? await ProtectAsync(below, ct) : below));
        if (!await AnswerAsync(SmtpPost.Connect, "220 localhost ESMTP post office", ct))
        {
            return;
        }

        while (await lines.LineAsync(ct) is { } octets)
        {
            var line = Encoding.UTF8.GetString(octets.AsSpan(0, octets.Length - 2));
            post.Hear(line);
            if (!await ObeyAsync(line, below, ct))
            {
                return;
            }
        }
    }

    private FaultyStream Faulty(Stream stream) => new(stream, socket, fault, post.Options.Clock);

    private async Task<Stream> ProtectAsync(Stream below, CancellationToken ct)
    {
        var tls = new SslStream(below);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = post.Options.Certificate ?? Certificates.Good }, ct);
        return tls;
    }

    private async Task<bool> ObeyAsync(string line, Stream below, CancellationToken ct)
    {
        var verb = line.Split(' ', 2)[0].ToUpperInvariant();
        return verb switch
        {
            "EHLO" => await AnswerAsync(line, Offer(), ct),
            "HELO" => await AnswerAsync(line, "250 localhost", ct),
            "STARTTLS" => await StartTlsAsync(line, below, ct),
            "AUTH" => await AuthAsync(line, ct),
            "MAIL" => await MailAsync(line, ct),
            "RCPT" => await RcptAsync(line, ct),
            "DATA" => await DataAsync(line, ct),
            "BDAT" => await BdatAsync(line, ct),
            "RSET" => await AnswerAsync(line, "250 2.0.0 Ok", ct, Forget),
            "NOOP" => await AnswerAsync(line, "250 2.0.0 Ok", ct),
            "QUIT" => await AnswerAsync(line, "221 2.0.0 Bye", ct) && false,
            _ => await AnswerAsync(line, "500 5.5.1 Unknown command", ct),
        };
    }

    private string Offer()
    {
        List<string> offer = ["localhost", .. post.Options.Extensions];
        if (post.Options.StartTls && !isProtected)
        {
            offer.Add("STARTTLS");
        }

        if (post.Options.Accounts.Count > 0)
        {
            offer.Add("AUTH " + string.Join(' ', post.Options.Mechanisms));
        }

        return string.Join("\r\n", offer.Select((line, i) => (i == offer.Count - 1 ? "250 " : "250-") + line));
    }

    private async Task<bool> StartTlsAsync(string line, Stream below, CancellationToken ct)
    {
        var agreed = false;
        if (!await AnswerAsync(line, "220 2.0.0 Ready to start TLS", ct, () => agreed = true) || !agreed)
        {
            return !agreed;
        }

        lines.Replace(Faulty(await ProtectAsync(below, ct)));
        isProtected = true;
        user = null;
        Forget();
        return true;
    }

    private async Task<bool> AuthAsync(string line, CancellationToken ct)
    {
        var words = line.Split(' ');
        var exchange = new SmtpSignIn(words.Length > 1 ? words[1].ToUpperInvariant() : "", post.Options.Accounts);
        var said = words.Length > 2 ? words[2] : null;
        while (exchange.Next(said) is { } challenge)
        {
            await WriteAsync("334 " + challenge, ct);
            if (await lines.LineAsync(ct) is not { } answer)
            {
                return false;
            }

            said = Encoding.ASCII.GetString(answer).TrimEnd();
            post.Hear(said);
        }

        return exchange.IsAgreed
            ? await AnswerAsync(line, "235 2.7.0 Authentication successful", ct, () => user = exchange.User)
            : await AnswerAsync(line, "535 5.7.8 Authentication failed", ct);
    }

    private Task<bool> MailAsync(string line, CancellationToken ct)
    {
        var (path, parameters) = Path(line);
        return post.Options.RequiresAuth && user is null ? AnswerAsync(line, "530 5.7.0 Authentication required", ct)
            : from is not null || path is null ? AnswerAsync(line, "503 5.5.1 Not now", ct)
            : Size(parameters) > post.Options.MostOctets ? AnswerAsync(line, "552 5.3.4 Message size exceeds fixed limit", ct)
            : AnswerAsync(line, "250 2.1.0 Ok", ct, () => (from, mailParameters) = (path, parameters));
    }

    private Task<bool> RcptAsync(string line, CancellationToken ct)
    {
        var (path, parameters) = Path(line);
        return from is null || path is null ? AnswerAsync(line, "503 5.5.1 Not now", ct)
            : post.IsGreylisted(from, path) ? AnswerAsync(line, "450 4.2.0 Greylisted, come back later", ct)
            : AnswerAsync(line, "250 2.1.5 Ok", ct, () =>
            {
                to.Add(path);
                rcptParameters.Add(parameters);
            });
    }

    private async Task<bool> DataAsync(string line, CancellationToken ct)
    {
        if (to.Count == 0)
        {
            return await AnswerAsync(line, "554 5.5.1 No valid recipients", ct);
        }

        var goesOn = false;
        if (!await AnswerAsync(line, "354 End data with <CR><LF>.<CR><LF>", ct, () => goesOn = true) || !goesOn)
        {
            return !goesOn;
        }

        using var message = new MemoryStream();
        while (await lines.LineAsync(ct) is { } next)
        {
            if (next is [(byte)'.', (byte)'\r', (byte)'\n'])
            {
                return await TakeAsync(message.ToArray(), false, ct);
            }

            await message.WriteAsync(next is [(byte)'.', ..] ? next.AsMemory(1) : next, ct);
        }

        return false;
    }

    private async Task<bool> BdatAsync(string line, CancellationToken ct)
    {
        var words = line.Split(' ');
        if (await lines.OctetsAsync(int.Parse(words[1], CultureInfo.InvariantCulture), ct) is not { } octets)
        {
            return false;
        }

        await chunks.WriteAsync(octets, ct);
        return to.Count == 0 ? await AnswerAsync(line, "554 5.5.1 No valid recipients", ct)
            : words.Length > 2 ? await TakeAsync(chunks.ToArray(), true, ct)
            : await AnswerAsync(line, "250 2.0.0 Ok", ct);
    }

    private Task<bool> TakeAsync(byte[] octets, bool isChunked, CancellationToken ct)
    {
        var taken = new PostedMail(from!, [.. to], octets, post.NextQueueId())
        {
            MailParameters = mailParameters,
            RcptParameters = [.. rcptParameters],
            User = user,
            IsProtected = isProtected,
            IsChunked = isChunked,
            Connection = number,
        };
        Forget();
        if (post.Behaviour is { DropsAt: ".", StoresBeforeDrop: true })
        {
            post.Keep(taken);
        }

        return octets.Length > post.Options.MostOctets ? AnswerAsync(".", "552 5.3.4 Message too big", ct) : AnswerAsync(".", "250 2.0.0 Ok: queued as " + taken.QueueId, ct, () => post.Keep(taken));
    }

    private void Forget()
    {
        from = null;
        to.Clear();
        rcptParameters.Clear();
        chunks.SetLength(0);
    }

    /// <summary>Answers as usual or as the behaviour has it, having done what the command asks for if it is granted. False ends the connection.</summary>
    private async Task<bool> AnswerAsync(string line, string usual, CancellationToken ct, Action? grant = null)
    {
        var behaviour = post.Behaviour;
        if (Is(behaviour.DropsAt, line))
        {
            return false;
        }

        if (Is(behaviour.SilentAt, line))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, post.Options.Clock, ct);
        }

        while (Is(behaviour.EndlessAt, line))
        {
            await WriteAsync("250-and another thing", ct);
        }

        var reply = behaviour.Replies.Where(r => Is(r.Key, line)).Select(r => r.Value).FirstOrDefault() ?? usual;
        if (reply is ['1' or '2' or '3', ..])
        {
            grant?.Invoke();
        }

        await WriteAsync(reply, ct);
        post.Mark(new(line, lines.Stream.Received, lines.Stream.Sent));
        return !reply.StartsWith("421", StringComparison.Ordinal);
    }

    private ValueTask WriteAsync(string reply, CancellationToken ct) => lines.Stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"), ct);

    private static bool Is(string? prefix, string line) => prefix is not null && line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (prefix != "." || line == ".");

    private static (string? Path, string Parameters) Path(string line)
    {
        var (open, close) = (line.IndexOf('<', StringComparison.Ordinal), line.IndexOf('>', StringComparison.Ordinal));
        return open < 0 || close < open ? (null, "") : (line[(open + 1)..close], line[(close + 1)..].Trim());
    }

    private static long Size(string parameters) =>
        parameters.Split(' ').FirstOrDefault(p => p.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)) is { } size && long.TryParse(size.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var octets) ? octets : 0;
}
