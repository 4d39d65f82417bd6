using System.Globalization;

namespace Overture.Drafting.Providers;

/// <summary>A line of samples.txt: words, and slots between them.</summary>
/// <param name="Needs">The fields of the row that it names.</param>
internal sealed record SampleLine(string[] Pieces, SampleSlot[] Slots, SampleSlot Needs)
{
    private const SampleSlot Drawn = SampleSlot.Chore | SampleSlot.Time | SampleSlot.Who;

    public static SampleLine Parse(string line)
    {
        var parts = line.Split('{', '}');
        var slots = parts.Where((_, i) => i % 2 == 1).Select(p => Enum.Parse<SampleSlot>(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(p))).ToArray();
        return new([.. parts.Where((_, i) => i % 2 == 0)], slots, slots.Aggregate(SampleSlot.None, (all, slot) => all | slot) & ~Drawn);
    }
}
