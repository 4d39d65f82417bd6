namespace Overture.Audience.Files;

/// <summary>What a file is by its first bytes, whatever its name says; what is no table is refused with the way out.</summary>
internal static class FileContent
{
    /// <summary>Bytes that are enough to tell.</summary>
    public const int HeadLength = 8 << 10;

    // Signatures of files people mistake for lists, or others want taken for one.
    private static readonly (byte[] Signature, string What)[] Others =
    [
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("MZ"u8.ToArray(), "a program"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ("GIF8"u8.ToArray(), "a picture"),
        ([0x1F, 0x8B], "a gzip archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "an xz archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "a 7z archive"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ("SQLite format 3"u8.ToArray(), "a database"),
        ("{\\rtf"u8.ToArray(), "a Word document"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
    ];

    /// <summary>The kind, from the first bytes.</summary>
    /// <exception cref="FileRefused">It is none of them.</exception>
    public static FileKind Of(ReadOnlySpan<byte> head, string fileName)
    {
        if (head.IsEmpty)
            throw new FileRefused("file", fileName, "it is empty", "Choose a file with at least one line");
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
            return FileKind.Xlsx;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) || IsOldBiff(head))
            return FileKind.Xls;
        foreach (var (signature, what) in Others)
        {
            if (head.StartsWith(signature) && (signature.Length > 3 || head.ContainsAnyInRange((byte)0, (byte)8)))
                throw new FileRefused("file", fileName, $"it is {what}, not a table", "Save the list as CSV or .xlsx and choose that");
        }
        return FileKind.Csv;
    }

    /// <summary>Refuses text that is markup, JSON or no text at all.</summary>
    public static void CheckText(string sample, string fileName)
    {
        var text = sample.AsSpan().TrimStart();
        if (text.IsEmpty)
            throw new FileRefused("file", fileName, "it holds nothing but blanks", "Choose a file with at least one line");
        if (text[0] == '<' && text.Length > 1 && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?'))
            throw Markup(text, fileName);
        if (IsJson(text))
            throw new FileRefused("file", fileName, "it is JSON, not a table", "Convert it to CSV, one record a line");
        if (IsBinary(text[..Math.Min(text.Length, 8_000)]))
            throw new FileRefused("file", fileName, "it is not text and not a workbook", "Save the list as CSV or .xlsx and choose that");
    }

    // BIFF2 to BIFF4: worksheets of Excel before 5.0, a stream without a container.
    private static bool IsOldBiff(ReadOnlySpan<byte> head) =>
        head.Length > 4 && head[0] == 9 && head[1] is 0 or 2 or 4 && head[2] is 4 or 6 && head[3] == 0;

    private static FileRefused Markup(ReadOnlySpan<char> text, string fileName)
    {
        var what = text.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal)
            ? "an Excel 2003 XML spreadsheet"
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && !text.Contains("<html", StringComparison.OrdinalIgnoreCase)
                ? "an XML document"
                : "a web page";
        return new FileRefused("file", fileName, $"it is {what}, whatever its name says", "Open it in a spreadsheet program and save it as .xlsx or CSV");
    }

    private static bool IsJson(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('{' or '['))
            return false;
        var next = text[1..].TrimStart();
        return !next.IsEmpty && (text[0] == '{' ? next[0] == '"' : next[0] is '{' or '[' or '"');
    }

    private static bool IsBinary(ReadOnlySpan<char> text)
    {
        var odd = 0;
        foreach (var c in text)
            odd += c is < ' ' and not ('\t' or '\n' or '\r' or '\f' or '\u0001' or >= '\u001C') or '\uFFFD' or (>= '\u007F' and < '\u00A0') ? 1 : 0;
        return odd * 10 > text.Length;
    }
}
