namespace Overture.Drafting.Checks;

/// <summary>What a text is judged against besides its rules.</summary>
/// <param name="SystemPrompt">The system text, none of which may show. Pass the same string for every row of a job: its index is kept by reference.</param>
/// <param name="Fields">The merge fields of this row.</param>
/// <param name="SiteText">The text of the row's page, when it was read.</param>
/// <param name="Others">The names, addresses and companies of all rows of the job.</param>
internal sealed record CopyContext(string SystemPrompt, IReadOnlyDictionary<string, string> Fields, string? SiteText, NeighbourNames Others)
{
    /// <summary>Is this said by the row itself, its page or the prompt's author? Then nobody else gave it away.</summary>
    public bool Says(string words) =>
        SiteText?.Contains(words, StringComparison.OrdinalIgnoreCase) == true
        || SystemPrompt.Contains(words, StringComparison.OrdinalIgnoreCase);
}
