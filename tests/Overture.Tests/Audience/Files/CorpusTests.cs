using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>Files as people spoil them: our own always, and where they stand beside the checkout those that nobody here wrote.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Corner_cases_read_as_they_are_meant()
    {
        var own = new CorpusScore("our own corner cases");
        foreach (var (text, meant) in CornerCases)
            own.Count(text, AFile.Of(text).Shown() == meant);
        own.Hold(1);

        if (CorpusScore.Find("csv", "csv-spectrum") is not { } folder)
            return;
        var score = new CorpusScore("csv-spectrum");
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "csvs")).Order(StringComparer.Ordinal))
        {
            var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "json", Path.ChangeExtension(Path.GetFileName(file), ".json"))))!;
            score.Count(Path.GetFileName(file), Equal(expected is JsonArray all ? all : [expected.DeepClone()], file));
        }
        score.Hold(1);
    }

    [Fact]
    public void Dialects_are_found()
    {
        var own = new CorpusScore("our own files, dialects");
        foreach (var file in PollutedFiles.All)
            own.Count(file.Name, AFile.Of(file.Bytes).Inspect().Dialect is var found && (found.Encoding, found.Delimiter, found.Quote, found.Newline)
                == (file.Dialect.Encoding, file.Dialect.Delimiter, file.Dialect.Quote, file.Dialect.Newline));
        own.Hold(1);

        if (CorpusScore.Find("csv", "csvsniffer") is not { } folder)
            return;
        var score = new CorpusScore("csvsniffer");
        foreach (var line in File.ReadLines(Path.Combine(folder, "W3C-CSVW-Dialect_annotations.txt")).Where(l => l.Contains('|', StringComparison.Ordinal)).Skip(1))
        {
            var parts = line.Split('|');
            var file = Path.Combine(folder, "W3C-CSVW", parts[0]);
            if (File.Exists(file))
                score.Count(parts[0], IsAsAnnotated(file, parts));
        }
        score.Hold(0.97);
    }

    [Fact]
    public void Polluted_files_read_as_the_sound_one()
    {
        var own = new CorpusScore("our own polluted files, exact");
        foreach (var file in PollutedFiles.All)
            own.Count(file.Name, Same(file.Rows, Read(AFile.Of(file.Bytes), out _)));
        own.Hold(1);

        if (CorpusScore.Find("csv", "pollock") is { } folder)
            HoldPollock(folder);
    }

    // Files with one line spoiled beyond recovery (see IsWhole) are counted by rows and by the benchmark's points, the others by file.
    private static void HoldPollock(string folder)
    {
        var exact = new CorpusScore("pollock, files exact but for those with a line beyond recovery");
        var all = new CorpusScore("pollock, all files exact");
        var dialects = new CorpusScore("pollock, dialects");
        var rows = new CorpusScore("pollock, rows exact");
        var points = new List<double>();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "csv")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var clean = Clean(Path.Combine(folder, "clean", name));
            var parameters = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "parameters", name + "_parameters.json")))!;
            using var stream = File.OpenRead(file);
            var read = Read(stream, out var found);
            dialects.Count(name, found is null ? read.Count == 0 : HasParameters(found, file, parameters));
            points.Add(Points(clean, read, (int)parameters["header_lines"]! > 0 ? 1 : 0));
            for (var i = 0; i < Math.Max(clean.Count, read.Count); i++)
                rows.Count($"{name}:{i + 1}", i < clean.Count && i < read.Count && clean[i].SequenceEqual(read[i], StringComparer.Ordinal));
            all.Count(name, Same(clean, read));
            if (IsWhole(name))
                exact.Count(name, Same(clean, read));
        }
        CorpusScore.Say(string.Create(CultureInfo.InvariantCulture, $"pollock, the benchmark's own points {points.Average():0.000} of 10 ({points.Count} files)"));
        exact.Hold(0.95);
        dialects.Hold(0.95);
        rows.Hold(0.95);
        all.Hold(0);
        Assert.InRange(points.Average(), 9.5, 10);
    }

    private static readonly (string Text, string Meant)[] CornerCases =
    [
        ("a_1,b_1\n1,\"ha\n\"\"ha\"\"\"\n", "1|ha\n\"ha\""),
        ("a_1,b_1\n1,\"{\"\"x\"\": 1, \"\"y\"\": [2]}\"\n", "1|{\"x\": 1, \"y\": [2]}"),
        ("first,last,city\nAnn,Doe,\"Rome, Italy\"\n", "Ann|Doe|Rome, Italy"),
        ("a_1,b_1,c_1\n1,\"\",\"\"\n2,3,4\n", "1|| / 2|3|4"),
        ("a_1,b_1\r\n1,\"two\r\nlines\"\r\n", "1|two\r\nlines"),
        ("name,city\n日本語,ʤ\n", "日本語|ʤ"),
        ("name,city\nAnn,Rome", "Ann|Rome"),
    ];

    // Of one row a delimiter was taken away, or put in, or all were replaced: what stood there is not in the file any more.
    private static bool IsWhole(string name) =>
        !name.StartsWith("row_less_sep", StringComparison.Ordinal) && !name.StartsWith("row_more_sep", StringComparison.Ordinal)
        && !name.StartsWith("row_field_delimiter", StringComparison.Ordinal);

    private static bool Same(IReadOnlyList<IReadOnlyList<string>> expected, List<IReadOnlyList<string>> read) =>
        expected.Count == read.Count && expected.Zip(read).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));

    private static bool Equal(JsonArray expected, string file)
    {
        using var stream = File.OpenRead(file);
        var text = File.ReadAllText(file);
        var found = InspectFile.Run(stream, Path.GetFileName(file), null, TestContext.Current.CancellationToken);
        var records = ReadFile.Run(stream, found.Dialect, TestContext.Current.CancellationToken).ToList();
        return records.Count == expected.Count && records.Zip(expected).All(pair => pair.Second!.AsObject().Select((field, i) => (field, i)).All(cell =>
            found.Columns[cell.i] == cell.field.Key
            // One answer of the set contradicts its file: what the file does not hold cannot be read from it.
            && (pair.First.Cells[cell.i] == (string?)cell.field.Value || !text.Contains(((string?)cell.field.Value)!.Replace("\"", "\"\"", StringComparison.Ordinal), StringComparison.Ordinal))));
    }

    private static bool IsAsAnnotated(string file, string[] parts)
    {
        using var stream = File.OpenRead(file);
        var dialect = InspectFile.Run(stream, Path.GetFileName(file), null, TestContext.Current.CancellationToken).Dialect;
        var encoding = parts[1] switch { "utf8" => "utf-8", "ansi" => "windows-1252", var other => other };
        var delimiter = parts[2] switch { "comma" => ',', "tab" => '\t', "space" => ' ', "semicolon" => ';', "pipe" or "vslash" => '|', var other => other[0] };
        var quote = parts[3] switch { "doublequote" => '"', "singlequote" => '\'', _ => (char?)null };
        return dialect.Encoding == encoding && dialect.Delimiter == delimiter && dialect.Quote == quote
            && dialect.Newline == Newline(file, parts[5] switch { "crlf" => "\r\n", "cr" => "\r", _ => "\n" });
    }

    // The corpora went through a checkout that turned every CRLF into LF.
    private static string Newline(string file, string annotated) =>
        annotated == "\r\n" && !File.ReadAllBytes(file).AsSpan().Contains((byte)'\r') ? "\n" : annotated;

    private static bool HasParameters(Dialect dialect, string file, JsonNode parameters)
    {
        var text = File.ReadAllText(file);
        return dialect.Delimiter == ((string)parameters["delimiter"]!)[0]
            && dialect.Quote == ((string)parameters["quotechar"]!)[0]
            && ((string)parameters["escapechar"]! != "\\" || dialect.Escape == '\\')
            && dialect.Header == ((int)parameters["header_lines"]! > 0)
            && dialect.SkipLines == (int)parameters["preamble_lines"]!
            && dialect.Newline == (text.Contains('\r', StringComparison.Ordinal) ? (string)parameters["row_delimiter"]! : "\n");
    }

    private static List<IReadOnlyList<string>> Read(Stream stream, out Dialect? dialect)
    {
        dialect = null;
        try
        {
            var found = InspectFile.Run(stream, "leads.csv", null, TestContext.Current.CancellationToken);
            dialect = found.Dialect;
            IEnumerable<IReadOnlyList<string>> header = dialect.Header ? [ReadFile.Header(stream, dialect, TestContext.Current.CancellationToken)] : [];
            return [.. header, .. ReadFile.Run(stream, dialect, TestContext.Current.CancellationToken).Where(r => r.Rejected is null).Select(r => r.Cells)];
        }
        catch (FileRefused)
        {
            return [];
        }
    }

    // The clean files are plain RFC 4180, read here without any of our code.
    private static List<IReadOnlyList<string>> Clean(string file)
    {
        var rows = new List<IReadOnlyList<string>>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var text = File.ReadAllText(file);
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
                End(c == '\n');
            else if (quoted || c != '\r')
                cell.Append(c);
        }
        if (cell.Length > 0 || cells.Count > 0)
            End(true);
        return rows;

        void End(bool row)
        {
            cells.Add(cell.ToString());
            cell.Clear();
            if (!row)
                return;
            rows.Add([.. cells]);
            cells.Clear();
        }
    }

    // One for reading it at all, three each (precision, recall, F1) for header, records and cells, as the benchmark counts.
    private static double Points(List<IReadOnlyList<string>> clean, List<IReadOnlyList<string>> read, int header) =>
        1 + Match(clean.Take(header).SelectMany(r => r), read.Take(header).SelectMany(r => r))
        + Match(clean.Skip(header).Select(r => string.Concat(r)), read.Skip(header).Select(r => string.Concat(r)))
        + Match(clean.Skip(header).SelectMany(r => r), read.Skip(header).SelectMany(r => r));

    private static double Match(IEnumerable<string> clean, IEnumerable<string> read)
    {
        var expected = clean.GroupBy(c => c, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var found = read.ToList();
        var all = expected.Values.Sum();
        if (all == 0)
            return 3;
        double right = found.GroupBy(c => c, StringComparer.Ordinal).Sum(g => Math.Min(g.Count(), expected.GetValueOrDefault(g.Key)));
        return right == 0 ? 0 : right / all + right / found.Count + 2 * right / (all + found.Count);
    }
}
