namespace Overture.Drafting.Writing;

/// <summary>One row to be written: its fields, the key its words will bear, and the words if they are there already.</summary>
/// <param name="Draw">A number of this person alone: people with equal fields draw different takes.</param>
internal sealed record RowWork(int Ordinal, Guid? LeadId, IReadOnlyDictionary<string, string> Fields, ulong Draw, int Take, int Tries)
{
    public byte[] Key { get; init; } = [];

    public KnownDraft? Known { get; init; }

    /// <summary>The text of the row's page, when one was read.</summary>
    public string? SiteText { get; init; }

    public RowWork With(string siteText) =>
        this with { Fields = new Dictionary<string, string>(Fields, StringComparer.Ordinal) { ["site_text"] = siteText }, SiteText = siteText };

    /// <summary>Why the row is held without asking a model.</summary>
    public string? Hold { get; init; }
}
