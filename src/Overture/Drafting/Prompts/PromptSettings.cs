using System.Globalization;

namespace Overture.Drafting.Prompts;

/// <summary>The "name: value" lines of a prompt file. Each is taken once; what nobody took is refused.</summary>
internal sealed class PromptSettings
{
    private const string All = "name, words, sentences, subject, signature, language, links, models, temperature, max_tokens";
    private readonly Dictionary<string, (string Value, int Line)> _values = new(StringComparer.Ordinal);

    public void Add(string line, int number)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#')
            return;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            throw new PromptInvalid($"Prompt file, line {number}", $"\"{Checks.Excerpt.Of(text)}\" is no setting", "write \"name: value\"", Checks.Excerpt.Of(text));
        var name = text[..colon].Trim().ToLowerInvariant();
        if (!_values.TryAdd(name, (text[(colon + 1)..].Trim().Trim('"'), number)))
            throw new PromptInvalid($"Prompt file, line {number}", $"\"{Checks.Excerpt.Of(name)}\" stands twice", "keep one", Checks.Excerpt.Of(name));
    }

    public string? Text(string name) => Take(name) is { Value.Length: > 0 } found ? found.Value : null;

    public int? Whole(string name, int least, int most) => Range(name, least, most, single: true).Max;

    public decimal? Decimal(string name, decimal least, decimal most)
    {
        if (Take(name) is not { Value.Length: > 0 } found)
            return null;
        return decimal.TryParse(found.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw Wrong(name, found, string.Create(CultureInfo.InvariantCulture, $"write a number from {least} to {most}"));
    }

    /// <summary>"50-70", "50 to 70", "70" (at most).</summary>
    public (int? Min, int? Max) Range(string name, int least, int most) => Range(name, least, most, single: false);

    public bool? YesNo(string name) => OneOf(name, ["yes", "no", "true", "false"]) switch
    {
        "yes" or "true" => true,
        "no" or "false" => false,
        _ => null,
    };

    public string? OneOf(string name, string[] values)
    {
        if (Take(name) is not { Value.Length: > 0 } found)
            return null;
        return Array.Find(values, v => v.Equals(found.Value, StringComparison.OrdinalIgnoreCase)) ?? throw Wrong(name, found, $"choose one of {string.Join(", ", values)}");
    }

    public void RefuseRest()
    {
        foreach (var (name, (_, line)) in _values.OrderBy(v => v.Value.Line))
            throw new PromptInvalid($"Prompt file, line {line}", $"\"{Checks.Excerpt.Of(name)}\" is not a setting", $"there are {All}", Checks.Excerpt.Of(name));
    }

    private (int? Min, int? Max) Range(string name, int least, int most, bool single)
    {
        if (Take(name) is not { Value.Length: > 0 } found)
            return (null, null);
        var parts = found.Value.Replace(" to ", "-", StringComparison.Ordinal).Replace('–', '-').Split('-', StringSplitOptions.TrimEntries);
        var cure = single ? $"write a whole number from {least} to {most}" : $"write two numbers from {least} to {most}, as 50-70, or one that is the most";
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : throw Wrong(name, found, cure)).ToArray();
        return numbers switch
        {
            [var max] => (null, max),
            [var min, var max] when !single && min <= max => (min, max),
            _ => throw Wrong(name, found, cure),
        };
    }

    private (string Value, int Line)? Take(string name) => _values.Remove(name, out var found) ? found : null;

    private static PromptInvalid Wrong(string name, (string Value, int Line) found, string cure) =>
        new($"Prompt file, line {found.Line}", $"{name} cannot be \"{Checks.Excerpt.Of(found.Value)}\"", cure, Checks.Excerpt.Of(found.Value));
}
