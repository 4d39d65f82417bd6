using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Audience;

/// <summary>Somebody to approach: a person, a company or a site. Unique in its workspace by identity.</summary>
internal sealed class Lead : IEntityTypeConfiguration<Lead>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }

    /// <summary>Normalised address, else normalised URL, else name and company.</summary>
    public string Identity { get; set; } = "";

    public string? Email { get; set; }
    public string? Url { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? FullName { get; set; }
    public string? Company { get; set; }
    public string? Title { get; set; }
    public string? LinkedIn { get; set; }
    public string? Phone { get; set; }
    public string? City { get; set; }
    public string? Country { get; set; }
    public string? Language { get; set; }
    public string? Zone { get; set; }

    /// <summary>JSON array of [name, value] pairs, in the order of the file's columns.</summary>
    public string Extra { get; set; } = "[]";

    public string Source { get; set; } = "";
    public string? ConsentBasis { get; set; }
    public DateTimeOffset? ConsentAt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The last import that held this lead, and the first line it stood in there: how a duplicate is known while a file streams in.</summary>
    public Guid? ImportId { get; set; }

    public int FirstOrdinal { get; set; }

    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.ToTable("leads").HasKey(lead => lead.Id);
        builder.HasIndex(lead => new { lead.WorkspaceId, lead.Identity }).IsUnique();
        builder.HasIndex(lead => new { lead.WorkspaceId, lead.Id });
    }
}
