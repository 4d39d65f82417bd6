using System.Text.Json;
using System.Xml.Linq;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;

namespace Overture.Tests.Audience.Cleaning;

/// <summary>Runs against data that nobody here wrote, where it stands beside the checkout.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Addresses_are_judged_as_the_isemail_set_judges_them()
    {
        if (Locate("isemail/tests.xml") is not { } file)
        {
            return;
        }

        var tests = XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("test").Select(test => (
            Address: ControlsShown(test.Element("address")!.Value),
            Accept: Accepts(test.Element("category")!.Value, test.Element("diagnosis")!.Value))).ToList();

        var wrong = tests.Where(test => CleanEmail.Run(test.Address) is EmailVerdict.Usable != test.Accept).ToList();

        output.WriteLine($"isemail {100.0 * (tests.Count - wrong.Count) / tests.Count:0.0} % ({tests.Count - wrong.Count}/{tests.Count})");
        wrong.ForEach(test => output.WriteLine($"  {(test.Accept ? "refused" : "accepted")}: {JsonSerializer.Serialize(test.Address)}"));
        Assert.True(tests.Count - wrong.Count >= 0.98 * tests.Count);
    }

    [Fact]
    public void Naughty_strings_are_taken_in_every_field_and_kept()
    {
        if (Locate("blns.json") is not { } file)
        {
            return;
        }

        var strings = JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))!;
        var map = MapColumns.Run([.. MergeNames.Fields, "Notes"], []);

        foreach (var naughty in strings)
        {
            var lead = CleanRow.Run(map, [.. Enumerable.Repeat(naughty, map.Columns.Count)]);
            Assert.Equal(naughty, Assert.Single(lead.Extra).Value);
            Assert.Equal(CleanText.Line(naughty).Length == 0 || NoValue.Is(CleanText.Line(naughty)), lead.Title is null);
            Assert.Equal(naughty, MapColumns.Run([naughty], [[naughty]]).Columns[0].Header);
        }

        output.WriteLine($"blns 100.0 % ({strings.Length}/{strings.Length})");
    }

    // The set shows control characters as the pictures U+2400 to U+241F.
    private static string ControlsShown(string address) => string.Concat(address.Select(c => c is >= '\u2400' and <= '\u241F' ? (char)(c - 0x2400) : c));

    private static bool Accepts(string category, string diagnosis) => category switch
    {
        "ISEMAIL_VALID_CATEGORY" or "ISEMAIL_DNSWARN" => true,
        "ISEMAIL_RFC5321" => !diagnosis.Contains("LITERAL", StringComparison.Ordinal),
        _ => false,
    };

    private string? Locate(string name)
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("OVERTURE_CORPORA") ?? Path.Combine(Root(), "..", "shared", "corpora"), name);
        if (File.Exists(file))
        {
            return file;
        }

        output.WriteLine($"{name}: the corpus is absent");
        return null;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Overture.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
