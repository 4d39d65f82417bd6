namespace Overture.World.PostOffice;

/// <summary>The server's reading: lines that end in CRLF and nothing else, and octets by number.</summary>
internal sealed class SmtpLines(FaultyStream stream)
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    /// <summary>The stream below; another one after STARTTLS, when what was read before it is gone.</summary>
    public FaultyStream Stream { get; private set; } = stream;

    public void Replace(FaultyStream by) => (Stream, start, end) = (by, 0, 0);

    /// <summary>The next line with its CRLF; null at the end of the connection.</summary>
    public async ValueTask<byte[]?> LineAsync(CancellationToken ct)
    {
        byte[] before = [];
        while (true)
        {
            var octets = buffer.AsSpan(start, end - start);
            var at = octets.IndexOf((byte)'\n');
            var length = at < 0 ? octets.Length : at + 1;
            before = [.. before, .. octets[..length]];
            start += length;
            if (before is [.., (byte)'\r', (byte)'\n'])
            {
                return before;
            }

            if (start == end && !await FillAsync(ct))
            {
                return null;
            }
        }
    }

    /// <summary>So many octets; null at the end of the connection.</summary>
    public async ValueTask<byte[]?> OctetsAsync(int count, CancellationToken ct)
    {
        var octets = new byte[count];
        for (var have = 0; have < count;)
        {
            if (start == end && !await FillAsync(ct))
            {
                return null;
            }

            var length = Math.Min(count - have, end - start);
            buffer.AsSpan(start, length).CopyTo(octets.AsSpan(have));
            (start, have) = (start + length, have + length);
        }

        return octets;
    }

    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        (start, end) = (0, await Stream.ReadAsync(buffer, ct));
        return end > 0;
    }
}
