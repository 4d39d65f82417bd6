using System.Text;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>One sound list, and the ways in which real files spoil it: each is to read as the sound one.</summary>
internal static class PollutedFiles
{
    private static readonly string[] Header = ["first_name", "company", "email", "joined", "employees", "note"];

    private static readonly string[][] People =
    [
        ["Ann", "Acme, Inc.", "ann@acme.example", "2021-03-04", "12", "likes tea"],
        ["Bob", "Globex", "bob@globex.example", "2020-11-30", "1500", "wants a 5\" pipe, soon"],
        ["Zoë", "Müller & Söhne", "zoe@mueller.example", "2019-01-02", "48", ""],
        ["Dan", "Initech", "dan@initech.example", "2022-06-17", "7", "said \"no\", then \"maybe\""],
        ["Eve", "O'Hara Ltd", "eve@ohara.example", "2018-09-09", "230", "don't call, write"],
        ["Finn", "Hooli", "finn@hooli.example", "2023-02-28", "90000", "two\nlines"],
        ["Gil", "Umbrella; Sons", "gil@umbrella.example", "2017-12-24", "64", "a|b, c;d"],
        ["Hana", "Stark", "hana@stark.example", "2024-05-05", "3", "plain"],
    ];

    private static readonly string[][] Whole = [Header, .. People];

    /// <summary>What was done to the list, its bytes, the rows it is to read as (the header first), and how it is written.</summary>
    internal sealed record Polluted(string Name, byte[] Bytes, IReadOnlyList<IReadOnlyList<string>> Rows, Dialect Dialect);

    public static IReadOnlyList<Polluted> All { get; } = [.. Delimiters(), .. Quotes(), .. Lines(), .. Headers(), .. Above(), .. Encodings(), .. StrayQuotes()];

    private static Polluted Of(string name, string text, Dialect? dialect = null, IEnumerable<IReadOnlyList<string>>? rows = null) =>
        new(name, TextEncodings.Get((dialect ?? new()).Encoding).GetBytes(text), [.. rows ?? Whole], dialect ?? new());

    private static IEnumerable<Polluted> Delimiters()
    {
        foreach (var delimiter in new[] { ",", ";", "\t", "|", ", ", "; " })
            yield return Of($"delimiter {delimiter}", Text(Whole, delimiter), new Dialect { Delimiter = delimiter[0], SkipInitialSpace = delimiter.Length > 1 });
        yield return Of("sep=", "sep=;\n" + Text(Whole, ";"), new Dialect { Delimiter = ';' });
        yield return Of("every cell quoted", Text(Whole, quotes: _ => true));
    }

    private static IEnumerable<Polluted> Quotes()
    {
        var single = new Dialect { Quote = '\'', Escape = '\'' };
        yield return Of("single quotes", Text(Whole, quote: '\''), single);
        yield return Of("single quotes around doubled ones", Text(Whole).Replace("\"\"", "\u0001", StringComparison.Ordinal).Replace('"', '\'').Replace("\u0001", "\"\"", StringComparison.Ordinal), single);
        yield return Of("quotes escaped by a backslash", Text(Whole).Replace("\"\"", "\\\"", StringComparison.Ordinal), new Dialect { Escape = '\\' });
        // "said "no", then" could be two cells as well: nobody can tell.
        var clear = Whole.Where(row => !row[^1].Contains("\",", StringComparison.Ordinal)).ToList();
        yield return Of("quotes within quotes not escaped", Text(clear).Replace("\"\"", "\"", StringComparison.Ordinal), rows: clear);
    }

    private static IEnumerable<Polluted> Lines()
    {
        yield return Of("CRLF", Text(Whole).Replace("\n", "\r\n", StringComparison.Ordinal), new Dialect { Newline = "\r\n" }, Whole.Select(row => row.Select(cell => cell.Replace("\n", "\r\n", StringComparison.Ordinal)).ToList()));
        yield return Of("CR", Text(Whole).Replace('\n', '\r'), new Dialect { Newline = "\r" }, Whole.Select(row => row.Select(cell => cell.Replace('\n', '\r')).ToList()));
        yield return Of("no newline at the end", Text(Whole).TrimEnd('\n'));
        yield return Of("two newlines at the end", Text(Whole) + "\n");
    }

    private static IEnumerable<Polluted> Headers()
    {
        yield return Of("no header", Text(People), rows: People);
        yield return Of("a header alone", Text([Header]), rows: [Header]);
        yield return Of("one row", Text(Whole[..2]), rows: Whole[..2]);
        yield return Of("a header of two rows", Text([Header, .. Whole]), rows: [[.. Header.Select(name => $"{name} {name}")], .. People]);
        yield return Of("a header of three rows", Text([Header, Header, .. Whole]), rows: [[.. Header.Select(name => $"{name} {name} {name}")], .. People]);
        string[] group = ["Person", "", "", "Firm", "", ""];
        string[] names = ["Name", "Company", "E-mail", "Date", "Employees", "Notes"];
        yield return Of("groups above the header", Text([group, names, .. People]), rows: [["Person Name", "Company", "E-mail", "Firm Date", "Employees", "Notes"], .. People]);
    }

    private static IEnumerable<Polluted> Above()
    {
        yield return Of("a title above", "Leads of May,,,,,\n,,,,,\n" + Text(Whole));
        yield return Of("a comment above", "# exported by hand\n\n" + Text(Whole));
    }

    private static IEnumerable<Polluted> Encodings()
    {
        foreach (var encoding in new[] { "utf-8", "utf-16le", "utf-16be" })
        {
            var file = Of($"{encoding} with its mark", Text(Whole), new Dialect { Encoding = encoding, Bom = true });
            yield return file with { Bytes = [.. TextEncodings.Get(encoding).GetPreamble(), .. file.Bytes] };
        }
        yield return Of("windows-1252", Text(Whole), new Dialect { Encoding = "windows-1252" });
    }

    // A quote too many before any one cell of any one row stays as text of that cell.
    private static IEnumerable<Polluted> StrayQuotes()
    {
        for (var i = 0; i < Whole.Length; i++)
        {
            for (var j = 0; j < Header.Length; j++)
            {
                if (NeedsQuotes(Whole[i][j], ",", '"') || Whole[i][j].Length == 0)
                    continue;
                var rows = Whole.Select(row => (string[])row.Clone()).ToArray();
                rows[i][j] = $"\"{rows[i][j]}";
                yield return Of($"a quote too many at {i},{j}", Text(rows, quotes: cell => NeedsQuotes(cell.TrimStart('"'), ",", '"'), bare: cell => cell.StartsWith('"')), rows: rows);
            }
        }
    }

    private static string Text(IEnumerable<string[]> rows, string delimiter = ",", char quote = '"', Predicate<string>? quotes = null, Predicate<string>? bare = null)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(delimiter, row.Select(cell => bare?.Invoke(cell) == true || !(quotes?.Invoke(cell) ?? NeedsQuotes(cell, delimiter, quote)) ? cell
                : $"{quote}{cell.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}")).Append('\n');
        return text.ToString();
    }

    private static bool NeedsQuotes(string cell, string delimiter, char quote) => cell.AsSpan().ContainsAny([delimiter[0], quote, '\n', '"']);
}
