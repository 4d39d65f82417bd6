namespace Overture.Drafting.Checks;

/// <summary>What copy must look like before it may be used. Stored as JSON in a prompt version.</summary>
internal sealed record OutputRules
{
    /// <summary>Fewest words of the body (UAX 29; the greeting counts, the subject does not). Null: any.</summary>
    public int? MinWords { get; init; }

    /// <summary>Most words of the body. Null: any.</summary>
    public int? MaxWords { get; init; }

    /// <summary>Most sentences of the body. Null: any.</summary>
    public int? MaxSentences { get; init; }

    /// <summary>A subject line is required.</summary>
    public bool Subject { get; init; }

    /// <summary>A signature at the end is allowed.</summary>
    public bool Signature { get; init; }

    /// <summary>The language of the body as ISO 639-1, one of <see cref="Language.Known"/>. Null: any.</summary>
    public string? Language { get; init; }

    /// <summary>Every link and address is allowed.</summary>
    public bool AllowLinks { get; init; }

    /// <summary>Links, hosts and addresses that are allowed although others are not.</summary>
    public IReadOnlyList<string> AllowedLinks { get; init; } = [];
}
