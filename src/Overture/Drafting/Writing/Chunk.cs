using System.Globalization;

namespace Overture.Drafting.Writing;

/// <summary>Up to CHUNK_SIZE rows of a job that lie together: what one turn works on and one lease guards.</summary>
internal readonly record struct Chunk(Guid Workspace, Guid Job, int Index)
{
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Workspace:N}.{Job:N}.{Index}");

    public string Lease => "chunk/" + Key;

    public static Chunk Parse(string key)
    {
        var parts = key.Split('.');
        return new(Guid.Parse(parts[0]), Guid.Parse(parts[1]), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    /// <param name="ordinal">1-based.</param>
    public static int Number(int ordinal, int size) => (ordinal - 1) / size;

    /// <summary>The first and last ordinal of the chunk.</summary>
    public (int From, int To) Ordinals(int size) => ((Index * size) + 1, (Index + 1) * size);
}
