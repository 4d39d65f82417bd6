using System.CommandLine;
using Overture.Web;

namespace Overture.Audience;

/// <summary>How a file is to be read, as the command line says it: the options that <c>inspect file</c> and <c>write</c> share.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<string?> encoding = new("--encoding") { Description = "The encoding, as utf-8, windows-1252, shift_jis." };
    private readonly Option<string?> delimiter = new("--delimiter") { Description = "What stands between the cells; tab for a tab." };
    private readonly Option<string?> quote = new("--quote") { Description = "What wraps a cell; none when nothing does." };
    private readonly Option<string?> escape = new("--escape") { Description = "What makes a quote within a cell harmless: the quote itself, or a backslash." };
    private readonly Option<string?> newline = new("--newline") { Description = "How lines end: crlf, lf or cr." };
    private readonly Option<bool> header = new("--header") { Description = "The first row names the columns." };
    private readonly Option<bool> noHeader = new("--no-header") { Description = "The first row is data." };
    private readonly Option<int?> headerRows = new("--header-rows") { Description = "How many rows name the columns; their cells are joined." };
    private readonly Option<int?> skipLines = new("--skip-lines") { Description = "Lines above the table that are no part of it." };
    private readonly Option<string?> sheet = new("--sheet") { Description = "The sheet of a workbook, by name." };
    private readonly Option<bool> repair = new("--repair-mojibake") { Description = "Repair text that was read in the wrong encoding and saved again." };
    private readonly Option<string[]> column = new("--column") { Description = "What a column means, as \"Firma=company\" or \"#2=company\"; \"Notes=\" for nothing. As often as needed." };

    public void AddTo(Command command)
    {
        Option[] all = [encoding, delimiter, quote, escape, newline, header, noHeader, headerRows, skipLines, sheet, repair, column];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>Null when everything is to be found.</summary>
    /// <exception cref="Refused">Names the option, its value and the cure.</exception>
    public ImportChoice? Read(ParseResult parsed) => new ImportOptions
    {
        Encoding = parsed.GetValue(encoding),
        Delimiter = parsed.GetValue(delimiter),
        Quote = parsed.GetValue(quote),
        Escape = parsed.GetValue(escape),
        Newline = parsed.GetValue(newline),
        Header = Header(parsed.GetValue(header), parsed.GetValue(noHeader)),
        HeaderRows = parsed.GetValue(headerRows),
        SkipLines = parsed.GetValue(skipLines),
        Sheet = parsed.GetValue(sheet),
        RepairMojibake = parsed.GetValue(repair) ? true : null,
        Columns = Columns(parsed.GetValue(column) ?? []),
    }.Choice();

    private static bool? Header(bool yes, bool no) => (yes, no) switch
    {
        (true, true) => throw new Refused("--no-header", null, "it says the opposite of --header", "Give one of the two"),
        (true, _) => true,
        (_, true) => false,
        _ => null,
    };

    private static Dictionary<string, string?>? Columns(string[] given)
    {
        var columns = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var at = text.LastIndexOf('=');
            columns[at > 0 ? text[..at] : throw new Refused("--column", Problem.Shown(text), "it names no field", "Write it as Firma=company, or #2=company for the second column")] = text[(at + 1)..].Trim();
        }

        return columns.Count > 0 ? columns : null;
    }
}
