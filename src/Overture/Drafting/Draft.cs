using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>The words for one lead under one prompt version. It outlives its job and its file; one that was edited or approved is never overwritten.</summary>
internal sealed class Draft : IEntityTypeConfiguration<Draft>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }

    /// <summary>Promise 2: everything that decides the words but the take. What bears this key and take is paid for.</summary>
    public byte[] Key { get; set; } = [];

    public int Take { get; set; }
    public Guid? LeadId { get; set; }
    public Guid PromptVersionId { get; set; }
    public Guid? StepVariantId { get; set; }
    public Guid? JobId { get; set; }
    public string? Subject { get; set; }
    public string Body { get; set; } = "";

    /// <summary>What the model wrote, kept when a person changes it.</summary>
    public string? OriginalSubject { get; set; }

    public string? OriginalBody { get; set; }
    public int Words { get; set; }

    /// <summary>JSON array of the checks that failed: [{check, detail}]. Empty: all passed.</summary>
    public string Failures { get; set; } = "[]";

    public bool Passed { get; set; }
    public string Model { get; set; } = "";

    /// <summary>The dummy wrote it: never to reach a real person (promise 10).</summary>
    public bool Sample { get; set; }

    /// <summary>What was cut from the prompt to fit the model, in words; null when nothing was.</summary>
    public string? Cut { get; set; }

    public int Calls { get; set; }
    public int InputTokens { get; set; }
    public int OutputTokens { get; set; }

    /// <summary>Millionths of a US dollar, all calls of this draft together.</summary>
    public long CostMicros { get; set; }

    public Review Review { get; set; }
    public Guid? ReviewedBy { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>A person's own words in it: the model's are kept beside them.</summary>
    public void Edit(string? subject, string body, IReadOnlyCollection<Failure> failures, Guid? by, DateTimeOffset now)
    {
        OriginalSubject ??= Subject;
        OriginalBody ??= Body;
        Subject = subject;
        Body = body;
        Words = Checks.Words.Count(body);
        Failures = Drafting.Failures.Write(failures);
        Passed = failures.Count is 0;
        Review = Review.Edited;
        ReviewedBy = by;
        ReviewedAt = now;
    }

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts").HasKey(draft => draft.Id);
        builder.HasIndex(draft => new { draft.WorkspaceId, draft.Key, draft.Take }).IsUnique();
        builder.HasIndex(draft => draft.LeadId);
    }
}

internal enum Review
{
    None,
    Approved,
    Edited,
    Refused,
}
