using System.Text;

namespace Overture.Drafting.Export;

/// <summary>Whether an encoding can hold a finished file.</summary>
internal static class EncodingFit
{
    /// <returns>The first character that it lacks, and where that stands; null when it holds them all.</returns>
    public static async Task<(Rune Character, string Where)?> FirstMissing(Finished file, Encoding encoding, CancellationToken ct)
    {
        if (encoding.CodePage is 65001 or 1200 or 1201 or 12000 or 12001)
        {
            return null;
        }

        var strict = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        if (file.Columns.Select(cell => Missing(strict, cell)).FirstOrDefault(rune => rune is not null) is { } inHeader)
        {
            return (inHeader, "the header");
        }

        var line = 0;
        await foreach (var row in file.Rows.WithCancellation(ct))
        {
            line++;
            for (var i = 0; i < row.Count; i++)
            {
                if (Missing(strict, row[i]) is { } rune)
                {
                    return (rune, $"row {line}{(i < file.Columns.Count ? $", column {file.Columns[i]}" : "")}");
                }
            }
        }

        return null;
    }

    private static Rune? Missing(Encoding strict, string cell)
    {
        if (Ascii.IsValid(cell))
        {
            return null;
        }

        try
        {
            _ = strict.GetByteCount(cell);
            return null;
        }
        catch (EncoderFallbackException e)
        {
            return e.CharUnknownLow is not '\0' ? new Rune(e.CharUnknownHigh, e.CharUnknownLow) : Rune.TryCreate(e.CharUnknown, out var rune) ? rune : Rune.ReplacementChar;
        }
    }
}
