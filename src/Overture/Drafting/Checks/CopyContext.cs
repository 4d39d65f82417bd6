namespace Overture.Drafting.Checks;

/// <summary>What a text is judged against besides its rules.</summary>
/// <param name="SystemPrompt">The system text, none of which may show. Pass the same string for every row of a job: its index is kept by reference.</param>
/// <param name="Fields">The merge fields of this row.</param>
/// <param name="SiteText">The text of the row's page, when it was read.</param>
/// <param name="Others">The names, addresses and companies of all rows of the job.</param>
internal sealed record CopyContext(string SystemPrompt, IReadOnlyDictionary<string, string> Fields, string? SiteText, NeighbourNames Others)
{
    /// <summary>A field this long is a page, whatever it is called.</summary>
    public const int Page = 1000;

    /// <summary>Does the row's page or the prompt's author say this? Then it is no secret of somebody else.</summary>
    public bool Says(string words) =>
        SiteText?.Contains(words, StringComparison.OrdinalIgnoreCase) == true
        || SystemPrompt.Contains(words, StringComparison.OrdinalIgnoreCase)
        || Fields.Values.Any(value => value.Length >= Page && value.Contains(words, StringComparison.OrdinalIgnoreCase));
}
