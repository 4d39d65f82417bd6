namespace Overture.Drafting.Checks;

/// <summary>A piece of foreign text short enough to be quoted in a detail, on one line.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    public static string Of(ReadOnlySpan<char> text)
    {
        var line = string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Longest)
            return line;
        return $"{line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)]}…";
    }
}
