using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Imap;

/// <summary>Reads responses one by one. Whatever comes, it holds at most <see cref="ImapOptions.ResponseLimit"/> octets of it and fails with nothing but a <see cref="MailException"/>.</summary>
internal sealed class ImapReader(WireConnection wire, ImapOptions options)
{
    private const int MostEmptyLines = 100;
    private const ulong LongestLiteral = 1L << 40;

    private readonly Dictionary<string, byte[]> oddNames = new(StringComparer.Ordinal);

    /// <summary>Folder names are UTF-8, because UTF8=ACCEPT is enabled (RFC 6855 §3).</summary>
    public bool HasUtf8Names { get; set; }

    /// <summary>Names of folders that could not be written as they came, and how they came.</summary>
    public IReadOnlyDictionary<string, byte[]> OddNames => oddNames;

    /// <summary>The next response. Empty lines are passed over, and so is the rest of a list that a line end cut in two.</summary>
    /// <param name="content">Takes the first content of a message, as it comes, instead of memory. Null: nothing is streamed.</param>
    public async ValueTask<ImapResponse> ReadAsync(ImapStreaming? content, CancellationToken ct)
    {
        var line = await wire.ReadLineAsync(options.ResponseLimit, ct);
        for (var empty = 0; line.Span.IndexOfAnyExcept(" )"u8) < 0; line = await wire.ReadLineAsync(options.ResponseLimit, ct))
        {
            if (++empty > MostEmptyLines)
            {
                throw Malformed("nothing but empty lines");
            }
        }

        if (line.Span[0] == (byte)'+')
        {
            return new ImapResponse.Continuation(ImapText.Decode(line.Span[1..].TrimStart((byte)' ')));
        }

        return line.Span[0] == (byte)'*' ? AtOnce(line.Span[1..]) ?? await ValuesAsync(line[1..], content, ct) : Tagged(line.Span);
    }

    private static ImapResponse.Tagged Tagged(ReadOnlySpan<byte> line)
    {
        var whole = line;
        var tag = Octets.Word(ref line);
        return ReplyReading.Status(Octets.Word(ref line)) is { } status and not (ImapStatus.Bye or ImapStatus.Preauth)
            ? new(ImapText.Decode(tag), ReplyReading.Read(status, line))
            : throw Malformed($"\"{Start(whole)}\"");
    }

    /// <summary>A status, whose text is no values, or the numbers of a search, which may be many; null where it is neither.</summary>
    private static ImapResponse.Untagged? AtOnce(ReadOnlySpan<byte> rest)
    {
        var word = Octets.Word(ref rest);
        if (ReplyReading.Status(word) is { } status)
        {
            return new(new ImapUntagged.Status(ReplyReading.Read(status, rest)), false);
        }

        return Ascii.EqualsIgnoreCase(word, "SEARCH"u8) && Numbers(rest) is { } found ? new(new ImapUntagged.Search(new(found, false)), false) : null;
    }

    private static ImapIdSet? Numbers(ReadOnlySpan<byte> rest)
    {
        var numbers = new List<uint>();
        while (!rest.IsEmpty)
        {
            if (!Utf8Parser.TryParse(rest, out uint number, out var read) || number == 0 || (read < rest.Length && rest[read] != (byte)' '))
            {
                return null;
            }

            numbers.Add(number);
            rest = rest[read..].TrimStart((byte)' ');
        }

        return ImapIdSet.Of(numbers);
    }

    private async ValueTask<ImapResponse> ValuesAsync(ReadOnlyMemory<byte> line, ImapStreaming? content, CancellationToken ct)
    {
        var parser = new ValueParser(options.DepthLimit);
        try
        {
            long left = options.ResponseLimit - line.Length;
            for (var literal = parser.Feed(line.Span); literal is { } length; literal = parser.Feed(line.Span))
            {
                left -= await LiteralAsync(parser, length, left, content, ct);
                line = await wire.ReadLineAsync((int)Math.Max(left, 0), ct);
                left -= line.Length + 64; // what a value costs, so that many empty literals do not count as nothing
            }

            return new ImapResponse.Untagged(UntaggedReading.Read(parser.Top, Name), parser.IsMended);
        }
        catch (FormatException e)
        {
            throw new MailException(MailFailure.Malformed, $"The server sent {e.Message}.", e);
        }
    }

    /// <summary>Reads a literal to its end and gives what is kept of it, in octets.</summary>
    private async ValueTask<int> LiteralAsync(ValueParser parser, ulong length, long left, ImapStreaming? content, CancellationToken ct)
    {
        if (length > LongestLiteral)
        {
            throw Malformed($"a literal of {length} octets");
        }

        var streamed = content is { IsOpen: true } && parser.IsAtContent;
        var kept = streamed ? [] : new byte[Math.Min((long)length, Math.Clamp(left, 0, options.LiteralLimit))];
        for (var read = 0; read < kept.Length;)
        {
            read += await wire.ReadAsync(kept.AsMemory(read), ct);
        }

        await RestAsync((long)length - kept.Length, streamed ? content : null, ct);
        parser.Add(kept, length);
        return kept.Length;
    }

    private async ValueTask RestAsync(long rest, ImapStreaming? content, CancellationToken ct)
    {
        if (rest == 0 && content is null)
        {
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            for (; rest > 0;)
            {
                var read = await wire.ReadAsync(buffer.AsMemory(0, (int)Math.Min(rest, buffer.Length)), ct);
                await (content?.Into.WriteAsync(buffer.AsMemory(0, read), ct) ?? ValueTask.CompletedTask);
                rest -= read;
            }

            content?.IsOpen = false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string Name(ImapValue value)
    {
        var sent = value.AsString();
        if (HasUtf8Names)
        {
            return sent;
        }

        if (Ascii.IsValid(value.Octets.Span) && ModifiedUtf7.Decode(sent) is { } decoded)
        {
            return decoded;
        }

        if (oddNames.Count < options.UntaggedLimit)
        {
            oddNames[sent] = value.Octets.ToArray();
        }

        return sent;
    }

    private static MailException Malformed(string what) => new(MailFailure.Malformed, $"The server sent {what}, which is no IMAP.");

    private static string Start(ReadOnlySpan<byte> line) => ImapText.Decode(line[..Math.Min(line.Length, 60)]).ReplaceLineEndings(" ");
}
