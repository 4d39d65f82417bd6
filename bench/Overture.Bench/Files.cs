namespace Overture.Bench;

/// <summary>Three files of people whom none of the others has, so that no job takes its words from another; gone when it is disposed.</summary>
internal sealed class Files : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("overture-bench-").FullName;

    public Files(int rows)
    {
        for (var batch = 0; batch < 3; batch++)
        {
            People.Write(this[batch], rows, batch);
        }
    }

    public string this[int batch] => Path.Combine(folder, $"people-{batch}.csv");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
