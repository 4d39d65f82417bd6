namespace Overture.Drafting.Writing;

/// <summary>One row to be written: its fields, the key its words will bear, and the words if they are there already.</summary>
/// <param name="Draw">A number of this person alone: people with equal fields draw different takes.</param>
internal sealed record RowWork(int Ordinal, Guid? LeadId, IReadOnlyDictionary<string, string> Fields, ulong Draw, int Take, int Tries)
{
    public byte[] Key { get; init; } = [];

    public KnownDraft? Known { get; init; }
}

/// <summary>A draft that bears the key already.</summary>
internal sealed record KnownDraft(Guid Id, bool Passed, Review Review, string Failures);

/// <summary>What a chunk has to do now.</summary>
internal sealed record ChunkRows(WritingPlan Plan, IReadOnlyList<RowWork> Ready);
