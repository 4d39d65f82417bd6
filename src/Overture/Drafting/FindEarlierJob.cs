using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Finds the job that an order would only repeat: the same bytes read in the same way, the same words asked for, for the same rows.</summary>
internal sealed class FindEarlierJob(Store store)
{
    /// <returns>The newest; null when there is none.</returns>
    public async Task<Guid?> Run(Guid workspace, EarlierJob wanted, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var jobs = await (
            from job in db.Jobs
            join import in db.Imports on job.ImportId equals (Guid?)import.Id
            where import.Hash == wanted.Hash && job.Status != JobStatus.Canceled && job.Status != JobStatus.Failed
                && job.PromptVersionId == wanted.PromptVersion && job.Sample == wanted.Sample && job.RowLimit == wanted.Rows && job.CapMicros == null && !job.NamesAlone
            orderby job.CreatedAt descending
            select new { job.Id, import.Dialect, import.Mapping }).ToListAsync(ct);
        return jobs.Find(job => job.Dialect == wanted.Dialect && job.Mapping == wanted.Mapping)?.Id;
    }
}

/// <summary>What two orders must have in common to be one job.</summary>
/// <param name="Hash">SHA-256 of the file.</param>
/// <param name="Dialect">JSON, as it is kept with an import.</param>
/// <param name="Mapping">The same of its columns.</param>
/// <param name="Rows">How many are written; null: all.</param>
internal sealed record EarlierJob(byte[] Hash, string Dialect, string Mapping, Guid PromptVersion, bool Sample, int? Rows);
