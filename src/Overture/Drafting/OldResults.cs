using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>The rows of a job as older programs know them, streamed page by page.</summary>
internal sealed class OldResults(Store store)
{
    private const int PageSize = 1000;

    /// <returns>Null when there is no such job.</returns>
    public async Task<IAsyncEnumerable<OldResult>?> Run(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is { } job ? Rows(job, ct) : null;
    }

    private async IAsyncEnumerable<OldResult> Rows(Job job, [EnumeratorCancellation] CancellationToken ct)
    {
        var map = await MapOf(job, ct);
        for (var after = 0; ; after += PageSize)
        {
            await using var db = store.Open(job.WorkspaceId);
            var page = await new RowFilter().Of(db, job.Id).Where(r => r.Row.Ordinal > after && r.Row.Ordinal <= after + PageSize).OrderBy(r => r.Row.Ordinal)
                .Select(r => new { r.Row.Ordinal, r.Row.Status, r.Row.Error, r.Row.Tries, r.Row.UpdatedAt, r.Lead!.Url, Body = (string?)r.Draft!.Body }).ToListAsync(ct);
            var cells = await Cells(db, job, map, after, ct);
            foreach (var row in page)
            {
                var status = row.Status is RowStatus.Held or RowStatus.Canceled ? RowStatus.Failed : row.Status;
                yield return new(IdOf(job.Id, row.Ordinal), job.Id, cells.GetValueOrDefault(row.Ordinal) ?? row.Url, status.ToString().ToLowerInvariant(), row.Status is RowStatus.Completed ? row.Body : null,
                    row.Status is RowStatus.Held && row.Error is null ? "held for review" : row.Error, row.Tries, job.CreatedAt, row.UpdatedAt);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }
        }
    }

    private async Task<ColumnMap?> MapOf(Job job, CancellationToken ct)
    {
        await using var db = store.Open(job.WorkspaceId);
        return await db.Imports.Where(i => i.Id == job.ImportId).Select(i => i.Mapping).SingleOrDefaultAsync(ct) is { } mapping
            ? JsonSerializer.Deserialize<ColumnMap>(mapping, AudienceJson.Options)
            : null;
    }

    /// <summary>The sites as the file has them, letter for letter: programs look their rows up by them.</summary>
    private static async Task<Dictionary<int, string?>> Cells(AppDb db, Job job, ColumnMap? map, int after, CancellationToken ct)
    {
        if (map?.At(Field.Website) is not (>= 0 and var at))
        {
            return [];
        }

        var lines = await db.Lines.Where(l => l.ImportId == job.ImportId && l.Ordinal > after && l.Ordinal <= after + PageSize).Select(l => new { l.Ordinal, l.Cells }).ToListAsync(ct);
        return lines.ToDictionary(line => line.Ordinal, line => AudienceJson.Cells(line.Cells).ElementAtOrDefault(at));
    }

    /// <summary>Rows go by job and ordinal here; older programs want a UUID (RFC 9562 version 8).</summary>
    private static Guid IdOf(Guid job, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[20];
        job.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], ordinal);
        var id = SHA256.HashData(bytes).AsSpan(0, 16);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new(id, bigEndian: true);
    }
}
