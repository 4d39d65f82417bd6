namespace Overture.Drafting.Writing;

/// <summary>What gives way when a prompt is too long: the text of the site, then the longest field, each by half, from the end.</summary>
internal static class CutField
{
    private const int NothingLeft = 200;

    /// <returns>The fields with one of them shorter, and that in words; null when nothing is left that is worth cutting.</returns>
    public static (IReadOnlyDictionary<string, string> Fields, string Said)? Run(IReadOnlyDictionary<string, string> fields, IReadOnlySet<string> read)
    {
        var site = fields.GetValueOrDefault("site_text");
        var name = site?.Length > NothingLeft ? "site_text" : fields.Where(f => read.Contains(f.Key)).OrderByDescending(f => f.Value.Length).Select(f => f.Key).FirstOrDefault();
        if (name is null || fields[name].Length <= NothingLeft)
        {
            return null;
        }

        var (before, after) = (fields[name].Length, fields[name].Length / 2);
        after -= char.IsHighSurrogate(fields[name][after - 1]) ? 1 : 0;
        var cut = new Dictionary<string, string>(fields, StringComparer.Ordinal) { [name] = fields[name][..after] };
        return (cut, $"{name} was cut from {before:N0} to {after:N0} characters to fit the model.");
    }
}
