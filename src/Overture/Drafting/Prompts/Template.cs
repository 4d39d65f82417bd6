using System.Globalization;
using System.Text;

namespace Overture.Drafting.Prompts;

/// <summary>
/// A user template: Handlebars over the fields of one row, with defaults, conditionals and choices. Parsed once, rendered for every row. Values are
/// data: they are put in as they are and never read as template.
/// </summary>
internal sealed class Template
{
    /// <summary>Most characters of a template, and of what it renders to; longer values are cut from their end.</summary>
    public const int Longest = 100_000;

    private readonly TemplatePart[] _parts;
    private readonly Dictionary<string, bool> _fields = new(StringComparer.Ordinal);

    private Template(TemplatePart[] parts)
    {
        _parts = parts;
        Collect(parts, []);
        Fields = _fields.Keys.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The fields it reads, also in conditions, by their merge names.</summary>
    public IReadOnlySet<string> Fields { get; }

    /// <exception cref="PromptInvalid">Names the place and the cure.</exception>
    public static Template Parse(string text)
    {
        if (text.Length > Longest)
            throw new PromptInvalid("Template", $"it has {text.Length:N0} characters, at most {Longest:N0} are allowed", "shorten it");
        return new(TemplateParser.Parse(text.ReplaceLineEndings("\n")));
    }

    /// <summary>The fields that a file with these lacks. A standard field may be lacking where the template has a default or asks with #if.</summary>
    public IEnumerable<string> UnknownFields(IReadOnlySet<string> known) =>
        from field in _fields
        where !known.Contains(field.Key) && field.Key != MergeName.SiteText && (field.Value || !MergeName.Standard.Contains(field.Key))
        select field.Key;

    /// <param name="seed">Chooses among {one|another}.</param>
    public string Render(IReadOnlyDictionary<string, string> fields, ulong seed)
    {
        var (text, draw) = (new StringBuilder(1024), new Draw(seed));
        Render(_parts, fields, text, ref draw, seed);
        return text.ToString();
    }

    /// <summary>The fields that decide what it says of this row, as it meets them: of a condition the way that is taken, of a choice every option.</summary>
    public IReadOnlyList<string> FieldsFor(IReadOnlyDictionary<string, string> fields)
    {
        var read = new List<string>(_fields.Count);
        Meet(_parts, fields, read);
        return read;
    }

    private static void Meet(TemplatePart[] parts, IReadOnlyDictionary<string, string> fields, List<string> read)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case TemplatePart.Field field:
                    Meet(field.Name, read);
                    break;
                case TemplatePart.When block:
                    Meet(block.Name, read);
                    Meet(Value(fields, block.Name) is not null == block.Present ? block.Then : block.Else, fields, read);
                    break;
                case TemplatePart.Choice choice:
                    Array.ForEach(choice.Options, option => Meet(option, fields, read));
                    break;
            }
        }
    }

    private static void Meet(string field, List<string> read)
    {
        if (!read.Contains(field))
            read.Add(field);
    }

    private static void Render(TemplatePart[] parts, IReadOnlyDictionary<string, string> fields, StringBuilder text, ref Draw draw, ulong seed)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case TemplatePart.Text plain:
                    Append(text, plain.Words);
                    break;
                case TemplatePart.Field field:
                    Append(text, Value(fields, field.Name) ?? field.Default ?? "");
                    break;
                case TemplatePart.When block:
                    Render(Value(fields, block.Name) is not null == block.Present ? block.Then : block.Else, fields, text, ref draw, seed);
                    break;
                case TemplatePart.Choice choice:
                    Render(choice.Options[draw.Below(choice.Options.Length)], fields, text, ref draw, seed);
                    break;
                case TemplatePart.Fence:
                    Append(text, string.Create(CultureInfo.InvariantCulture, $"data-{(uint)new Draw(~seed).Next():x8}"));
                    break;
            }
        }
    }

    private static void Append(StringBuilder text, string words) => text.Append(words, 0, Math.Min(words.Length, Longest - text.Length));

    private static string? Value(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>Each field, and whether the template cannot do without it.</summary>
    private void Collect(TemplatePart[] parts, HashSet<string> certain)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case TemplatePart.Field field:
                    Note(field.Name, field.Default is null && !certain.Contains(field.Name));
                    break;
                case TemplatePart.When block:
                    Note(block.Name, false);
                    Collect(block.Then, block.Present ? [.. certain, block.Name] : certain);
                    Collect(block.Else, block.Present ? certain : [.. certain, block.Name]);
                    break;
                case TemplatePart.Choice choice:
                    foreach (var option in choice.Options)
                        Collect(option, certain);
                    break;
            }
        }
    }

    private void Note(string field, bool needed) => _fields[field] = needed || _fields.GetValueOrDefault(field);
}
