using System.Text.Json;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;

namespace Overture.Audience;

/// <summary>What a template may name: the cleaned values of a row, by merge name.</summary>
internal static class MergeFields
{
    public static Dictionary<string, string> Of(CleanLead lead) => Of(
        lead.FirstName, lead.LastName, lead.FullName, lead.Email, lead.Company, lead.Title, lead.Url, lead.LinkedIn, lead.Phone, lead.City, lead.Country, lead.Zone,
        lead.Extra.Select(extra => (extra.Name, extra.Value)));

    public static Dictionary<string, string> Of(Lead lead) => Of(
        lead.FirstName, lead.LastName, lead.FullName, lead.Email, lead.Company, lead.Title, lead.Url, lead.LinkedIn, lead.Phone, lead.City, lead.Country, lead.Zone,
        JsonSerializer.Deserialize<string[][]>(lead.Extra, AudienceJson.Options)!.Select(pair => (pair[0], pair[1])));

    private static Dictionary<string, string> Of(
        string? first, string? last, string? full, string? email, string? company, string? title, string? url, string? linkedIn, string? phone,
        string? city, string? country, string? zone, IEnumerable<(string Name, string Value)> extra)
    {
        var fields = new Dictionary<string, string>(16, StringComparer.Ordinal);
        void Add(string name, string? value) => _ = value is { Length: > 0 } && fields.TryAdd(name, value);
        Add("first_name", first);
        Add("last_name", last);
        Add("full_name", full);
        Add("email", email);
        Add("company", company);
        Add("title", title);
        Add("website", url);
        Add("linkedin", linkedIn);
        Add("phone", phone);
        Add("city", city);
        Add("country", country);
        Add("time_zone", zone);
        foreach (var (name, value) in extra)
        {
            Add(name, value);
        }

        return fields;
    }

    /// <summary>The names a file with these columns can fill: its own, and what follows from a full name or an address.</summary>
    public static IReadOnlySet<string> Names(ColumnMap map)
    {
        var names = map.Columns.Select(column => column.MergeName).ToHashSet(StringComparer.Ordinal);
        if (names.Contains("full_name"))
        {
            names.UnionWith(["first_name", "last_name"]);
        }

        if (names.Contains("first_name"))
        {
            names.Add("full_name");
        }

        return names;
    }
}
