using System.CommandLine;
using System.Text;
using System.Text.Json;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Web;

namespace Overture.Audience;

/// <summary><c>overture inspect file FILE</c>: what an import makes of it, without a database.</summary>
internal static class InspectVerb
{
    private const int FirstRows = 5;
    private const int ShownLength = 60;

    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE");
        var json = new Option<bool>("--json") { Description = "Print what was found as one JSON object." };
        var table = new Option<FileInfo?>("--out") { Description = "Write the decoded table, line for line, as CSV." };
        var leads = new Option<FileInfo?>("--leads") { Description = "Write the cleaned leads as CSV." };
        var reading = new ReadingOptions();
        var inspect = new Command("file", "Show what an import makes of a file.") { file, json, table, leads };
        reading.AddTo(inspect);
        inspect.SetAction((parsed, ct) => Task.FromResult(Run(() => reading.Read(parsed), new(parsed.GetRequiredValue(file), parsed.GetValue(json), parsed.GetValue(table), parsed.GetValue(leads)), ct)));
        return new Command("inspect", "Look at something without changing anything.") { inspect };
    }

    private static int Run(Func<ImportChoice?> choice, Wanted wanted, CancellationToken ct)
    {
        try
        {
            using var stream = wanted.File.OpenRead();
            var (found, map) = LookAtFile.Run(stream, wanted.File.Name, choice(), ct);
            var (lines, rejected) = Read(stream, found, map, wanted.Table, wanted.Leads, ct);
            Console.WriteLine(wanted.Json ? AsJson(found, map, lines, rejected) : AsText(wanted.File, found, map, lines, rejected));
            return 0;
        }
        catch (Exception e) when (e is FileRefused or Refused or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static (int Lines, List<FileRecord> Rejected) Read(Stream stream, Inspection found, ColumnMap map, FileInfo? table, FileInfo? leads, CancellationToken ct)
    {
        using var tableCsv = Csv(table);
        using var leadsCsv = Csv(leads);
        var (lines, rejected) = (0, new List<FileRecord>());
        if (found.Dialect.Header)
        {
            Record(tableCsv, found.Columns);
        }

        Record(leadsCsv, [.. MergeNames.Fields, "identity", "cannot_be_mailed"]);
        foreach (var record in ReadFile.Run(stream, found.Dialect, ct))
        {
            if (record.Rejected is not null)
            {
                rejected.Add(record);
                continue;
            }

            lines++;
            Record(tableCsv, record.Cells);
            if (leadsCsv is not null)
            {
                var lead = CleanRow.Run(map, record.Cells);
                Record(leadsCsv, [lead.FirstName, lead.LastName, lead.FullName, lead.Email, lead.Company, lead.Title, lead.Url, lead.LinkedIn, lead.Phone, lead.City, lead.Country, lead.Zone, lead.Identity, lead.Unmailable]);
            }
        }

        return (lines, rejected);
    }

    private static StreamWriter? Csv(FileInfo? file) => file is null ? null : new(file.Create());

    private static void Record(StreamWriter? csv, IEnumerable<string?> cells)
    {
        if (csv is not null)
        {
            var text = new StringBuilder();
            CsvText.Add(text, cells);
            csv.Write(text);
        }
    }

    private static string AsJson(Inspection found, ColumnMap map, int lines, List<FileRecord> rejected) => JsonSerializer.Serialize(new
    {
        found.Dialect.Encoding,
        Delimiter = found.Dialect.Delimiter.ToString(),
        Quote = found.Dialect.Quote?.ToString() ?? "",
        Escape = found.Dialect.Escape?.ToString() ?? "",
        found.Dialect.Newline,
        found.Dialect.Header,
        HeaderRows = found.Dialect.Header ? found.Dialect.HeaderRows : 0,
        found.Dialect.Kind,
        found.Dialect.SkipLines,
        found.Dialect.Sheet,
        found.Sheets,
        found.MojibakeSuspected,
        found.MojibakeExample,
        Warnings = ColumnWarnings.Of(map),
        Columns = map.Columns.Select(column => new { column.Header, Field = column.Field, column.MergeName }),
        Lines = lines,
        Rejected = rejected.Select(record => new { Line = record.LineNumber, Reason = record.Rejected }),
        found.FirstRows,
    }, AudienceJson.Options);

    private static string AsText(FileInfo file, Inspection found, ColumnMap map, int lines, List<FileRecord> rejected)
    {
        var dialect = found.Dialect;
        var how = dialect.Kind is FileKind.Csv
            ? $"text, {dialect.Encoding}, delimiter {Shown(dialect.Delimiter)}, quote {(dialect.Quote is { } quote ? Shown(quote) : "none")}, lines end with {Shown(dialect.Newline)}, {(dialect.Header ? "with a header" : "no header")}"
            : $"workbook ({dialect.Kind}), sheet {dialect.Sheet} of {string.Join(", ", found.Sheets)}, {(dialect.Header ? "with a header" : "no header")}";
        string[] text =
        [
            $"{file.Name}: {how}",
            $"{lines:N0} lines, {rejected.Count:N0} rejected",
            .. map.Columns.Select(column => $"  {column.Header} -> {(column.Field is { } field ? MergeNames.Of(field) : "kept as it is")} ({{{{{column.MergeName}}}}})"),
            .. ColumnWarnings.Of(map).Select(warning => $"  {warning}"),
            .. found.MojibakeSuspected ? [$"  The text looks like UTF-8 read as Windows-1252 ({found.MojibakeExample}): --repair-mojibake repairs it"] : Array.Empty<string>(),
            "First rows:",
            .. found.FirstRows.Take(FirstRows).Select(row => "  " + string.Join(" | ", row.Select(Shown))),
            .. rejected.Take(20).Select(record => $"  line {record.LineNumber}: {record.Rejected}"),
        ];
        return string.Join(Environment.NewLine, text);
    }

    private static string Shown(char c) => c switch { '\t' => "tab", ' ' => "blank", _ => c.ToString() };

    private static string Shown(string text) => text switch
    {
        "\r\n" => "CRLF",
        "\n" => "LF",
        "\r" => "CR",
        _ => CleanText.Line(text) is { Length: > ShownLength } line ? $"{line.AsSpan(0, ShownLength)}…" : CleanText.Line(text),
    };

    private sealed record Wanted(FileInfo File, bool Json, FileInfo? Table, FileInfo? Leads);
}
