namespace Overture.Audience.Files;

/// <summary>A sheet of a workbook.</summary>
internal sealed record Sheet(string Name, bool Visible, bool Filled)
{
    /// <summary>The one named; else the first visible one with anything in it; else the first hidden one with anything in it.</summary>
    public static Sheet Choose(IReadOnlyList<Sheet> sheets, string? name, string fileName)
    {
        if (name is not null)
        {
            return sheets.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new FileRefused("sheet", name, "the workbook has no sheet of that name", $"Choose one of: {string.Join(", ", sheets.Select(s => s.Name))}");
        }
        return sheets.FirstOrDefault(s => s.Visible && s.Filled)
            ?? sheets.FirstOrDefault(s => s.Filled)
            ?? throw new FileRefused("file", fileName, "no sheet of the workbook holds anything", "Choose a workbook with at least one row");
    }
}
