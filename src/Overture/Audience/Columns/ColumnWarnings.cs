using Overture.Audience.Files;

namespace Overture.Audience.Columns;

/// <summary>What a person should know of a file's columns before money is spent on its rows.</summary>
internal static class ColumnWarnings
{
    private const int MostShown = 10;

    public static IReadOnlyList<string> Of(ColumnMap map)
    {
        if (!map.HasAddress && !map.HasName && !map.Has(Field.Company) && !map.HasSite && !map.Has(Field.LinkedIn))
        {
            return ["No column was recognised as an e-mail address, a name, a company or a website: say what the columns are before you write."];
        }

        var nameless = map.Columns.Where(IsNameless).ToList();
        var unknown = nameless.Where(column => column is { Field: null, Chosen: false }).ToList();
        return unknown.Count > 0 && nameless.Count == map.Columns.Count
            ? [$"The file has no header, and nothing tells what {Shown(unknown)} mean: say what the columns are before you write, or their cells are not used."]
            : [];
    }

    private static bool IsNameless(ColumnMapping column) => column.Header.Length == 0 || column.Header == ColumnNames.OfPlace(column.Index);

    private static string Shown(List<ColumnMapping> columns) =>
        string.Join(", ", columns.Take(MostShown).Select(column => ColumnNames.OfPlace(column.Index))) + (columns.Count > MostShown ? " …" : "");
}
