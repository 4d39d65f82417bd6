using System.Globalization;
using Overture.Drafting.Checks;

namespace Overture.Drafting.Prompts;

/// <summary>
/// A prompt as a text file: settings between two lines of ---, then the sections "## System" and "## User". Documented in docs/prompts.md.
/// </summary>
internal static class PromptFile
{
    private const int LongestSystem = 50_000;

    /// <exception cref="PromptInvalid">Names the line, what is wrong there, and the cure.</exception>
    public static PromptRecipe Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var settings = ReadSettings(lines, out var next);
        var sections = ReadSections(lines, next);
        var recipe = new PromptRecipe(
            settings.Text("name") ?? throw new PromptInvalid("Prompt file, line 1", "the name is missing", "add a line such as \"name: my-prompt\" between the two lines of ---"),
            Section(sections, "system"), Section(sections, "user"), Rules(settings), List(settings.Text("models")),
            new(settings.Decimal("temperature", 0, 2), settings.Whole("max_tokens", 16, 32_000)));
        settings.RefuseRest();
        if (recipe.System.Length > LongestSystem)
            throw new PromptInvalid("Prompt file", $"the system text has {recipe.System.Length:N0} characters, at most {LongestSystem:N0} are allowed", "shorten it");
        _ = Template.Parse(recipe.User);
        return recipe;
    }

    private static OutputRules Rules(PromptSettings settings)
    {
        var (min, max) = settings.Range("words", 1, 2000);
        var links = List(settings.Text("links"));
        return new()
        {
            MinWords = min,
            MaxWords = max,
            MaxSentences = settings.Whole("sentences", 1, 200),
            Subject = settings.YesNo("subject") ?? false,
            Signature = settings.YesNo("signature") ?? false,
            Language = settings.OneOf("language", [.. Language.Known, "any"]) is { } language and not "any" ? language : null,
            AllowLinks = links is ["any"],
            AllowedLinks = links is ["any"] or ["none"] ? [] : links,
        };
    }

    private static string[] List(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static PromptSettings ReadSettings(string[] lines, out int next)
    {
        var start = Array.FindIndex(lines, l => l.Trim().Length > 0);
        if (start < 0 || lines[start].Trim() != "---")
            throw new PromptInvalid($"Prompt file, line {Math.Max(start, 0) + 1}", "it does not begin with its settings", "begin with a line ---, then \"name: my-prompt\", then a line ---", start < 0 ? null : Excerpt.Of(lines[start]));
        var end = Array.FindIndex(lines, start + 1, l => l.Trim() == "---");
        if (end < 0)
            throw new PromptInvalid($"Prompt file, line {start + 1}", "the settings do not end", "close them with a line ---");
        next = end + 1;
        var settings = new PromptSettings();
        for (var i = start + 1; i < end; i++)
            settings.Add(lines[i], i + 1);
        return settings;
    }

    private static Dictionary<string, string> ReadSections(string[] lines, int next)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? section = null;
        for (var i = next; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal) && lines[i][3..].Trim().ToLowerInvariant() is "system" or "user" && lines[i][3..].Trim().ToLowerInvariant() is var name)
            {
                if (!sections.TryAdd(name, section = []))
                    throw new PromptInvalid($"Prompt file, line {i + 1}", $"a second section \"{lines[i].Trim()}\"", "put both into one", lines[i].Trim());
            }
            else if (section is not null)
                section.Add(lines[i]);
            else if (lines[i].Trim().Length > 0)
                throw new PromptInvalid($"Prompt file, line {i + 1}", "text before the first section", "put it below \"## System\" or \"## User\"", Excerpt.Of(lines[i]));
        }
        return sections.ToDictionary(s => s.Key, s => string.Join('\n', s.Value).Trim(), StringComparer.Ordinal);
    }

    private static string Section(Dictionary<string, string> sections, string name) =>
        sections.GetValueOrDefault(name) is { Length: > 0 } text ? text
            : throw new PromptInvalid("Prompt file", $"the section \"## {CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name)}\" is missing or empty", "add it below the settings");
}
