using Microsoft.EntityFrameworkCore;
using Overture.Accounts;
using Overture.Drafting.Prompts;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary>After a pilot: what the rest of the job will cost and take, from what the pilot's own rows took.</summary>
internal sealed class EstimateRest(Store store, ModelPool pool, ModelSettings settings, PriceList prices)
{
    /// <returns>Null but for a job that waits after its pilot.</returns>
    public async Task<JobEstimate?> Run(Job job, CancellationToken ct)
    {
        if (job is not { Status: JobStatus.Paused, Reason: "pilot" })
        {
            return null;
        }

        var (rows, model) = await Read(job, ct);
        var priced = (await prices.Of(job.WorkspaceId, ct)).Cost(model, 1, 1) is not null;
        return EstimateJob.Rest(Pilot.Of(job, priced), rows - job.Done, model, pool.Limits(job.WorkspaceId, model), settings.Concurrency);
    }

    /// <summary>All rows the job will have, and the model that writes them.</summary>
    private async Task<(int Rows, string Model)> Read(Job job, CancellationToken ct)
    {
        await using var db = store.Open(job.WorkspaceId);
        var text = await db.PromptVersions.Where(v => v.Id == job.PromptVersionId).Select(v => v.Text).SingleAsync(ct);
        var lines = await db.Imports.Where(i => i.Id == job.ImportId).Select(i => i.LineCount).SingleOrDefaultAsync(ct);
        var all = job.RowsComplete ? job.Total : Math.Max(job.Total, Math.Min(lines, job.RowLimit ?? int.MaxValue));
        return (all, PromptFile.Parse(text).Models is [var first, ..] ? first : settings.OpenAiKeys.Count is 0 && settings.AnthropicKey is not null ? settings.AnthropicModel : settings.OpenAiModels[0]);
    }
}
