namespace Overture.Audience.Files;

/// <summary>Whether the XML of a sheet, looked at piece by piece, holds columns without a width or errors as values.</summary>
internal sealed class SheetOddities
{
    private readonly CountBytes columns = new(" min=\""u8);
    private readonly CountBytes widths = new(" width=\""u8);
    private readonly CountBytes errors = new(" t=\"e\""u8);

    public bool Any => errors.Count > 0 || columns.Count > widths.Count;

    public void Look(ReadOnlySpan<byte> piece)
    {
        columns.Look(piece);
        widths.Look(piece);
        errors.Look(piece);
    }

    /// <summary>Counts a word in bytes that come in pieces, also where it stands across two of them.</summary>
    private sealed class CountBytes
    {
        private readonly byte[] word;
        private readonly byte[] seam;
        private int kept;

        public CountBytes(ReadOnlySpan<byte> word)
        {
            this.word = word.ToArray();
            seam = new byte[2 * (word.Length - 1)];
        }

        public int Count { get; private set; }

        public void Look(ReadOnlySpan<byte> piece)
        {
            var begun = piece[..Math.Min(word.Length - 1, piece.Length)];
            begun.CopyTo(seam.AsSpan(kept));
            Count += seam.AsSpan(0, kept + begun.Length).Count(word) + piece.Count(word);
            var end = piece[^begun.Length..];
            end.CopyTo(seam);
            kept = end.Length;
        }
    }
}
