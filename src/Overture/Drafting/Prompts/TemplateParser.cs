namespace Overture.Drafting.Prompts;

/// <summary>
/// Reads the part of Handlebars that a row of plain values needs: fields, #if, #unless, else, comments, ~ and standalone tags; and choices in
/// single braces. Whatever reaches further (partials, paths, loops, helpers) is refused by name. Linear in the text.
/// </summary>
internal sealed class TemplateParser
{
    private const int Deepest = 16;
    private readonly string _text;
    private readonly int[] _choiceEnds;
    private int _at;

    private TemplateParser(string text)
    {
        _text = text;
        _choiceEnds = FindChoices(text);
    }

    /// <exception cref="PromptInvalid">Names the line and column, what is wrong there, and the cure.</exception>
    public static TemplatePart[] Parse(string text)
    {
        var parser = new TemplateParser(text);
        var parts = parser.Parts(depth: 0, inChoice: false, out var end);
        return end is not { } stray ? parts : throw parser.Wrong(stray.Start, $"{{{{{stray.Content}}}}} closes nothing", "remove it or open its block");
    }

    /// <summary>Parts up to the end, or the tag (else, a closing tag) or sign (| or }) that ends this level.</summary>
    private TemplatePart[] Parts(int depth, bool inChoice, out Tag? end)
    {
        if (depth > Deepest)
            throw Wrong(_at, $"blocks and choices are nested deeper than {Deepest}", "make it flatter");
        var parts = new List<TemplatePart>();
        end = null;
        while (_at < _text.Length && !EndsOption(inChoice))
        {
            if (AtTag())
            {
                var tag = ReadTag(parts);
                if (tag.IsEnd)
                {
                    end = tag;
                    break;
                }
                AddTag(tag, parts, depth);
            }
            else if (_choiceEnds[_at] > 0)
                parts.Add(ReadChoice(depth));
            else
                parts.Add(ReadText(inChoice));
        }
        return [.. parts];
    }

    private bool EndsOption(bool inChoice) => inChoice && (_text[_at] is '|' or '}');

    private bool AtTag() => IsTag(_text, _at);

    private TemplatePart.Text ReadText(bool inChoice)
    {
        var start = _at;
        if (string.CompareOrdinal(_text, _at, "\\{{", 0, 3) == 0)
        {
            _at += 3;
            return new("{{");
        }
        do
            _at++;
        while (_at < _text.Length && !(_text[_at] == '{' && (AtTag() || _choiceEnds[_at] > 0)) && _text[_at] != '\\' && !EndsOption(inChoice));
        return new(_text[start.._at]);
    }

    private void AddTag(Tag tag, List<TemplatePart> parts, int depth)
    {
        var content = tag.Content;
        if (content.StartsWith('!'))
            return;
        if (content.StartsWith('#'))
            parts.Add(ReadBlock(tag, content[1..].Trim(), depth));
        else if (content == "fence")
            parts.Add(new TemplatePart.Fence());
        else
            parts.Add(ReadField(tag, content));
    }

    private TemplatePart.When ReadBlock(Tag tag, string head, int depth)
    {
        var space = head.IndexOfAny([' ', '\t', '\n']);
        var (kind, name) = space < 0 ? (head, "") : (head[..space], head[space..].Trim());
        if (kind is not ("if" or "unless"))
            throw Wrong(tag.Start, $"{{{{#{head}}}}} is not known", "there are {{#if field}} and {{#unless field}}");
        var field = FieldName(tag, name);
        var then = Parts(depth + 1, inChoice: false, out var end);
        var otherwise = end?.Content.StartsWith("else", StringComparison.Ordinal) == true || end?.Content == "^" ? ReadElse(ref end, depth) : [];
        if (end?.Content != $"/{kind}")
            throw Wrong(tag.Start, $"{{{{#{head}}}}} is not closed", $"end it with {{{{/{kind}}}}}");
        return new(field, kind == "if", then, otherwise);
    }

    private TemplatePart[] ReadElse(ref Tag? end, int depth)
    {
        var tag = end!.Value;
        var condition = tag.Content is "^" ? "" : tag.Content[4..].Trim();
        if (condition.Length == 0)
            return Parts(depth + 1, inChoice: false, out end);
        if (!condition.StartsWith("if ", StringComparison.Ordinal))
            throw Wrong(tag.Start, $"{{{{{tag.Content}}}}} is not known", "there are {{else}} and {{else if field}}");
        var then = Parts(depth + 1, inChoice: false, out end);
        var field = FieldName(tag, condition[3..].Trim());
        // One closing tag ends the whole chain.
        return [new TemplatePart.When(field, true, then, end?.Content.StartsWith("else", StringComparison.Ordinal) == true ? ReadElse(ref end, depth + 1) : [])];
    }

    private TemplatePart.Field ReadField(Tag tag, string content)
    {
        var bar = content.IndexOf('|', StringComparison.Ordinal);
        if (bar >= 0)
            return new(FieldName(tag, content[..bar].Trim()), DefaultText(content[(bar + 1)..].Trim()));
        if (!content.StartsWith("default ", StringComparison.Ordinal))
            return new(FieldName(tag, content), null);
        var rest = content[8..].Trim();
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            throw Wrong(tag.Start, $"{{{{{content}}}}} names no default", "write {{default first_name \"there\"}}");
        return new(FieldName(tag, rest[..space]), DefaultText(rest[space..].Trim()));
    }

