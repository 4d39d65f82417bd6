using System.Text.Json;

namespace Overture.Audience;

/// <summary>A lead as it is told.</summary>
internal sealed record LeadView(
    Guid Id, string? Email, string? FirstName, string? LastName, string? FullName, string? Company, string? Title, string? Website, string? Linkedin, string? Phone,
    string? City, string? Country, string? TimeZone, string? Language, IReadOnlyDictionary<string, string> Extra, string Source, string? Consent, DateTimeOffset? ConsentAt,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Where it stood in files; told of one lead alone.</summary>
    public IReadOnlyList<LineView>? Lines { get; init; }

    public static LeadView Of(Lead lead) => new(
        lead.Id, lead.Email, lead.FirstName, lead.LastName, lead.FullName, lead.Company, lead.Title, lead.Url, lead.LinkedIn, lead.Phone,
        lead.City, lead.Country, lead.Zone, lead.Language, Pairs(lead), lead.Source, lead.ConsentBasis, lead.ConsentAt, lead.CreatedAt, lead.UpdatedAt);

    public static IReadOnlyDictionary<string, string> Pairs(Lead lead) =>
        JsonSerializer.Deserialize<string[][]>(lead.Extra, AudienceJson.Options)!.DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
