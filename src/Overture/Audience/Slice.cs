namespace Overture.Audience;

/// <summary>Some records of a file, cleaned, ready to be stored in one transaction.</summary>
internal sealed record Slice(IReadOnlyList<SliceLine> Lines, IReadOnlyList<RejectedLine> Rejected, long RecordsRead, bool IsLast);
