using Overture.Audience.Columns;

namespace Overture.Audience.Cleaning;

/// <summary>One line of a file as a lead. Runs once a line, a million times a file: no regular expression, few allocations.</summary>
internal static class CleanRow
{
    public static CleanLead Run(ColumnMap map, IReadOnlyList<string> cells)
    {
        var email = map.Has(Field.Email) ? CleanEmail.Run(Cell(map, cells, Field.Email)) : CleanEmail.NoColumn;
        var usable = email as EmailVerdict.Usable;
        var url = Cell(map, cells, Field.Website) is { Length: > 0 } site ? CleanUrl.Run(site) as UrlVerdict.Usable : null;
        var profile = LinkedIn(Cell(map, cells, Field.LinkedIn));
        var (first, last, full) = Names(map, cells);
        var company = Said(Cell(map, cells, Field.Company), CleanCompany.ForGreeting);
        return new CleanLead(
            usable?.Address,
            usable?.Identity,
            (email as EmailVerdict.Unusable)?.Reason,
            url?.Url,
            url?.Identity,
            first,
            last,
            full,
            company,
            Said(Cell(map, cells, Field.Title), CleanText.Line),
            profile.Shown,
            Known(Cell(map, cells, Field.Phone), CleanText.Line),
            Said(Cell(map, cells, Field.City), CleanText.Line),
            CleanCountry.Run(Cell(map, cells, Field.Country)),
            Cell(map, cells, Field.TimeZone) is { Length: > 0 } zone ? CleanZone.Run(zone) : null,
            Identity(usable?.Identity, profile.Identity, url?.Identity, full ?? first, company),
            Extra(map, cells));
    }

    private static string Cell(ColumnMap map, IReadOnlyList<string> cells, Field field) => map.At(field) is var index and >= 0 && index < cells.Count ? cells[index] : "";

    private static string? Known(string cell, Func<string, string> clean) => cell.Length > 0 && clean(cell) is { Length: > 0 } known ? known : null;

    // "n/a" in a list is no company that one could write to.
    private static string? Said(string cell, Func<string, string> clean) => Known(cell, clean) is { } known && !NoValue.Is(known) && !NoValue.Is(CleanText.Line(cell)) ? known : null;

    private static (string? Shown, string? Identity) LinkedIn(string cell)
    {
        if (cell.Length == 0)
        {
            return default;
        }

        return CleanUrl.Run(cell) is UrlVerdict.Usable usable ? (usable.Url, IsProfile(usable.Identity) ? usable.Identity : null)
            : (Known(cell, CleanText.Line), null);
    }

    // A company's page is shared by everybody who works there.
    private static bool IsProfile(string identity) => identity.Contains("linkedin.com/in/", StringComparison.Ordinal);

    private static (string? First, string? Last, string? Full) Names(ColumnMap map, IReadOnlyList<string> cells)
    {
        var first = Known(Cell(map, cells, Field.FirstName), CleanName.First);
        var last = Known(Cell(map, cells, Field.LastName), CleanName.Last);
        var cell = Cell(map, cells, Field.FullName);
        var full = Known(cell, CleanName.Full);
        if (full is null)
        {
            return (first, last, first is null ? last : last is null ? first : Together(first, last));
        }

        if (first is not null && last is not null)
        {
            return (first, last, full);
        }

        var parts = CleanName.Split(cell);
        return (first ?? NullIfEmpty(parts.First), last ?? NullIfEmpty(parts.Last), full);
    }

    // Where the family name comes first, no space parts it: 山田太郎.
    private static string Together(string first, string last) => first[0] >= '\u2E80' && last[0] >= '\u2E80' ? last + first : $"{first} {last}";

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    // A site is known by its URL. A person is known by a profile, not by the company's site, which colleagues share; and a first
    // name by itself tells nobody apart.
    private static string? Identity(string? email, string? profile, string? site, string? name, string? company)
    {
        if (name is null)
        {
            return LeadIdentity.Of(email, profile ?? site, null, company);
        }

        var place = company ?? site;
        var known = place is not null || name.Contains(' ', StringComparison.Ordinal) || name[0] >= '\u2E80';
        return LeadIdentity.Of(email, profile, known ? name : null, place);
    }

    private static ExtraField[] Extra(ColumnMap map, IReadOnlyList<string> cells)
    {
        var kept = map.Unmapped;
        var extra = new ExtraField[kept.Count + Math.Max(0, cells.Count - map.Columns.Count)];
        for (var i = 0; i < kept.Count; i++)
        {
            extra[i] = new ExtraField(kept[i].MergeName, kept[i].Index < cells.Count ? cells[kept[i].Index] : "");
        }

        for (var i = kept.Count; i < extra.Length; i++)
        {
            var index = map.Columns.Count + i - kept.Count; // a ragged row: more cells than headers
            extra[i] = new ExtraField(MergeNames.OfPosition(index), cells[index]);
        }

        return extra;
    }
}
