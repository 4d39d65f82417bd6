namespace Overture.Audience.Files;

/// <summary>
/// Empty rows among the records are listed as rejected; those after the last record are no rows. Of a run longer than
/// <see cref="FileLimits.EmptyRows"/> the rest is one entry, so that ten million of them harm nobody.
/// </summary>
internal static class EmptyRow
{
    public const string Reason = "empty row";

    public static IEnumerable<FileRecord> List(IEnumerable<FileRecord> records)
    {
        var held = new List<long>();
        var more = 0L;
        var last = 0L;
        foreach (var record in records)
        {
            if (ReferenceEquals(record.Rejected, Reason))
            {
                if (held.Count < FileLimits.EmptyRows)
                    held.Add(record.LineNumber);
                else
                    more++;
                last = record.LineNumber;
                continue;
            }
            foreach (var line in held)
                yield return new FileRecord(line, [], Reason);
            if (more > 0)
                yield return new FileRecord(last, [], $"{more:N0} more empty rows up to here");
            held.Clear();
            more = 0;
            yield return record;
        }
    }
}
