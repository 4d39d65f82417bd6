using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>Real and polluted files that nobody here wrote, where they stand beside the checkout.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const string Absent = "corpora absent: nothing scored";

    [Fact]
    public void Every_corner_case_of_csv_spectrum_reads_as_its_JSON_says()
    {
        if (Folder("csv-spectrum") is not { } folder)
            return;
        var score = new Score("csv-spectrum");
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "csvs")).Order(StringComparer.Ordinal))
        {
            var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "json", Path.ChangeExtension(Path.GetFileName(file), ".json"))))!;
            score.Count(file, Equal(expected is JsonArray all ? all : [expected.DeepClone()], file));
        }
        Report(score, 1);
    }

    [Fact]
    public void The_dialects_of_real_files_are_found()
    {
        if (Folder("csvsniffer") is not { } folder)
            return;
        var score = new Score("csvsniffer");
        foreach (var line in File.ReadLines(Path.Combine(folder, "W3C-CSVW-Dialect_annotations.txt")).Where(l => l.Contains('|', StringComparison.Ordinal)).Skip(1))
        {
            var parts = line.Split('|');
            var file = Path.Combine(folder, "W3C-CSVW", parts[0]);
            if (File.Exists(file))
                score.Count(file, IsAsAnnotated(file, parts));
        }
        Report(score, 0.97);
    }

    // Where the clean form cannot be had from the file, or only by dropping lines, the cells that are right count, as in the benchmark itself.
    [Fact]
    public void Polluted_files_read_as_their_clean_form()
    {
        if (Folder("pollock") is not { } folder)
            return;
        var exact = new Score("pollock, files exact where the clean form can be had from the file");
        var dialects = new Score("pollock, dialects");
        var rows = new Score("pollock, rows exact");
        var points = new List<double>();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "csv")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var clean = Clean(Path.Combine(folder, "clean", name));
            var parameters = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "parameters", name + "_parameters.json")))!;
            var read = Read(file, out var found);
            dialects.Count(file, found is null ? read.Count == 0 : HasParameters(found, file, parameters));
            points.Add(Points(clean, read, (int)parameters["header_lines"]! > 0 ? 1 : 0));
            for (var i = 0; i < Math.Max(clean.Count, read.Count); i++)
                rows.Count($"{name}:{i + 1}", i < clean.Count && i < read.Count && clean[i].SequenceEqual(read[i], StringComparer.Ordinal));
            if (IsRecoverable(name))
                exact.Count(file, clean.Count == read.Count && clean.Zip(read).All(p => p.First.SequenceEqual(p.Second, StringComparer.Ordinal)));
        }
        Report(exact, 0.95);
        Report(dialects, 0.95);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pollock, the benchmark's own points {points.Average():0.000} of 10 ({points.Count} files)"));
        Assert.InRange(points.Average(), 9.5, 10);
        Report(rows, 0.95);
    }

    // The polluter took a delimiter away, put one in, set one row in another dialect, or cut by blanks what is full of bare blanks:
    // the clean form is no longer in the file. Of several tables one below the other the clean form has the first alone; we lose no line.
    private static bool IsRecoverable(string name) =>
        name is not "file_field_delimiter_0x20.csv" && !name.StartsWith("file_multitable", StringComparison.Ordinal) &&
        !name.StartsWith("row_less_sep", StringComparison.Ordinal) && !name.StartsWith("row_more_sep", StringComparison.Ordinal)
        && !name.StartsWith("row_field_delimiter", StringComparison.Ordinal);

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

    private static List<IReadOnlyList<string>> Read(string file, out Dialect? dialect)
    {
        dialect = null;
        using var stream = File.OpenRead(file);
        try
        {
            var found = InspectFile.Run(stream, Path.GetFileName(file), null, TestContext.Current.CancellationToken);
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

    private void Report(Score score, double aim)
    {
        output.WriteLine(score.ToString());
        foreach (var miss in score.Missed.Take(12))
            output.WriteLine($"  missed: {Path.GetFileName(miss)}");
        Assert.True(score.Share >= aim, $"{score}, aim {aim:P0}");
    }

    private string? Folder(string set)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("OVERTURE_CORPORA") ?? Path.Combine(Root(), "..", "shared", "corpora"), "csv", set);
        if (Directory.Exists(folder))
            return folder;
        output.WriteLine($"{set}: {Absent}");
        return null;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Overture.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside their repository.");
    }

    private sealed class Score(string set)
    {
        private int all;

        public List<string> Missed { get; } = [];

        public double Share => all == 0 ? 0 : (double)(all - Missed.Count) / all;

        public void Count(string what, bool right)
        {
            all++;
            if (!right)
                Missed.Add(what);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{set} {100 * Share:0.0} % ({all - Missed.Count}/{all})");
    }
}
