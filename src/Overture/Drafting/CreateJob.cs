using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Drafting.Prompts;
using Overture.Rounds;
using Overture.Storage;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary>Makes a job from an import or a list and a prompt, after the template was found to fit the columns.</summary>
internal sealed class CreateJob(Store store, ModelChoice models, CheckCap check, RoundsClock rounds, DraftingSettings settings, TimeProvider clock)
{
    /// <summary>Rows that get sample words when there is no model key, unless more are asked for.</summary>
    public const int SampleRows = 50;

    /// <exception cref="Refused">No such prompt, import or list; the template names a field the file lacks; or nobody knows what the model costs that a cap is to hold.</exception>
    public async Task<Job> Run(Guid workspace, JobOrder order, CancellationToken ct)
    {
        if (order.Id is { } id && await Find(workspace, id, ct) is { } there)
        {
            return there;
        }

        var version = await Prompt(workspace, order.Prompt, ct);
        await CheckFields(workspace, order, version, ct);
        var now = clock.GetUtcNow();
        var sample = order.Sample || !await models.HasAny(workspace, ct);
        if (order.SpendingCap is { } most && !sample)
        {
            await check.Run(workspace, PromptFile.Parse(version.Text).Models, most, ct);
        }

        var job = new Job
        {
            Id = order.Id ?? Guid.CreateVersion7(now),
            WorkspaceId = workspace,
            Name = order.Name,
            ImportId = order.ImportId,
            ListId = order.ListId,
            PromptVersionId = version.Id,
            Status = order.Start ? JobStatus.Processing : JobStatus.Pending,
            StartedAt = order.Start ? now : null,
            Sample = sample,
            NamesAlone = order.NamesAlone ?? false,
            RowLimit = Rows(order, sample),
            Pilot = sample ? null : order.Pilot,
            CapMicros = order.SpendingCap is { } cap ? (long)(cap * 1_000_000) : null,
            Seed = (long)Writing.CopyKey.Draw(workspace.ToString()),
            ChunkSize = settings.ChunkSize,
            CreatedAt = now,
            UpdatedAt = now,
        };
        job.BeginPace(now);
        await store.Write(Lane.Requests, workspace, (db, stop) => Add(db, job, stop), ct);
        await rounds.Wake(MakeRows.RoundName, MakeRows.KeyOf(workspace, job.Id), null, ct);
        return job;
    }

    private async Task<Job?> Find(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct);
    }

    private static async Task Add(AppDb db, Job job, CancellationToken ct)
    {
        db.Jobs.Add(job);
        await db.SaveChangesAsync(ct);
        await Journal.Add(db, new() { WorkspaceId = job.WorkspaceId, At = job.CreatedAt, Kind = "job.created", JobId = job.Id }, ct);
    }

    /// <summary>How many rows an order asks for; null: all there are.</summary>
    public int? Rows(JobOrder order, bool sample) => order.RowLimit ?? (sample && !order.AllRows && !models.DummyAsked ? SampleRows : null);

    /// <summary>The version that a name or id means now: a prompt's newest, or the one version with that id.</summary>
    /// <exception cref="Refused">There is none.</exception>
    public async Task<PromptVersion> Prompt(Guid workspace, string prompt, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var id = Guid.TryParse(prompt, out var parsed) ? parsed : Guid.Empty;
        if (id != Guid.Empty && await db.PromptVersions.SingleOrDefaultAsync(v => v.Id == id, ct) is { } version)
        {
            return version;
        }

        var current = await db.Prompts.Where(p => (p.Id == id || p.Name == prompt) && p.ArchivedAt == null).Select(p => (Guid?)p.CurrentVersionId).FirstOrDefaultAsync(ct);
        if (current is null)
        {
            var names = await db.Prompts.Where(p => p.ArchivedAt == null).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(ct);
            throw new Refused("prompt", prompt, "there is no prompt of that name", $"Choose one of {string.Join(", ", names)}");
        }

        return await db.PromptVersions.SingleAsync(v => v.Id == current, ct);
    }

    private async Task CheckFields(Guid workspace, JobOrder order, PromptVersion version, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        if (order.ListId is { } list)
        {
            _ = await db.Lists.AnyAsync(l => l.Id == list, ct) ? 0 : throw new Refused("list", list.ToString(), "there is no such list", "GET /api/v1/lists names them", 404);
            CheckTemplate.Run(Template.Parse(PromptFile.Parse(version.Text).User), await ListFields.Of(db, list, ct));
        }
        else if (await db.Imports.Where(i => i.Id == order.ImportId).Select(i => i.Mapping).SingleOrDefaultAsync(ct) is { } mapping)
        {
            CheckTemplate.Run(Template.Parse(PromptFile.Parse(version.Text).User), JsonSerializer.Deserialize<ColumnMap>(mapping, AudienceJson.Options)!);
        }
        else
        {
            throw new Refused("import", order.ImportId?.ToString(), "there is no such import", "Upload the file first", 404);
        }
    }
}
