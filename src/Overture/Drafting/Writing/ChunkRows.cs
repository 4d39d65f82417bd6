namespace Overture.Drafting.Writing;

/// <summary>What a chunk has to do now.</summary>
/// <param name="Asked">The job itself waits or is over: these are rows that a person asked for, and nothing else is written.</param>
internal sealed record ChunkRows(WritingPlan Plan, IReadOnlyList<RowWork> Ready, bool Asked);
