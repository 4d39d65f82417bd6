using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>Finds a text in the words of a job's rows and puts another in its place; each changed text is an edit like any other.</summary>
internal sealed class ReplaceText(Store store, EditRow edit)
{
    private const int Shortest = 2;

    /// <returns>How many texts were changed.</returns>
    /// <exception cref="Refused">What is looked for is too short to mean anything.</exception>
    public async Task<int> Run(Guid workspace, Guid job, string find, string replacement, Guid? by, CancellationToken ct)
    {
        if (find.Trim().Length < Shortest)
        {
            throw new Refused("find", find, "it is too short", $"Write at least {Shortest} letters");
        }

        var rows = await Find(workspace, job, find, ct);
        foreach (var row in rows)
        {
            await edit.Run(workspace, job, row.Ordinal, row.Subject?.Replace(find, replacement, StringComparison.Ordinal), row.Body.Replace(find, replacement, StringComparison.Ordinal), by, ct);
        }

        return rows.Count;
    }

    /// <summary>The first row of each draft that holds the text, letter for letter.</summary>
    private async Task<List<(int Ordinal, string? Subject, string Body)>> Find(Guid workspace, Guid job, string find, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var found = await new RowFilter { Text = find }.Of(db, job).Where(r => r.Draft != null)
            .Select(r => new { r.Row.Ordinal, r.Draft!.Id, r.Draft.Subject, r.Draft.Body }).ToListAsync(ct);
        return [.. from row in found.DistinctBy(row => row.Id)
                   where (row.Body.Contains(find, StringComparison.Ordinal) && row.Body.Trim() != find.Trim()) || row.Subject?.Contains(find, StringComparison.Ordinal) is true
                   select (row.Ordinal, row.Subject, row.Body)];
    }
}
