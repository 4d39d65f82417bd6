using System.Globalization;

namespace Overture.Mail.Imap;

/// <summary>Reads BODY and BODYSTRUCTURE (RFC 9051 §7.5.2), however much of it there is: what is missing, NIL or of another kind is left out.</summary>
internal static class BodyPartReading
{
    private const int MostDepth = 32;
    private const int MostParts = 1_000;

    public static ImapBodyPart? Read(ImapValue value) => value.Items is { Count: > 0 } items ? IsMultipart(items) ? Multipart(items, "") : Single(items, "1") : null;

    private static bool IsMultipart(List<ImapValue> items) => items[0].Items is not null || (items[0].IsNil && items.Count > 1 && items[1].AsText() is not null);

    /// <summary>Nothing nests deeper than 32 numbers: a path is as long as it is deep.</summary>
    private static ImapBodyPart Part(ImapValue value, string path) => value.Items is not { Count: > 0 } items || path.AsSpan().Count('.') >= MostDepth
        ? new(path, "", "")
        : IsMultipart(items) ? Multipart(items, path) : Single(items, path);

    private static ImapBodyPart Multipart(List<ImapValue> items, string path)
    {
        var count = items.TakeWhile(item => item.Items is not null).Count();
        var prefix = path.Length == 0 ? "" : path + ".";
        var parts = items.Take(Math.Min(count, MostParts)).Select((item, i) => Part(item, string.Create(CultureInfo.InvariantCulture, $"{prefix}{i + 1}"))).ToList();
        var after = count + (count == 0 ? 1 : 0); // no part at all: NIL stands for them
        return Extension(items, after + 2, new(path, "multipart", String(items, after) ?? "")
        {
            Parts = parts,
            Parameters = Pairs(items, after + 1),
        });
    }

    private static ImapBodyPart Single(List<ImapValue> items, string path)
    {
        var part = new ImapBodyPart(path, String(items, 0) ?? "", String(items, 1) ?? "")
        {
            Parameters = Pairs(items, 2),
            Id = Text(items, 3),
            Description = Text(items, 4),
            Encoding = String(items, 5),
            Size = Number(items, 6),
        };
        var (after, whole) =
            items.Count > 8 && items[7].Items is not null && items[8].Items is not null ? (10, Embedded(items, part)) :
            items.Count > 7 && Number(items, 7) is { } lines ? (8, part with { Lines = lines }) : (7, part);
        return after == 7 && part.Type.Equals("TEXT", StringComparison.OrdinalIgnoreCase) && items.Count > 11
            ? Extension(items, 9, whole with { Md5 = Text(items, 8) }) // lines were left NIL
            : Extension(items, after + 1, whole with { Md5 = Text(items, after) });
    }

    /// <summary>A message within: its parts are numbered below its own number, where it is not multipart as .1 (RFC 9051 §6.4.5.1).</summary>
    private static ImapBodyPart Embedded(List<ImapValue> items, ImapBodyPart part) => part with
    {
        Envelope = EnvelopeReading.Read(items[7]),
        Parts = [items[8].Items is { Count: > 0 } body && IsMultipart(body) ? Multipart(body, part.Path) : Part(items[8], part.Path + ".1")],
        Lines = Number(items, 9),
    };

    private static ImapBodyPart Extension(List<ImapValue> items, int at, ImapBodyPart part)
    {
        var disposition = at < items.Count ? items[at] : null;
        return part with
        {
            Disposition = disposition?.Items is { Count: > 0 } list ? String(list, 0) : disposition?.AsText()?.ToString(),
            DispositionParameters = disposition?.Items is { } parameters ? Pairs(parameters, 1) : [],
            Languages = at + 1 < items.Count ? items[at + 1].AsStrings() : [],
            Location = Text(items, at + 2),
        };
    }

    private static List<KeyValuePair<string, ImapText>> Pairs(List<ImapValue> items, int at)
    {
        if (at >= items.Count || items[at].Items is not { } list)
        {
            return [];
        }

        var pairs = new List<KeyValuePair<string, ImapText>>(list.Count / 2);
        for (var i = 0; i < list.Count; i += 2)
        {
            if (list[i].AsText() is { } name)
            {
                pairs.Add(new(name.ToString(), (i + 1 < list.Count ? list[i + 1].AsText() : null) ?? default));
            }
        }

        return pairs;
    }

    private static ImapText? Text(List<ImapValue> items, int at) => at < items.Count ? items[at].AsText() : null;

    private static string? String(List<ImapValue> items, int at) => Text(items, at)?.ToString();

    private static long? Number(List<ImapValue> items, int at) => at < items.Count ? items[at].AsLong() : null;
}
