using System.Text;
using System.Text.Json;
using Overture.Drafting.Checks;

namespace Overture.Drafting.Providers;

/// <summary>Copy from the JSON object in an answer, also as models botch it: smart quotes, bare line ends in strings, trailing commas.</summary>
internal static class AnswerJson
{
    private static readonly string[] s_subjects = ["subject", "subject_line", "subjectline", "email_subject", "betreff", "title", "headline"];
    private static readonly string[] s_bodies = ["body", "email", "email_body", "emailbody", "opener", "opening_line", "opening", "text", "message", "content", "copy", "draft", "answer", "output", "result"];
    private static readonly JsonDocumentOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    /// <summary>An object with a quoted name first stands in it, after no more than a few lines of talk.</summary>
    public static bool LooksLike(string text) => Start(text) >= 0;

    public static Copy? Read(string text)
    {
        var start = Start(text);
        var end = text.LastIndexOf('}');
        if (end < start)
            return null;
        var json = text[start..(end + 1)];
        return Parse(json) ?? Parse(Mend(json, smartQuotes: false)) ?? Parse(Mend(json, smartQuotes: true));
    }

    private static int Start(string text)
    {
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at is >= 0 and < 500; at = text.IndexOf('{', at + 1))
        {
            var next = at + 1;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
                next++;
            if (next < text.Length && text[next] is '"' or '“' or '”' && HoldsName(text, next + 1))
                return at;
        }
        return -1;
    }

    private static bool HoldsName(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 40 && (char.IsLetter(text[end]) || text[end] is '_' or ' ' or '-'))
            end++;
        return end < text.Length && end > at && text[end] is '"' or '”' or '“';
    }

    private static Copy? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_lenient);
            return Find(document.RootElement, depth: 0);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Copy? Find(JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object || depth > 2)
            return null;
        if (Text(json, s_bodies) is { Length: > 0 } body)
            return new(Text(json, s_subjects), body);
        foreach (var inner in json.EnumerateObject())
        {
            if (Find(inner.Value, depth + 1) is { } found)
                return found.Subject is null ? found with { Subject = Text(json, s_subjects) } : found;
        }
        return null;
    }

    private static string? Text(JsonElement json, string[] names)
    {
        foreach (var name in names)
        {
            foreach (var property in json.EnumerateObject())
            {
                if (property.Name.Replace(' ', '_').Replace('-', '_').Equals(name, StringComparison.OrdinalIgnoreCase) && TextOf(property.Value) is { } text)
                    return text;
            }
        }
        return null;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => string.Join("\n\n", value.EnumerateArray().Select(v => v.GetString())),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate is no text.
            return null;
        }
    }

    /// <summary>Line ends inside strings are escaped; with <paramref name="smartQuotes"/> “ and ” are read as ".</summary>
    private static string Mend(string json, bool smartQuotes)
    {
        var mended = new StringBuilder(json.Length + 16);
        var (inside, escaped) = (false, false);
        foreach (var c in json)
        {
            var sign = smartQuotes && c is '“' or '”' ? '"' : c;
            if (inside && sign < ' ')
            {
                mended.Append(sign == '\n' ? "\\n" : " ");
                continue;
            }
            inside ^= sign == '"' && !escaped;
            escaped = sign == '\\' && !escaped;
            mended.Append(sign);
        }
        return mended.ToString();
    }
}
