namespace Overture.Drafting.Writing;

/// <summary>What gives way when a prompt is too long: the text of the site, then the longest field, from the end.</summary>
internal static class CutField
{
    private const int NothingLeft = 200;

    /// <param name="tokens">About how many the whole prompt has.</param>
    /// <param name="keep">The part of the prompt that may stay; null: nobody knows, and the field is halved.</param>
    /// <returns>The fields with one of them shorter; null when nothing is left that is worth cutting.</returns>
    public static IReadOnlyDictionary<string, string>? Run(IReadOnlyDictionary<string, string> fields, IReadOnlySet<string> read, int tokens, double? keep)
    {
        var site = fields.GetValueOrDefault("site_text");
        var name = site?.Length > NothingLeft ? "site_text" : fields.Where(f => read.Contains(f.Key)).OrderByDescending(f => f.Value.Length).Select(f => f.Key).FirstOrDefault();
        if (name is null || fields[name].Length <= NothingLeft)
        {
            return null;
        }

        var text = fields[name];
        var away = keep is { } part ? (int)Math.Min(text.Length, (1 - part) * tokens * text.Length / Math.Max(1, TokenEstimate.Of(text))) : text.Length / 2;
        var length = Math.Max(NothingLeft, Math.Min(text.Length - away, text.Length * 9 / 10));
        length -= char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return new Dictionary<string, string>(fields, StringComparer.Ordinal) { [name] = text[..length] };
    }

    /// <summary>What was cut in all, in words; null when nothing was.</summary>
    public static string? Said(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var cuts = before.Where(field => after[field.Key].Length < field.Value.Length)
            .Select(field => $"{field.Key} was cut from {field.Value.Length:N0} to {after[field.Key].Length:N0} characters to fit the model.").ToList();
        return cuts.Count is 0 ? null : string.Join(" ", cuts);
    }
}
