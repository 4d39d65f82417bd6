using System.Buffers;

namespace Overture.Drafting.Export;

/// <summary>Cells that a spreadsheet would run when it opens a CSV file, and how they are disarmed (OWASP: CSV injection).</summary>
internal static class Formula
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789 .,");

    /// <summary>A leading apostrophe before <c>= + - @</c>, their full-width forms, tab and line ends; plain signed numbers stay as they are.</summary>
    public static string Disarm(string cell) => IsRun(cell) ? "'" + cell : cell;

    public static bool IsRun(string cell) => cell.Length > 0 && cell[0] switch
    {
        '=' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' => true,
        '+' or '-' => !IsNumber(cell.AsSpan(1)),
        _ => false,
    };

    private static bool IsNumber(ReadOnlySpan<char> digits) => digits.Length > 0 && !digits.ContainsAnyExcept(Number);
}
