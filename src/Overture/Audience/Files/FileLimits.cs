namespace Overture.Audience.Files;

/// <summary>Where a file stops being a list of people and becomes a bomb. Reading stays within 200 MB of memory.</summary>
internal static class FileLimits
{
    /// <summary>Characters of one record (8 MB of memory).</summary>
    public const int RecordLength = 4 << 20;

    /// <summary>Characters searched for the end of one quoted cell before its quote counts as torn.</summary>
    public const int QuotedLength = 1 << 20;

    /// <summary>The widest sheet of Excel (column XFD).</summary>
    public const int Columns = 16_384;

    /// <summary>Bytes the dialect is found from.</summary>
    public const int Sample = 1 << 20;

    /// <summary>Bytes searched for the first character beyond ASCII, which tells the encoding.</summary>
    public const int EncodingSearch = 256 << 20;

    /// <summary>Empty rows listed one by one; of a longer run the rest is one entry.</summary>
    public const int EmptyRows = 1_000;

    public const long Inflated = 200_000_000;

    /// <summary>Bytes of a workbook's shared strings, which are held in memory whole.</summary>
    public const long SharedStrings = 50_000_000;

    public const int Ratio = 100;

    public const int Entries = 1_000;

    /// <summary>Rows times columns of a sheet, from its corner to its last cell.</summary>
    public const long SheetArea = 200_000_000;

    /// <summary>Bytes of an Excel 97 workbook, whose strings are held in memory whole.</summary>
    public const long Xls = 64_000_000;
}
