namespace Overture.Drafting;

/// <summary>The files that come with the product, for a first try: 50 people, and 20 sites.</summary>
internal static class SampleFile
{
    /// <returns>Null when there is none of that name.</returns>
    public static (string Name, Stream Bytes)? Open(string? name) =>
        name is "leads" or "sites" ? ($"{name}.csv", typeof(SampleFile).Assembly.GetManifestResourceStream($"samples.{name}.csv")!) : null;
}
