using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Storage;

namespace Overture.Audience;

/// <summary>An import as it is told: state, dialect, columns and their meaning, counts, and its first lines.</summary>
internal sealed record ImportView
{
    private const int FirstLines = 10;

    public required Guid Id { get; init; }
    public required string FileName { get; init; }
    public long Bytes { get; init; }
    public ImportState State { get; init; }
    public string? Error { get; init; }
    public Dialect? Dialect { get; init; }

    /// <summary>The sheets of a workbook.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>Where text looks broken by an earlier program; null where it looks whole.</summary>
    public MojibakeView? Mojibake { get; init; }

    public IReadOnlyList<ColumnView> Columns { get; init; } = [];

    /// <summary>What a person should look at before anything is written.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public int Lines { get; init; }
    public int Rejected { get; init; }
    public int Leads { get; init; }
    public int Known { get; init; }
    public int Duplicates { get; init; }
    public int Unmailable { get; init; }
    public int Sites { get; init; }
    public string? Consent { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The cells of the first lines as they stood; in a list of imports it is left out.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? FirstRows { get; init; }

    public static ImportView Of(Import import)
    {
        var dialect = Read<Dialect>(import.Dialect);
        var findings = Findings.Of(import);
        var view = Of(import, dialect) with
        {
            Sheets = findings.Sheets,
            Mojibake = findings.Mojibake is { } example ? new(example, dialect?.RepairMojibake ?? false) : null,
        };
        return HasLines(import) ? view.Counted(import) : view;
    }

    /// <summary>Until a reading has begun there are no lines; those of an older dialect or mapping are no longer told.</summary>
    private static bool HasLines(Import import) => import.State is ImportState.Reading or ImportState.Ready or ImportState.Failed;

    private ImportView Counted(Import import) => this with
    {
        Lines = import.LineCount,
        Rejected = import.RejectedCount,
        Leads = import.LeadCount,
        Known = import.KnownCount,
        Duplicates = import.DuplicateCount,
        Unmailable = import.UnmailableCount,
        Sites = import.SiteCount,
        ReadyAt = import.ReadyAt,
    };

    /// <returns>Null when there is none.</returns>
    public static async Task<ImportView?> Find(Store store, Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        if (await db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } import)
        {
            return null;
        }

        if (!HasLines(import))
        {
            return Of(import) with { FirstRows = [] };
        }

        var cells = await db.Lines.Where(l => l.ImportId == id && l.Ordinal <= FirstLines).OrderBy(l => l.Ordinal).Select(l => l.Cells).ToListAsync(ct);
        return Of(import) with { FirstRows = [.. cells.Select(AudienceJson.Cells)] };
    }

    private static ImportView Of(Import import, Dialect? dialect) => new()
    {
        Id = import.Id,
        FileName = import.FileName,
        Bytes = import.Bytes,
        State = import.State,
        Error = import.Error,
        Dialect = dialect,
        Columns = [.. Read<ColumnMap>(import.Mapping)?.Columns.Select(ColumnView.Of) ?? []],
        Warnings = Read<ColumnMap>(import.Mapping) is { } map ? ColumnWarnings.Of(map) : [],
        Consent = import.ConsentBasis,
        CreatedAt = import.CreatedAt,
    };

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, AudienceJson.Options);
}

/// <param name="Field">What the column means; null: it is kept as it is.</param>
/// <param name="MergeName">Its name in prompts.</param>
/// <param name="Doubt">Why a person should look.</param>
internal sealed record ColumnView(int Index, string Header, string? Field, string MergeName, string? Doubt)
{
    public static ColumnView Of(ColumnMapping column) => new(column.Index, column.Header, column.Field is { } field ? MergeNames.Of(field) : null, column.MergeName, column.Doubt);
}

/// <param name="Example">A word as it stands and as its repair would read.</param>
/// <param name="Repaired">It is read repaired; PATCH {"repair_mojibake": true} says so.</param>
internal sealed record MojibakeView(string Example, bool Repaired);
