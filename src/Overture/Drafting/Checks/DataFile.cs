namespace Overture.Drafting.Checks;

/// <summary>A table that lies beside the code that reads it. Lines that begin with # are remarks.</summary>
internal static class DataFile
{
    public static IEnumerable<string> Lines(Type beside, string name) =>
        Text(beside, name).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#');

    public static string Text(Type beside, string name)
    {
        using var stream = beside.Assembly.GetManifestResourceStream(beside, name) ?? throw new InvalidOperationException($"{name} is not embedded beside {beside}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
