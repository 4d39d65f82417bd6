using System.Buffers;
using System.Text;

namespace Overture.Audience.Files;

/// <summary>
/// UTF-8 that was read as Windows-1252 and saved again: "MÃ¼ller" for "Müller". Such text turned back into bytes is valid
/// UTF-8, which text that was meant so practically never is.
/// </summary>
internal static class Mojibake
{
    private static readonly Dictionary<char, byte> Bytes = Windows1252();

    public static void Repair(Span<string> cells)
    {
        foreach (ref var cell in cells)
            cell = Repair(cell);
    }

    public static FileRecord Repair(FileRecord record) => record with { Cells = [.. record.Cells.Select(Repair)] };

    /// <summary>The text with every damaged run repaired, twice damaged ones too; all else stays as it is.</summary>
    public static string Repair(string text)
    {
        for (var pass = 0; pass < 2 && !Ascii.IsValid(text); pass++)
        {
            var repaired = RepairOnce(text, out _, out _);
            if (string.Equals(repaired, text, StringComparison.Ordinal))
                break;
            text = repaired;
        }
        return text;
    }

    /// <summary>Whether most of what is beyond ASCII in the text is damaged, with one word as example.</summary>
    public static bool Suspected(string text, out string? example)
    {
        example = null;
        if (Ascii.IsValid(text))
            return false;
        RepairOnce(text, out var damaged, out var sound);
        if (damaged == 0 || damaged < sound)
            return false;
        var word = text.Split([' ', '\t', '\r', '\n', ',', ';', '|', '"'], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(w => !string.Equals(Repair(w), w, StringComparison.Ordinal));
        example = word is null ? null : $"{word} → {Repair(word)}";
        return true;
    }

    private static string RepairOnce(string text, out int damaged, out int sound)
    {
        damaged = sound = 0;
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            var count = 0;
            while (count < 4 && at + count < text.Length && Bytes.TryGetValue(text[at + count], out bytes[count]))
                count++;
            if (count > 1 && Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) == OperationStatus.Done)
            {
                damaged++;
                result.Append(rune.ToString());
                at += used;
                continue;
            }
            sound += text[at] > 127 ? 1 : 0;
            result.Append(text[at++]);
        }
        return result.ToString();
    }

    // The five bytes Windows-1252 leaves open pass as C1 controls, as browsers and editors let them (WHATWG Encoding §9).
    private static Dictionary<char, byte> Windows1252()
    {
        var encoding = TextEncodings.Get("windows-1252");
        var bytes = new Dictionary<char, byte>();
        for (var b = 0x80; b <= 0xFF; b++)
        {
            var c = encoding.GetString([(byte)b]);
            bytes[c.Length == 1 && c[0] != '\uFFFD' ? c[0] : (char)b] = (byte)b;
            if (b < 0xA0)
                bytes.TryAdd((char)b, (byte)b);
        }
        return bytes;
    }
}
