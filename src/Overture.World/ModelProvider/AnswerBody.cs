using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Overture.World.ModelProvider;

/// <summary>The bodies of OpenAI's chat completions and Anthropic's messages, written as bytes.</summary>
internal static class AnswerBody
{
    static readonly SearchValues<char> special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(control => (char)control), '"', '\\']);

    static readonly byte[] huge = Encoding.UTF8.GetBytes(Envelope(string.Concat(Enumerable.Repeat("All work and no play. ", 60_000))));

    /// <summary>The text of an answer in the form asked for.</summary>
    public static string Shape(string? subject, string body, AnswerForm form) => form switch
    {
        AnswerForm.Json => $$"""{{{(subject is null ? "" : $"\"subject\":\"{Escaped(subject)}\",")}}"body":"{{Escaped(body)}}"}""",
        AnswerForm.FencedJson => $"```json\n{Shape(subject, body, AnswerForm.Json)}\n```",
        AnswerForm.SubjectLine => subject is null ? body : $"Subject: {subject}\n\n{body}",
        _ => body,
    };

    public static byte[] Huge => huge;

    public static void OpenAi(IBufferWriter<byte> to, ReadOnlySpan<byte> model, string text, string finish, int input, int output, ulong id, string? refusal = null)
    {
        Put(to, "{\"id\":\"chatcmpl-"u8);
        Put(to, id);
        Put(to, "\",\"object\":\"chat.completion\",\"created\":1790000000,\"model\":\""u8);
        Put(to, model);
        Put(to, "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"u8);
        PutQuoted(to, refusal is null ? text : null);
        Put(to, ",\"refusal\":"u8);
        PutQuoted(to, refusal);
        Put(to, ",\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\""u8);
        PutEscaped(to, finish);
        Put(to, "\"}],\"usage\":{\"prompt_tokens\":"u8);
        Put(to, (ulong)input);
        Put(to, ",\"completion_tokens\":"u8);
        Put(to, (ulong)output);
        Put(to, ",\"total_tokens\":"u8);
        Put(to, (ulong)(input + output));
        Put(to, "},\"service_tier\":\"default\",\"system_fingerprint\":\"fp_world\"}"u8);
    }

    public static void Anthropic(IBufferWriter<byte> to, ReadOnlySpan<byte> model, string text, string finish, int input, int output, ulong id)
    {
        Put(to, "{\"id\":\"msg_"u8);
        Put(to, id);
        Put(to, "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\""u8);
        Put(to, model);
        Put(to, "\",\"content\":[{\"type\":\"text\",\"text\":\""u8);
        PutEscaped(to, text);
        Put(to, "\"}],\"stop_reason\":\""u8);
        PutEscaped(to, finish);
        Put(to, "\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":"u8);
        Put(to, (ulong)input);
        Put(to, ",\"output_tokens\":"u8);
        Put(to, (ulong)output);
        Put(to, "}}"u8);
    }

    /// <summary>An error as each of the two providers words it.</summary>
    public static string Error(bool anthropic, string type, string message, string? code, string? param) => anthropic
        ? $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{Escaped(message)}}}"},"request_id":"req_world"}"""
        : $$$"""{"error":{"message":"{{{Escaped(message)}}}","type":"{{{type}}}","param":{{{Quoted(param)}}},"code":{{{Quoted(code)}}}}}""";

    static string Quoted(string? value) => value is null ? "null" : $"\"{value}\"";

    static string Escaped(string text) => text.AsSpan().IndexOfAny(special) < 0 ? text : JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;

    static string Envelope(string text)
    {
        var body = new ArrayBufferWriter<byte>();
        OpenAi(body, "gpt-4o-mini"u8, text, "stop", 100, text.Length / 4, 1);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    static void Put(IBufferWriter<byte> to, ReadOnlySpan<byte> bytes) => to.Write(bytes);

    static void Put(IBufferWriter<byte> to, ulong number)
    {
        Utf8Formatter.TryFormat(number, to.GetSpan(20), out var written);
        to.Advance(written);
    }

    static void PutQuoted(IBufferWriter<byte> to, string? text)
    {
        Put(to, text is null ? "null"u8 : "\""u8);
        if (text is null) return;
        PutEscaped(to, text);
        Put(to, "\""u8);
    }

    /// <summary>Most text needs few escapes: what lies between them goes out as it is.</summary>
    static void PutEscaped(IBufferWriter<byte> to, ReadOnlySpan<char> text)
    {
        for (int at; (at = text.IndexOfAny(special)) >= 0; text = text[(at + 1)..])
        {
            Encoding.UTF8.GetBytes(text[..at], to);
            Encoding.UTF8.GetBytes(text[at] switch { '\n' => "\\n", '"' => "\\\"", '\\' => "\\\\", var other => $"\\u{(int)other:x4}" }, to);
        }

        Encoding.UTF8.GetBytes(text, to);
    }
}
