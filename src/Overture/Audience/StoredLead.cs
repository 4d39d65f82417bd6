namespace Overture.Audience;

/// <summary>A lead as the table has it now, and the first line of the current import that named it.</summary>
internal sealed record StoredLead(Guid Id, int FirstOrdinal);
