using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Overture.Accounts.Models;

/// <summary>The parts of a request that both dialects share.</summary>
internal static class ModelRequest
{
    /// <summary>Letters stay letters: an escaped prompt is three times as long on the wire and in no way safer there.</summary>
    public static JsonWriterOptions Plain { get; } = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Message(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        json.WriteString("content"u8, message.Text);
        json.WriteEndObject();
    }

    public static void Stops(Utf8JsonWriter json, ReadOnlySpan<byte> name, ChatOptions? options)
    {
        if (options?.StopSequences is not { Count: > 0 } stops) return;
        json.WriteStartArray(name);
        foreach (var stop in stops) json.WriteStringValue(stop);
        json.WriteEndArray();
    }

    public static void JsonFormat(Utf8JsonWriter json)
    {
        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, "json_object"u8);
        json.WriteEndObject();
    }
}
