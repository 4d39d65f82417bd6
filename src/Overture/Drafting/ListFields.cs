using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>The merge fields that some lead of a list has.</summary>
internal static class ListFields
{
    /// <returns>For a list without leads: the standard fields.</returns>
    public static async Task<IReadOnlySet<string>> Of(AppDb db, Guid list, CancellationToken ct)
    {
        var leads = from member in db.ListLeads join lead in db.Leads on member.LeadId equals lead.Id where member.ListId == list select lead;
        var has = await leads.GroupBy(_ => 1).Select(all => new
        {
            First = all.Max(l => l.FirstName), Last = all.Max(l => l.LastName), Full = all.Max(l => l.FullName), Email = all.Max(l => l.Email), Company = all.Max(l => l.Company),
            Title = all.Max(l => l.Title), Url = all.Max(l => l.Url), LinkedIn = all.Max(l => l.LinkedIn), Phone = all.Max(l => l.Phone), City = all.Max(l => l.City),
            Country = all.Max(l => l.Country), Zone = all.Max(l => l.Zone),
        }).SingleOrDefaultAsync(ct);
        if (has is null)
        {
            return MergeNames.Fields.ToHashSet(StringComparer.Ordinal);
        }

        var sample = new Lead
        {
            FirstName = has.First, LastName = has.Last, FullName = has.Full, Email = has.Email, Company = has.Company, Title = has.Title, Url = has.Url, LinkedIn = has.LinkedIn,
            Phone = has.Phone, City = has.City, Country = has.Country, Zone = has.Zone,
        };
        return MergeFields.Of(sample).Keys.Concat(await Extras(leads, ct)).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<IEnumerable<string>> Extras(IQueryable<Lead> leads, CancellationToken ct)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var json in leads.Where(l => l.Extra != "[]").Select(l => l.Extra).AsAsyncEnumerable().WithCancellation(ct))
        {
            names.UnionWith(JsonSerializer.Deserialize<string[][]>(json, AudienceJson.Options)!.Where(pair => pair[1].Length > 0).Select(pair => pair[0]));
        }

        return names;
    }
}
