namespace Overture.Audience.Cleaning;

/// <summary>A word list kept as a text file beside the code that reads it: a line an entry, "#" begins a comment.</summary>
internal static class WordTable
{
    /// <summary>The lines of <paramref name="file"/>, which stands in the folder of <typeparamref name="TReader"/>.</summary>
    public static IEnumerable<string> Lines<TReader>(string file) => Lines(typeof(TReader), file);

    public static IEnumerable<string> Lines(Type reader, string file)
    {
        using var stream = reader.Assembly.GetManifestResourceStream(reader, file)
            ?? throw new InvalidOperationException($"The word table {file} beside {reader.FullName} is not embedded.");
        using var text = new StreamReader(stream);
        while (text.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    /// <summary>The entries of "label: one | two | three", and the label.</summary>
    public static (string Label, string[] Entries) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon].Trim(), line[(colon + 1)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
