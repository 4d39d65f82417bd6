namespace Overture.Audience.Files;

/// <summary>The characters that names, firms, places and prose of a language are mostly made of.</summary>
internal static class CommonCharacters
{
    private static readonly Dictionary<string, HashSet<char>> Sets = Read();

    public static HashSet<char> Of(string encoding) => Sets[encoding];

    private static Dictionary<string, HashSet<char>> Read()
    {
        using var file = typeof(CommonCharacters).Assembly.GetManifestResourceStream("Overture.Audience.Files.CommonCharacters.txt")
            ?? throw new InvalidOperationException("The common characters are missing from the program.");
        using var lines = new StreamReader(file);
        var sets = new Dictionary<string, HashSet<char>>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
        {
            var (names, characters) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            foreach (var name in names.Split(' '))
                (sets.TryGetValue(name, out var set) ? set : sets[name] = []).UnionWith(characters);
        }
        return sets;
    }
}
