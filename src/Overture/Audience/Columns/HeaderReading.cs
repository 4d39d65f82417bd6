namespace Overture.Audience.Columns;

/// <summary>What a header says by itself.</summary>
/// <param name="Field">The field; of a bare "Name", the one it is when no other name stands in the file.</param>
/// <param name="Rank">0 says it outright; the higher, the sooner another column has the better claim.</param>
/// <param name="IsBareName">"Name", "Nom", "Nome": a first, last or full name, as its neighbours decide.</param>
internal sealed record HeaderReading(Field Field, int Rank, bool IsBareName = false)
{
    public HeaderReading Weaker(int by) => this with { Rank = Rank + by };
}
