using Overture.Audience.Cleaning;
using Overture.Audience.Columns;
using Overture.Audience.Files;

namespace Overture.Audience;

/// <summary>Cuts the records of a file into slices, numbering lines and records.</summary>
internal sealed class SliceReader(Import import, ColumnMap map, DateTimeOffset now)
{
    private int ordinal = import.LineCount;
    private long record = import.RecordsRead;

    public long RecordsRead => record;

    public Slice Next(IEnumerator<FileRecord> records, int size)
    {
        var lines = new List<SliceLine>(size);
        var rejected = new List<RejectedLine>();
        var leads = new Dictionary<string, SliceLine>(size, StringComparer.Ordinal);
        var more = true;
        while (lines.Count + rejected.Count < size && (more = records.MoveNext()))
        {
            record++;
            if (records.Current.Rejected is { } reason)
            {
                rejected.Add(Reject(records.Current, reason));
            }
            else
            {
                lines.Add(Clean(records.Current, leads));
            }
        }

        return new(lines, rejected, record, !more);
    }

    private RejectedLine Reject(FileRecord torn, string reason)
    {
        var text = string.Join(" | ", torn.Cells).Replace("\0", "", StringComparison.Ordinal);
        return new()
        {
            WorkspaceId = import.WorkspaceId,
            ImportId = import.Id,
            Record = record,
            LineNumber = torn.LineNumber,
            Reason = reason,
            Text = text.Length > 300 ? text[..300] : text,
        };
    }

    private SliceLine Clean(FileRecord whole, Dictionary<string, SliceLine> leads)
    {
        var clean = CleanRow.Run(map, whole.Cells);
        var line = new Line
        {
            WorkspaceId = import.WorkspaceId,
            ImportId = import.Id,
            Ordinal = ++ordinal,
            LineNumber = whole.LineNumber,
            Cells = AudienceJson.OfCells(whole.Cells),
            Unmailable = clean.Unmailable,
        };
        if (clean.Identity is not { } identity)
        {
            return new(line, null, clean.Url is not null, null);
        }

        if (leads.TryGetValue(identity, out var first))
        {
            return new(line, null, clean.Url is not null, first);
        }

        return leads[identity] = new(line, LeadOf(clean), clean.Url is not null, null);
    }

    private Lead LeadOf(CleanLead clean) => new()
    {
        Id = Guid.CreateVersion7(now),
        WorkspaceId = import.WorkspaceId,
        Identity = clean.Identity!,
        Email = clean.Email,
        Url = clean.Url,
        FirstName = clean.FirstName,
        LastName = clean.LastName,
        FullName = clean.FullName,
        Company = clean.Company,
        Title = clean.Title,
        LinkedIn = clean.LinkedIn,
        Phone = clean.Phone,
        City = clean.City,
        Country = clean.Country,
        Zone = clean.Zone,
        Extra = System.Text.Json.JsonSerializer.Serialize(clean.Extra.Select(pair => new[] { pair.Name, pair.Value }), AudienceJson.Options),
        Source = import.Source,
        ConsentBasis = import.ConsentBasis,
        ConsentAt = import.ConsentBasis is null ? null : now,
        CreatedAt = now,
        UpdatedAt = now,
        ImportId = import.Id,
        FirstOrdinal = ordinal,
    };
}
