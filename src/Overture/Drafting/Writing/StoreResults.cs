using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>Stores the results of one job with its counters, inside the caller's transaction. A result that comes twice counts once; a row that stays pending is still asked for.</summary>
internal static class StoreResults
{
    /// <summary>Half of what a rate is measured over at most.</summary>
    private static readonly TimeSpan PaceStep = TimeSpan.FromSeconds(30);

    public static async Task<JobStatus> Run(AppDb db, Guid job, IReadOnlyList<RowResult> results, DateTimeOffset now, CancellationToken ct)
    {
        var ids = await StoreDrafts.Run(db, [.. results.Select(r => r.Draft).OfType<Draft>()], ct);
        var updates = results.Select(r => new RowUpdate(r.Ordinal, r.Status, r.Draft is { } draft ? ids[draft.Id] : r.Known, r.Error, r.Tries, r.Usage)).ToList();
        var changed = db.IsSqlite ? UpdateOneByOne(db, job, updates, now) : await UpdateAllAtOnce(db, job, updates, now, ct);
        await Bill(db, job, [.. updates.Where(update => update.Usage.Calls > 0 && !changed.Contains(update.Ordinal))], ct);
        await Count(db, job, results, changed, now, ct);
        return await JobEnd.Settle(db, job, now, ct);
    }

    private static HashSet<int> UpdateOneByOne(AppDb db, Guid job, List<RowUpdate> updates, DateTimeOffset now)
    {
        const string sql = """
            UPDATE rows SET status = ?1, draft_id = ?2, error = ?3, tries = ?4, asked = asked AND ?1 = 0, updated_at = ?5,
                input_tokens = input_tokens + ?6, output_tokens = output_tokens + ?7, cost_micros = cost_micros + ?8
            WHERE workspace_id = ?9 AND job_id = ?10 AND ordinal = ?11 AND status = 0
            """;
        using var update = new Statement(db, sql);
        var changed = new HashSet<int>(updates.Count);
        foreach (var row in updates)
        {
            _ = update.Run([row.Status, row.Draft, row.Error, row.Tries, now, row.Usage.InputTokens, row.Usage.OutputTokens, row.Usage.CostMicros, db.Workspace, job, row.Ordinal]) > 0 && changed.Add(row.Ordinal);
        }

        return changed;
    }

    private static async Task<HashSet<int>> UpdateAllAtOnce(AppDb db, Guid job, List<RowUpdate> updates, DateTimeOffset now, CancellationToken ct)
    {
        const string sql = """
            UPDATE rows SET status = u.status, draft_id = u.draft, error = u.error, tries = u.tries, asked = rows.asked AND u.status = 0, updated_at = @now,
                input_tokens = input_tokens + u.input, output_tokens = output_tokens + u.output, cost_micros = cost_micros + u.cost
            FROM unnest(@ordinals, @statuses, @drafts, @errors, @tries, @inputs, @outputs, @costs) AS u(ordinal, status, draft, error, tries, input, output, cost)
            WHERE rows.workspace_id = @workspace AND rows.job_id = @job AND rows.ordinal = u.ordinal AND rows.status = 0 RETURNING rows.ordinal
            """;
        await using var command = (NpgsqlCommand)Store.Command(db, sql, ("@now", now), ("@workspace", db.Workspace), ("@job", job));
        command.Parameters.AddWithValue("@ordinals", updates.Select(u => u.Ordinal).ToArray());
        command.Parameters.AddWithValue("@statuses", updates.Select(u => (int)u.Status).ToArray());
        command.Parameters.AddWithValue("@drafts", updates.Select(u => u.Draft).ToArray());
        command.Parameters.AddWithValue("@errors", updates.Select(u => u.Error!).ToArray());
        command.Parameters.AddWithValue("@tries", updates.Select(u => u.Tries).ToArray());
        command.Parameters.AddWithValue("@inputs", updates.Select(u => u.Usage.InputTokens).ToArray());
        command.Parameters.AddWithValue("@outputs", updates.Select(u => u.Usage.OutputTokens).ToArray());
        command.Parameters.AddWithValue("@costs", updates.Select(u => u.Usage.CostMicros).ToArray());
        var changed = new HashSet<int>(updates.Count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            changed.Add(reader.GetInt32(0));
        }

        return changed;
    }

    /// <summary>Rows whose outcome somebody else decided meanwhile, as by canceling, still bear what their calls cost.</summary>
    private static async Task Bill(AppDb db, Guid job, IReadOnlyList<RowUpdate> late, CancellationToken ct)
    {
        foreach (var (ordinal, usage) in late.Select(update => (update.Ordinal, update.Usage)))
        {
            await db.Rows.Where(r => r.JobId == job && r.Ordinal == ordinal).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.InputTokens, r => r.InputTokens + usage.InputTokens).SetProperty(r => r.OutputTokens, r => r.OutputTokens + usage.OutputTokens)
                .SetProperty(r => r.CostMicros, r => r.CostMicros + usage.CostMicros), ct);
        }
    }

    /// <summary>Rows count once; money counts always, for it was spent.</summary>
    private static Task<int> Count(AppDb db, Guid job, IReadOnlyList<RowResult> results, HashSet<int> changed, DateTimeOffset now, CancellationToken ct)
    {
        int Of(RowStatus status) => results.Count(r => r.Status == status && changed.Contains(r.Ordinal));
        var (completed, held, failed) = (Of(RowStatus.Completed), Of(RowStatus.Held), Of(RowStatus.Failed));
        var reused = results.Count(r => r.Reused && changed.Contains(r.Ordinal));
        var usage = results.Aggregate(default(Usage), (sum, r) => sum + r.Usage);
        const string sql = """
            UPDATE jobs SET completed = completed + @completed, held = held + @held, failed = failed + @failed, reused = reused + @reused, calls = calls + @calls,
                input_tokens = input_tokens + @input, output_tokens = output_tokens + @output, cost_micros = cost_micros + @cost, call_ms = call_ms + @ms, updated_at = @now,
                pace_from = CASE WHEN pace_next < @stale THEN pace_next ELSE pace_from END,
                pace_from_done = CASE WHEN pace_next < @stale THEN pace_next_done ELSE pace_from_done END,
                pace_next_done = CASE WHEN pace_next < @stale THEN completed + held + failed + canceled_rows + @done ELSE pace_next_done END,
                pace_next = CASE WHEN pace_next < @stale THEN @now ELSE pace_next END
            WHERE workspace_id = @workspace AND id = @job
            """;
        return Store.Execute(db, sql, ct, ("@completed", completed), ("@held", held), ("@failed", failed), ("@reused", reused), ("@calls", usage.Calls), ("@input", usage.InputTokens),
            ("@output", usage.OutputTokens), ("@cost", usage.CostMicros), ("@ms", usage.Milliseconds), ("@now", now), ("@stale", now - PaceStep),
            ("@done", completed + held + failed), ("@workspace", db.Workspace), ("@job", job));
    }

    private sealed record RowUpdate(int Ordinal, RowStatus Status, Guid? Draft, string? Error, int Tries, Usage Usage);
}
