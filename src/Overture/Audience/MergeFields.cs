using System.Text.Json;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;

namespace Overture.Audience;

/// <summary>What a template may name: the cleaned values of a row, by merge name.</summary>
internal static class MergeFields
{
    public static Dictionary<string, string> Of(CleanLead lead)
    {
        var fields = new Dictionary<string, string>(16, StringComparer.Ordinal);
        void Add(string name, string? value) => _ = value is { Length: > 0 } && fields.TryAdd(name, value);
        Add("first_name", lead.FirstName);
        Add("last_name", lead.LastName);
        Add("full_name", lead.FullName);
        Add("email", lead.Email);
        Add("company", lead.Company);
        Add("title", lead.Title);
        Add("website", lead.Url);
        Add("linkedin", lead.LinkedIn);
        Add("phone", lead.Phone);
        Add("city", lead.City);
        Add("country", lead.Country);
        Add("time_zone", lead.Zone);
        foreach (var (name, value) in lead.Extra)
        {
            Add(name, value);
        }

        return fields;
    }

    public static Dictionary<string, string> Of(Lead lead)
    {
        var extra = JsonSerializer.Deserialize<string[][]>(lead.Extra, AudienceJson.Options)!;
        return Of(new CleanLead
        {
            FirstName = lead.FirstName,
            LastName = lead.LastName,
            FullName = lead.FullName,
            Email = lead.Email,
            Company = lead.Company,
            Title = lead.Title,
            Url = lead.Url,
            LinkedIn = lead.LinkedIn,
            Phone = lead.Phone,
            City = lead.City,
            Country = lead.Country,
            Zone = lead.Zone,
            Extra = [.. extra.Select(pair => (pair[0], pair[1]))],
        });
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
