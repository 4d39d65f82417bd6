namespace Overture.Tests.Drafting.Export;

/// <summary>Texts that break a careless spreadsheet writer.</summary>
internal static class Naughty
{
    public static readonly string[] Texts =
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1+1", "\t=1+1", "'quoted", "007", "0", "1e5", "+49 30 1234", "-5", "TRUE", "#N/A", "2024-01-02", "1/2",
        " leading and trailing ", "   ", "\n", "line\nline", "line\r\nline\r", "tab\tin", "<b>&amp;\"'</b>", "]]>", "<!-- -->",
        "_x0041_", "_x0041_x0042_", "_x005F_", "_x00e9_", "__x0041__", "_x0041\u0001", "_x0041\uD800", "_x0041😀", "_x004_", "_X0041_", "_",
        "\u0000", "a\u0001b\u001f", "\u007f\u0085", "\uFFFE\uFFFF", "\uD800", "\uDC00", "\uDC00\uD800", "😀👩‍👩‍👧‍👦", "مرحبا بالعالم", "\u202Eright to left\u202C", "日本語のテキスト", "Zürich café", "Z͑ͫ̓ͪ̂", "\u200B\u00A0", "\uFEFF",
    ];
}
