using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.Web;

/// <summary>
/// Characters that no text here has: those below a blank but tab and line ends, and DEL. PostgreSQL takes no U+0000, and none of them is meant. They are
/// refused wherever a request brings text: in JSON, in a query, in the fields of a form.
/// </summary>
internal static class ControlCharacters
{
    private static readonly SearchValues<char> Unwelcome = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Where(c => c is not ('\t' or '\r' or '\n')), '\x7F']);

    public static bool In(ReadOnlySpan<char> text) => text.ContainsAny(Unwelcome);

    public static string Without(string text) => In(text) ? string.Concat(text.Where(c => !Unwelcome.Contains(c))) : text;

    /// <exception cref="Refused">The text holds one.</exception>
    public static void Refuse(string field, string? text)
    {
        if (text is not null && In(text))
        {
            throw new Refused(field, Problem.Shown(Without(text)), Said(text), "Leave it out");
        }
    }

    public static string Said(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"it holds the control character U+{(int)text.AsSpan()[text.AsSpan().IndexOfAny(Unwelcome)]:X4}");

    /// <summary>Looks at the query and at a small form before anything else reads them.</summary>
    public static void UseControlCharacters(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.QueryString.Value?.Contains('%', StringComparison.Ordinal) is true)
        {
            RefuseAll(context.Request.Query);
        }

        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true)
        {
            RefuseAll(await context.Request.ReadFormAsync(context.RequestAborted));
        }

        await next(context);
    });

    private static void RefuseAll(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> values)
    {
        foreach (var (name, texts) in values)
        {
            texts.ToList().ForEach(text => Refuse(ControlCharacters.Without(name), text));
        }
    }

    /// <summary>Strings of a JSON body.</summary>
    internal sealed class Json : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Checked(reader.GetString());

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Checked(reader.GetString())!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

        private static string? Checked(string? text) => text is null || !In(text) ? text : throw new UnwelcomeCharacter(text);
    }
}

/// <summary>A string of a JSON body holds a control character.</summary>
internal sealed class UnwelcomeCharacter(string text) : JsonException(ControlCharacters.Said(text))
{
    public string Text => text;
}
