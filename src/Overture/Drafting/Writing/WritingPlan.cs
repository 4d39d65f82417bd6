using Overture.Audience.Columns;
using Overture.Drafting.Checks;
using Overture.Drafting.Prompts;
using Overture.Drafting.Sites;

namespace Overture.Drafting.Writing;

/// <summary>All that the rows of one job share.</summary>
/// <param name="Capped">There is a spending cap: no model without a price may be asked.</param>
internal sealed record WritingPlan(
    Guid Workspace, Guid Job, Guid PromptVersion, PromptRecipe Recipe, Template Template, ColumnMap? Map, NeighbourNames Others,
    IReadOnlyList<string> Models, bool Sample, bool NamesAlone, bool Capped, ulong Seed)
{
    /// <summary>The prompt reads the text of a page.</summary>
    public bool ReadsSites => !Sample && Template.Fields.Contains("site_text");

    /// <summary>For sample words nothing is fetched; only the pages of the sample sites are at hand.</summary>
    public RowWork WithSamplePage(RowWork row) =>
        Sample && Template.Fields.Contains("site_text") && row.Fields.TryGetValue("website", out var url) && SamplePages.Find(url) is { } page ? row.With(page.Text) : row;
}
