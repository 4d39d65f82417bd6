namespace Overture.Audience.Files;

/// <summary>One record of a file, its cells as they stood.</summary>
/// <param name="LineNumber">The physical line it begins on, from 1; the row of a sheet.</param>
/// <param name="Cells">As many as there are: short rows stay short, extra cells are kept.</param>
/// <param name="Rejected">Why it cannot be read as a record; null when it is one.</param>
internal sealed record FileRecord(long LineNumber, IReadOnlyList<string> Cells, string? Rejected);
