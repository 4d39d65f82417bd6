using System.Text.Json;
using System.Xml.Linq;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;
using Overture.Tests.Drafting.Export;

namespace Overture.Tests.Audience.Cleaning;

/// <summary>Addresses and naughty strings: our own always, and where they stand beside the checkout those that nobody here wrote.</summary>
public class CorpusTests
{
    [Fact]
    public void Addresses_are_judged_as_a_careful_sender_judges_them()
    {
        var own = new CorpusScore("our own addresses");
        foreach (var (address, accept) in Addresses)
        {
            own.Count(JsonSerializer.Serialize(address), CleanEmail.Run(address) is EmailVerdict.Usable == accept);
        }

        own.Hold(1);
        if (CorpusScore.Find("isemail", "tests.xml") is not { } file)
        {
            return;
        }

        var score = new CorpusScore("isemail");
        foreach (var test in XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("test"))
        {
            var address = ControlsShown(test.Element("address")!.Value);
            score.Count(JsonSerializer.Serialize(address), CleanEmail.Run(address) is EmailVerdict.Usable == Accepts(test.Element("category")!.Value, test.Element("diagnosis")!.Value));
        }

        score.Hold(0.98);
    }

    [Fact]
    public void Naughty_strings_are_taken_in_every_field_and_kept()
    {
        var own = new CorpusScore("our own naughty strings");
        foreach (var naughty in Naughty.Texts)
        {
            own.Count(JsonSerializer.Serialize(naughty), IsKept(naughty));
        }

        own.Hold(1);
        if (CorpusScore.Find("blns.json") is not { } file)
        {
            return;
        }

        var score = new CorpusScore("blns, as cells");
        foreach (var naughty in JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))!)
        {
            score.Count(JsonSerializer.Serialize(naughty), IsKept(naughty));
        }

        score.Hold(1);
    }

    private static readonly (string Address, bool Accept)[] Addresses =
    [
        ("ann@acme.example", true), ("ann.lee+news@mail.acme.example", true), ("!#$%&'*+-/=?^_`{|}~@acme.example", true), ("\"ann lee\"@acme.example", true), ("ann@xn--mnchen-3ya.example", true),
        ($"{new string('a', 64)}@acme.example", true), ($"ann@{new string('a', 63)}.example", true), ("7@acme.example", true),
        ("", false), ("ann", false), ("@acme.example", false), ("ann@", false), ("ann@@acme.example", false), (".ann@acme.example", false), ("ann.@acme.example", false), ("ann..lee@acme.example", false),
        ($"{new string('a', 65)}@acme.example", false), ($"ann@{new string('a', 64)}.example", false), ("ann@-acme.example", false), ("ann@acme-.example", false), ("ann@acme..example", false),
        ("ann@[192.0.2.1]", false), ("ann@[IPv6:2001:db8::1]", false), ("ann lee@acme.example", false), ("\"ann@acme.example", false), ("ann\"lee@acme.example", false), ("ann@acme.example\u0000x", false), ("ann\r\n@acme.example", false),
    ];

    private static bool IsKept(string naughty)
    {
        var map = MapColumns.Run([.. MergeNames.Fields, "Notes"], []);
        var lead = CleanRow.Run(map, [.. Enumerable.Repeat(naughty, map.Columns.Count)]);
        return lead.Extra.Single().Value == naughty
            && (lead.Title is null) == (CleanText.Line(naughty).Length == 0 || NoValue.Is(CleanText.Line(naughty)))
            && MapColumns.Run([naughty], [[naughty]]).Columns[0].Header == naughty;
    }

    // The set shows control characters as the pictures U+2400 to U+241F.
    private static string ControlsShown(string address) => string.Concat(address.Select(c => c is >= '\u2400' and <= '\u241F' ? (char)(c - 0x2400) : c));

    private static bool Accepts(string category, string diagnosis) => category switch
    {
        "ISEMAIL_VALID_CATEGORY" or "ISEMAIL_DNSWARN" => true,
        "ISEMAIL_RFC5321" => !diagnosis.Contains("LITERAL", StringComparison.Ordinal),
        _ => false,
    };
}
