using Overture.Audience.Files;

namespace Overture.Audience;

/// <summary>What a person chose instead of what was found: dialect, and the meaning of columns by header.</summary>
internal sealed record ImportChoice(DialectChoice? Dialect, IReadOnlyDictionary<string, string>? Columns)
{
    /// <summary>This choice on top of an earlier one. Meanings of columns hold while the columns are the same; another table finds its own.</summary>
    public ImportChoice Over(ImportChoice? earlier)
    {
        var (now, before) = (Dialect ?? new(), earlier?.Dialect ?? new());
        var dialect = new DialectChoice
        {
            Encoding = now.Encoding ?? before.Encoding,
            Delimiter = now.Delimiter ?? before.Delimiter,
            SkipInitialSpace = now.SkipInitialSpace ?? before.SkipInitialSpace,
            Quote = now.Quote ?? before.Quote,
            Escape = now.Escape ?? before.Escape,
            Newline = now.Newline ?? before.Newline,
            Header = now.Header ?? before.Header,
            SkipLines = now.SkipLines ?? before.SkipLines,
            Sheet = now.Sheet ?? before.Sheet,
            RepairMojibake = now.RepairMojibake ?? before.RepairMojibake,
        };
        return new(dialect, dialect == before with { RepairMojibake = dialect.RepairMojibake } ? Merged(earlier?.Columns) : Columns);
    }

    private Dictionary<string, string>? Merged(IReadOnlyDictionary<string, string>? earlier)
    {
        var all = new Dictionary<string, string>(earlier ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (column, field) in Columns ?? new Dictionary<string, string>())
        {
            all[column] = field;
        }

        return all.Count is 0 ? null : all;
    }
}
