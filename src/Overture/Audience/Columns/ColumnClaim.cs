using Overture.Audience.Cleaning;
using Overture.Audience.Files;

namespace Overture.Audience.Columns;

/// <summary>A column while its meaning is being found.</summary>
internal sealed class ColumnClaim(int index, string header, CellEvidence cells)
{
    public int Index => index;

    public string Header => header;

    public CellEvidence Cells => cells;

    /// <summary>What it asks to be; null when nothing is known.</summary>
    public HeaderReading? Reading { get; set; }

    /// <summary>What it became.</summary>
    public Field? Field { get; set; }

    public string? Doubt { get; set; }

    public bool IsChosen { get; private set; }

    /// <summary>Blank, named by its place alone, or data where a header should be.</summary>
    public bool HasNoHeader => string.IsNullOrWhiteSpace(header) || header == ColumnNames.OfPlace(index) || header.Contains('@', StringComparison.Ordinal) || CleanUrl.Run(header) is UrlVerdict.Usable;

    public static ColumnClaim Of(int index, string header, CellEvidence cells)
    {
        var claim = new ColumnClaim(index, header, cells) { Reading = HeaderTable.Read(CleanText.Line(header)) };
        if (claim.Reading is { Field: Columns.Field.Website } && cells.AreProfiles)
        {
            claim.Reading = new HeaderReading(Columns.Field.LinkedIn, 0);
        }

        if (claim.Reading is { } reading && cells.Contradicts(reading.Field))
        {
            claim.Reading = null;
            claim.Doubt = reading.Rank > 0 || reading.Field is Columns.Field.Title or Columns.Field.LinkedIn ? null : $"Its header says {MergeNames.Of(reading.Field)}, but no cell looks like one: choose what it is.";
        }

        return claim;
    }

    public void Choose(Field? field)
    {
        IsChosen = true;
        Reading = field is { } picked ? new HeaderReading(picked, -1) : null;
    }
}
