using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Overture.World.ModelProvider;

/// <summary>Reads what the provider needs to know from a request's bytes, without parsing it as a whole.</summary>
internal static class RequestScan
{
    /// <summary>The string value of a top-level-looking member; empty when absent.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> quotedName)
    {
        var rest = Value(json, quotedName);
        if (rest.IsEmpty || rest[0] != '"') return default;
        var end = rest[1..].IndexOf((byte)'"');
        return end < 0 ? default : rest.Slice(1, end);
    }

    public static int? Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> quotedName)
        => Utf8Parser.TryParse(Value(json, quotedName), out int value, out _) ? value : null;

    public static bool Has(ReadOnlySpan<byte> json, ReadOnlySpan<byte> quotedName) => !Value(json, quotedName).IsEmpty;

    /// <summary>A 64-bit hash of the bytes (FNV's multiply over words, then a mix); for telling prompts apart, not for secrets.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL ^ (ulong)bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = ulong.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * 0x9E3779B97F4A7C15UL, 29);
        foreach (var b in bytes) hash = (hash ^ b) * 1099511628211UL;
        return Draw.Mix(hash);
    }

    /// <summary>The row this prompt is about: a marker with its digits, else the first e-mail address after the first user message begins.</summary>
    public static string? Row(ReadOnlySpan<byte> json, byte[][] markers)
    {
        foreach (var marker in markers)
            if (Marked(json, marker) is { } row) return row;
        var user = json.IndexOf("\"user\""u8);
        return Address(user < 0 ? json : json[user..]);
    }

    static string? Marked(ReadOnlySpan<byte> json, ReadOnlySpan<byte> marker)
    {
        for (int at; (at = json.IndexOf(marker)) >= 0; json = json[(at + marker.Length)..])
        {
            var digits = json[(at + marker.Length)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits > 0) return Encoding.UTF8.GetString(json.Slice(at, marker.Length + digits));
        }

        return null;
    }

    static string? Address(ReadOnlySpan<byte> json)
    {
        for (int at; (at = json.IndexOf((byte)'@')) >= 0; json = json[(at + 1)..])
        {
            int from = at, to = at + 1;
            while (from > 0 && OfAddress(json[from - 1])) from--;
            while (to < json.Length && OfAddress(json[to])) to++;
            if (json[from..at].StartsWith("n"u8) && from > 0 && json[from - 1] == '\\') from++;
            while (to > at + 1 && json[to - 1] is (byte)'.' or (byte)'-') to--;
            if (from < at && json[at..to].Contains((byte)'.')) return Encoding.ASCII.GetString(json[from..to]);
        }

        return null;
    }

    static bool OfAddress(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'+';

    static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> json, ReadOnlySpan<byte> quotedName)
    {
        for (int at; (at = json.IndexOf(quotedName)) >= 0;)
        {
            json = json[(at + quotedName.Length)..].TrimStart(" \t\r\n"u8);
            if (json.Length > 1 && json[0] == ':') return json[1..].TrimStart(" \t\r\n"u8);
        }

        return default;
    }
}
