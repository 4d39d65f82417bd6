using System.Globalization;
using System.Text;

namespace Overture.World.PostOffice;

/// <summary>What an IMAP server tells of a message's octets: its header, its parts one level deep, their envelope and structure.</summary>
internal sealed class MessageView
{
    private readonly ReadOnlyMemory<byte> octets;
    private readonly int body;
    private readonly List<KeyValuePair<string, string>> fields;

    public MessageView(ReadOnlyMemory<byte> octets)
    {
        this.octets = octets;
        var blank = octets.Span.IndexOf("\r\n\r\n"u8);
        body = octets.Span.StartsWith("\r\n"u8) ? 2 : blank < 0 ? octets.Length : blank + 4;
        fields = Fields(Encoding.UTF8.GetString(octets.Span[..body]));
    }

    public string? this[string field] => fields.Find(one => one.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The octets of a section; null where there are none.</summary>
    public ReadOnlyMemory<byte>? Section(string name)
    {
        switch (name)
        {
            case "":
                return octets;
            case "HEADER":
                return octets[..body];
            case "TEXT":
                return octets[body..];
        }

        if (name.StartsWith("HEADER.FIELDS (", StringComparison.Ordinal))
        {
            var wanted = name["HEADER.FIELDS (".Length..].TrimEnd(')').Split(' ');
            return Encoding.UTF8.GetBytes(string.Concat(fields.Where(field => wanted.Contains(field.Key, StringComparer.OrdinalIgnoreCase)).Select(field => $"{field.Key}: {field.Value}\r\n")) + "\r\n");
        }

        var parts = Parts();
        var isMime = name.EndsWith(".MIME", StringComparison.Ordinal);
        if (!int.TryParse(isMime ? name[..^5] : name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            return null;
        }

        return parts.Count == 0 ? number == 1 ? isMime ? octets[..body] : octets[body..] : null : number <= parts.Count ? parts[number - 1].Section(isMime ? "HEADER" : "TEXT") : null;
    }

    public string Envelope() =>
        $"({Quoted(this["Date"])} {Quoted(this["Subject"])} {Addresses("From")} {Addresses("Sender", "From")} {Addresses("Reply-To", "From")} {Addresses("To")} {Addresses("Cc")} {Addresses("Bcc")} {Quoted(this["In-Reply-To"])} {Quoted(this["Message-ID"])})";

    public string Structure()
    {
        var parts = Parts();
        var (type, parameters) = Type();
        var kind = type.Split('/');
        return parts.Count > 0
            ? $"({string.Concat(parts.Select(part => part.Structure()))} {Quoted(kind[1])} {parameters} NIL NIL NIL)"
            : string.Create(CultureInfo.InvariantCulture, $"({Quoted(kind[0])} {Quoted(kind[^1])} {parameters} NIL NIL {Quoted(this["Content-Transfer-Encoding"] ?? "7BIT")} {octets.Length - body}{(kind[0] == "TEXT" ? $" {octets.Span[body..].Count((byte)'\n')}" : "")} NIL NIL NIL NIL)");
    }

    /// <summary>Quoted, or a literal where it cannot be; NIL for null.</summary>
    public static string Quoted(string? text) => text is null ? "NIL" : text.Any(c => c is < ' ' or > '~' or '"' or '\\')
        ? string.Create(CultureInfo.InvariantCulture, $"{{{Encoding.UTF8.GetByteCount(text)}}}\r\n{text}")
        : $"\"{text}\"";

    private static List<KeyValuePair<string, string>> Fields(string header)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var line in header.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", "\t", StringComparison.Ordinal).Split("\r\n"))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                fields.Add(new(line[..colon], line[(colon + 1)..].Trim()));
            }
        }

        return fields;
    }

    private (string Type, string Parameters) Type()
    {
        var all = (this["Content-Type"] ?? "text/plain; charset=us-ascii").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var pairs = all.Skip(1).Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => $"{Quoted(pair[0].ToUpperInvariant())} {Quoted(pair[1].Trim('"'))}").ToList();
        return (all[0].Contains('/', StringComparison.Ordinal) ? all[0].ToUpperInvariant() : "TEXT/PLAIN", pairs.Count > 0 ? $"({string.Join(' ', pairs)})" : "NIL");
    }

    private List<MessageView> Parts()
    {
        var type = this["Content-Type"] ?? "";
        var at = type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || !type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var boundary = "--" + type[(at + 9)..].Split(';')[0].Trim('"', ' ');
        var pieces = ("\r\n" + Encoding.Latin1.GetString(octets.Span[body..])).Split("\r\n" + boundary);
        return [.. pieces.Skip(1).TakeWhile(piece => !piece.StartsWith("--", StringComparison.Ordinal)).Select(piece => new MessageView(Encoding.Latin1.GetBytes(piece.StartsWith("\r\n", StringComparison.Ordinal) ? piece[2..] : piece)))];
    }

    private string Addresses(string field, string? other = null)
    {
        var text = this[field] ?? (other is null ? null : this[other]);
        return string.IsNullOrEmpty(text) ? "NIL" : $"({string.Concat(text.Split(',').Select(Address))})";
    }

    private static string Address(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var address = open < 0 ? text.Trim() : text[(open + 1)..].TrimEnd().TrimEnd('>');
        var name = open > 0 ? text[..open].Trim().Trim('"') : null;
        var at = address.LastIndexOf('@');
        return $"({Quoted(string.IsNullOrEmpty(name) ? null : name)} NIL {Quoted(at < 0 ? address : address[..at])} {(at < 0 ? "\"\"" : Quoted(address[(at + 1)..]))})";
    }
}
