namespace Overture.Web.Outbound;

/// <summary>The first bytes of a body, decoded from any content encoding, and whether more would have come.</summary>
internal sealed record BoundedBody(byte[] Bytes, bool Cut)
{
    /// <summary>Reads at most <paramref name="max"/> bytes and keeps them; the rest is neither read nor decompressed.</summary>
    public static async Task<BoundedBody> ReadAsync(HttpContent content, int max, CancellationToken ct)
    {
        await using var body = await content.ReadAsStreamAsync(ct);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (kept.Length <= max)
        {
            var read = await body.ReadAsync(buffer, ct);
            if (read == 0)
            {
                return new(kept.ToArray(), Cut: false);
            }

            kept.Write(buffer, 0, read);
        }

        return new(kept.GetBuffer()[..max], Cut: true);
    }
}