    /// <summary>There, "there", 'there', default "there".</summary>
    private static string DefaultText(string text)
    {
        if (text.StartsWith("default", StringComparison.Ordinal) && text.Length > 7 && text[7] is ' ' or ':')
            text = text[8..].Trim();
        return text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;
    }

    private string FieldName(Tag tag, string name)
    {
        if (name.Length > 1 && name[0] == '[' && name[^1] == ']')
            return MergeName.Of(name[1..^1]);
        if (name.Length is > 0 and <= 100 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark))
            return MergeName.Of(name);
        throw Wrong(tag.Start, $"\"{Checks.Excerpt.Of(name)}\" is not the name of a field", "use letters, digits and _ (first_name), or [Any Header] in brackets; there are no paths, loops, partials or other helpers");
    }

    private TemplatePart.Choice ReadChoice(int depth)
    {
        var start = _at++;
        var options = new List<TemplatePart[]>();
        while (true)
        {
            options.Add(Parts(depth + 1, inChoice: true, out var end));
            if (end is { } tag)
                throw Wrong(tag.Start, $"{{{{{tag.Content}}}}} stands across a choice", "open and close a block inside one option");
            if (_at >= _text.Length)
                throw Wrong(start, "the choice is not closed", "end it with }");
            if (_text[_at++] == '}')
                return new([.. options]);
        }
    }

    private Tag ReadTag(List<TemplatePart> parts)
    {
        var start = _at;
        var (mark, close) = Marks(_text, start);
        var end = _text.IndexOf(close, start + 2, StringComparison.Ordinal);
        if (end < 0)
            throw Wrong(start, "a tag is not closed", $"end it with {close}, or write \\{{{{ for two braces");
        _at = end + close.Length;
        var content = _text[(start + mark)..end];
        var (left, right) = (content.StartsWith('~'), content.EndsWith('~'));
        content = content.Trim('~').Trim();
        content = content.StartsWith('&') ? content[1..].Trim() : content;
        if (content.Length == 0)
            throw Wrong(start, "a tag is empty", "name a field in it, as {{first_name}}");
        Trim(parts, start, content, left, right);
        return new(start, content.StartsWith('/') ? $"/{content[1..].Trim()}" : content);
    }

    /// <summary>~ takes the white space on its side; a block tag or comment alone on its line takes the line.</summary>
    private void Trim(List<TemplatePart> parts, int start, string content, bool left, bool right)
    {
        var lineStart = _text.LastIndexOf('\n', Math.Max(0, start - 1), Math.Max(0, start)) + 1;
        var lineEnd = _text.IndexOf('\n', _at) is var newline && newline < 0 ? _text.Length : newline;
        var alone = (content[0] is '#' or '/' or '!' or '^' || content.StartsWith("else", StringComparison.Ordinal))
            && _text.AsSpan(lineStart, start - lineStart).IsWhiteSpace() && _text.AsSpan(_at, lineEnd - _at).IsWhiteSpace();
        if (parts is [.., TemplatePart.Text last] && (left || alone))
            parts[^1] = new TemplatePart.Text(left ? last.Words.TrimEnd() : last.Words.TrimEnd(' ', '\t'));
        if (alone)
            _at = Math.Min(lineEnd + 1, _text.Length);
        while (right && _at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private PromptInvalid Wrong(int at, string what, string cure)
    {
        var line = _text.AsSpan(0, Math.Min(at, _text.Length)).Count('\n') + 1;
        var column = at - (at == 0 ? -1 : _text.LastIndexOf('\n', Math.Min(at, _text.Length) - 1));
        return new($"Template, line {line}, column {column}", what, cure);
    }

    /// <summary>Where each choice that opens at an index ends: a single brace with a bar at its own level. Others are text.</summary>
    private static int[] FindChoices(string text)
    {
        var ends = new int[text.Length];
        var open = new Stack<(int At, bool Bar)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (IsTag(text, i))
                i = BehindTag(text, i) - 1;
            else if (text[i] == '{')
                open.Push((i, false));
            else if (text[i] == '|' && open.Count > 0)
                open.Push(open.Pop() with { Bar = true });
            else if (text[i] == '}' && open.Count > 0 && open.Pop() is { Bar: true } choice)
                ends[choice.At] = i;
        }
        return ends;
    }

    /// <summary>"{{{a}}}" is a tag; "{{{a}}|b}" is a choice that begins with one.</summary>
    private static bool IsTag(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "{{{", 0, 3) != 0)
            return string.CompareOrdinal(text, at, "{{", 0, 2) == 0;
        var end = text.IndexOf("}}", at, StringComparison.Ordinal);
        return end < 0 || string.CompareOrdinal(text, end, "}}}", 0, 3) == 0;
    }

    private static int BehindTag(string text, int at)
    {
        var close = Marks(text, at).Close;
        var end = text.IndexOf(close, at + 2, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + close.Length;
    }

    /// <summary>How long the mark is that opens a tag, and the one that closes it.</summary>
    private static (int Open, string Close) Marks(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "{{!--", 0, 5) == 0)
            return (2, "--}}");
        return string.CompareOrdinal(text, at, "{{{", 0, 3) == 0 ? (3, "}}}") : (2, "}}");
    }

    private readonly record struct Tag(int Start, string Content)
    {
        public bool IsEnd => Content[0] is '/' or '^' || Content == "else" || Content.StartsWith("else ", StringComparison.Ordinal);
    }
}
