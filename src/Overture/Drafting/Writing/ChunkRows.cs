namespace Overture.Drafting.Writing;

/// <summary>What a chunk has to do now.</summary>
internal sealed record ChunkRows(WritingPlan Plan, IReadOnlyList<RowWork> Ready);
