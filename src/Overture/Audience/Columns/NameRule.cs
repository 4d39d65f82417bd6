namespace Overture.Audience.Columns;

/// <summary>
/// What a bare "Name" is. Beside a first name it is the last name ("Vorname; Name"), beside a last name the first ("Nome; Cognome"),
/// unless its cells hold the other's word and more; beside both, or alone, the full name. Alone, "Nombre" with one word a cell is a first
/// name and "Nom" a last name. Names that say GmbH or Inc. are companies.
/// </summary>
internal static class NameRule
{
    public static void Settle(List<ColumnClaim> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (var column in columns.Where(column => column.Reading is { IsBareName: true }))
        {
            column.Reading = new HeaderReading(Decide(column, columns, rows), 0);
        }
    }

    private static Field Decide(ColumnClaim name, List<ColumnClaim> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var first = Find(Field.FirstName, columns);
        var last = Find(Field.LastName, columns);
        var full = Find(Field.FullName, columns);
        if (first is null != last is null)
        {
            return full is null && CellEvidence.Extends(rows, name.Index, (first ?? last)!.Index) ? Field.FullName : first is null ? Field.FirstName : Field.LastName;
        }

        if (name.Cells.AreCompanies && Find(Field.Company, columns) is null)
        {
            return Field.Company;
        }

        return first is not null || (full is null && (name.Cells.IsEmpty ? name.Reading!.Field == Field.FullName : name.Cells.AreSeveralWords)) ? Field.FullName : name.Reading!.Field;
    }

    private static ColumnClaim? Find(Field field, List<ColumnClaim> columns) => columns.Find(column => column.Reading is { IsBareName: false } reading && reading.Field == field);
}
