using Overture.Audience.Columns;
using Overture.Drafting.Checks;
using Overture.Drafting.Prompts;

namespace Overture.Drafting.Writing;

/// <summary>All that the rows of one job share.</summary>
internal sealed record WritingPlan(
    Guid Workspace, Guid Job, Guid PromptVersion, PromptRecipe Recipe, Template Template, ColumnMap? Map, NeighbourNames Others,
    IReadOnlyList<string> Models, bool Sample, bool NamesAlone, ulong Seed)
{
    /// <summary>The prompt reads the text of a page.</summary>
    public bool ReadsSites => !Sample && Template.Fields.Contains("site_text");
}
