using System.Text.Json;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;
using Overture.Web;

namespace Overture.Audience;

/// <summary>What a request says of one lead; it is cleaned exactly as a line of a file is.</summary>
internal sealed record LeadForm
{
    private const int Longest = 2000;

    public string? Email { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? FullName { get; init; }
    public string? Company { get; init; }
    public string? Title { get; init; }
    public string? Website { get; init; }
    public string? Linkedin { get; init; }
    public string? Phone { get; init; }
    public string? City { get; init; }
    public string? Country { get; init; }
    public string? TimeZone { get; init; }
    public string? Language { get; init; }
    public string? Source { get; init; }
    public string? Consent { get; init; }

    /// <summary>Anything else, by the name prompts know it by.</summary>
    public IReadOnlyDictionary<string, string>? Extra { get; init; }

    public static LeadForm Of(Lead lead) => new()
    {
        Email = lead.Email,
        FirstName = lead.FirstName,
        LastName = lead.LastName,
        FullName = lead.FullName,
        Company = lead.Company,
        Title = lead.Title,
        Website = lead.Url,
        Linkedin = lead.LinkedIn,
        Phone = lead.Phone,
        City = lead.City,
        Country = lead.Country,
        TimeZone = lead.Zone,
        Language = lead.Language,
        Source = lead.Source,
        Consent = lead.ConsentBasis,
        Extra = LeadView.Pairs(lead),
    };

    /// <summary>What a change leaves out stays; an empty text takes a value away.</summary>
    public LeadForm Over(LeadForm old) => new()
    {
        Email = Email ?? old.Email,
        FirstName = FirstName ?? old.FirstName,
        LastName = LastName ?? old.LastName,
        FullName = FullName ?? (FirstName is null && LastName is null ? old.FullName : null),
        Company = Company ?? old.Company,
        Title = Title ?? old.Title,
        Website = Website ?? old.Website,
        Linkedin = Linkedin ?? old.Linkedin,
        Phone = Phone ?? old.Phone,
        City = City ?? old.City,
        Country = Country ?? old.Country,
        TimeZone = TimeZone ?? old.TimeZone,
        Language = Language ?? old.Language,
        Source = Source ?? old.Source,
        Consent = Consent ?? old.Consent,
        Extra = Extra ?? old.Extra,
    };

    /// <exception cref="Refused">The address is none, a value is too long, or nothing tells the lead from others.</exception>
    public Lead Fill(Lead lead, DateTimeOffset now)
    {
        var clean = Clean();
        lead.Identity = clean.Identity ?? throw new Refused("lead", null, "nothing tells it from others", "Give an email, a website, or a name with a company");
        (lead.Email, lead.Url, lead.FirstName, lead.LastName, lead.FullName) = (clean.Email, clean.Url, clean.FirstName, clean.LastName, clean.FullName);
        (lead.Company, lead.Title, lead.LinkedIn, lead.Phone, lead.City) = (clean.Company, clean.Title, clean.LinkedIn, clean.Phone, clean.City);
        (lead.Country, lead.Zone, lead.Language, lead.Source) = (clean.Country, clean.Zone, Short("language", Language), Short("source", Source) ?? "api");
        lead.Extra = JsonSerializer.Serialize((Extra ?? new Dictionary<string, string>()).Select(pair => new[] { Short("extra", pair.Key), Short("extra", pair.Value) ?? "" }), AudienceJson.Options);
        lead.ConsentAt = Consent == lead.ConsentBasis ? lead.ConsentAt : Consent is null ? null : now;
        lead.ConsentBasis = Short("consent", Consent);
        lead.UpdatedAt = now;
        return lead;
    }

    private CleanLead Clean()
    {
        string?[] cells = [FirstName, LastName, FullName, Email, Company, Title, Website, Linkedin, Phone, City, Country, TimeZone];
        var map = new ColumnMap([.. Enum.GetValues<Field>().Select(field => new ColumnMapping((int)field, MergeNames.Of(field), field, MergeNames.Of(field)))]);
        var clean = CleanRow.Run(map, [.. cells.Select((cell, i) => Short(MergeNames.Fields[i], cell) ?? "")]);
        return clean.Email is not null || string.IsNullOrWhiteSpace(Email) ? clean
            : throw new Refused("email", Problem.Shown(Email), clean.Unmailable ?? "it is no address", "Correct it, or leave it out");
    }

    private static string? Short(string field, string? text) => text is null or { Length: <= Longest } ? text
        : throw new Refused(field, Problem.Shown(text), $"it has more than {Longest} characters", "Shorten it");
}
