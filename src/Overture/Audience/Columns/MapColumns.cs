using Overture.Web;

namespace Overture.Audience.Columns;

/// <summary>
/// Finds what each column of a file means: by what a person chose, else by its header (<see cref="HeaderTable"/>), else, where
/// there is no header, by cells that cannot be mistaken. An unknown header is kept under its own name, never guessed.
/// </summary>
internal static class MapColumns
{
    private const int MostShown = 50;

    /// <param name="headers">The header row; shorter than the rows, or empty, where there is none.</param>
    /// <param name="firstRows">Some lines of data, to confirm or contradict the headers.</param>
    /// <param name="chosen">
    /// What a person picked: a header, or "#3" for the third column, to a field's name, or to "" for none.
    /// </param>
    /// <exception cref="Refused">A name in <paramref name="chosen"/> is no field, or there is no such column.</exception>
    public static ColumnMap Run(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> firstRows, IReadOnlyDictionary<string, string>? chosen = null)
    {
        var columns = Claims(headers, firstRows, chosen);
        NameRule.Settle(columns, firstRows);
        foreach (var field in Enum.GetValues<Field>())
        {
            GiveToTheBest(field, columns);
        }

        ReadCells(columns);
        return new ColumnMap(Named(columns));
    }

    private static List<ColumnClaim> Claims(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyDictionary<string, string>? chosen)
    {
        var width = rows.Select(row => row.Count).Append(headers.Count).Max();
        var columns = new List<ColumnClaim>(width);
        for (var i = 0; i < width; i++)
        {
            columns.Add(ColumnClaim.Of(i, i < headers.Count ? headers[i] : "", CellEvidence.OfColumn(rows, i)));
        }

        foreach (var (column, name) in chosen ?? new Dictionary<string, string>())
        {
            Choose(columns, column, name);
        }

        return columns;
    }

    private static void Choose(List<ColumnClaim> columns, string column, string name)
    {
        var field = name.Length == 0 ? (Field?)null : MergeNames.Find(name) ?? throw new Refused("columns", name,
            $"the column “{column}” cannot be that", $"Choose one of {string.Join(", ", MergeNames.Fields)}, or nothing to keep it as it is");
        var claim = columns.Find(candidate => !candidate.IsChosen && IsNamed(candidate.Header, column))
            ?? columns.Find(candidate => IsPlaced(candidate.Index, column))
            ?? throw new Refused("columns", Problem.Shown(column), "the file has no such column", $"Its columns are {Shown(columns)}; or name one by its place, as #1");
        claim.Choose(field);
    }

    /// <summary>Whether a person who wrote <paramref name="column"/> meant the column with this header.</summary>
    public static bool IsNamed(string header, string column) => string.Equals(header.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a person who wrote <paramref name="column"/> meant the column at this place: "#3" is the one at 2.</summary>
    public static bool IsPlaced(int index, string column) => string.Equals(FormattableString.Invariant($"#{index + 1}"), column.Trim(), StringComparison.Ordinal);

    private static string Shown(List<ColumnClaim> columns) =>
        string.Join(", ", columns.Take(MostShown).Select(column => column.Header)) + (columns.Count > MostShown ? " …" : "");

    private static void GiveToTheBest(Field field, List<ColumnClaim> columns)
    {
        var claims = columns.Where(column => column.Reading?.Field == field).OrderBy(column => column.Reading!.Rank).ThenBy(column => column.Index).ToList();
        if (claims.Count == 0)
        {
            return;
        }

        claims[0].Field = field;
        foreach (var other in claims.Skip(1).Where(claim => claim.Reading!.Rank == 0 && claims[0].Reading!.Rank == 0))
        {
            other.Doubt = $"It may be the {MergeNames.Of(field)} too; “{claims[0].Header}” is taken.";
        }
    }

    private static void ReadCells(List<ColumnClaim> columns)
    {
        foreach (var (field, fits) in Unmistakable)
        {
            var open = columns.Where(column => column.Field is null && !column.IsChosen && column.Reading is null && fits(column.Cells)).ToList();
            if (open.Count == 0 || columns.Exists(column => column.Field == field))
            {
                continue;
            }

            if (open.Find(column => columns.Count == 1 || column.HasNoHeader) is { } found)
            {
                found.Field = field;
            }
            else if (field == Field.Email)
            {
                open[0].Doubt = "Its cells are e-mail addresses, but its header is not known: choose what it is.";
            }
        }
    }

    private static readonly (Field Field, Predicate<CellEvidence> Fits)[] Unmistakable =
    [
        (Field.Email, cells => cells.AreAddresses),
        (Field.LinkedIn, cells => cells.AreProfiles),
        (Field.Website, cells => cells.AreSites && !cells.AreProfiles && !cells.AreCompanyProfiles),
        (Field.Phone, cells => cells.ArePhones),
    ];

    private static List<ColumnMapping> Named(List<ColumnClaim> columns)
    {
        var taken = new HashSet<string>(MergeNames.Fields, StringComparer.Ordinal);
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        return columns.ConvertAll(column => new ColumnMapping(column.Index, column.Header, column.Field,
            column.Field is { } field ? MergeNames.Of(field) : Unique(MergeNames.OfHeader(column.Header, column.Index), taken, next), column.IsChosen ? null : column.Doubt, column.IsChosen));
    }

    // A field's name belongs to the field, so that a prompt never reads another column under it.
    private static string Unique(string name, HashSet<string> taken, Dictionary<string, int> next)
    {
        var unique = name;
        for (var n = next.GetValueOrDefault(name, 2); !taken.Add(unique); n++)
        {
            unique = FormattableString.Invariant($"{name}_{n}");
            next[name] = n + 1;
        }

        return unique;
    }
}
