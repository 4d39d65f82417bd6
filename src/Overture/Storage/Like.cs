namespace Overture.Storage;

/// <summary>Patterns for LIKE over lower(column), with a backslash as the escape.</summary>
internal static class Like
{
    /// <summary>What holds the text, in any case of letters; SQLite's own lower() knows no letters but those of ASCII.</summary>
    public static string Holding(AppDb db, string text) => "%" + Escape(db.IsSqlite ? AsciiLower(text.Trim()) : text.Trim().ToLowerInvariant()) + "%";

    private static string AsciiLower(string text) => string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
