namespace Overture.Mail.Dkim;

/// <summary>A list of <c>tag=value</c> (RFC 6376 §3.2), as signatures and key records have it.</summary>
internal static class DkimTags
{
    /// <summary>The tags by name; null where the list breaks the grammar or names a tag twice.</summary>
    public static Dictionary<string, string>? Parse(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                if (part.Trim(' ', '\t', '\r', '\n').Length is 0)
                {
                    continue;
                }

                return null;
            }

            if (!tags.TryAdd(part[..equals].Trim(' ', '\t', '\r', '\n'), part[(equals + 1)..].Trim(' ', '\t', '\r', '\n')))
            {
                return null;
            }
        }

        return tags;
    }

    /// <summary>Base64 with folding white space in it; null where it is none.</summary>
    public static byte[]? Octets(string? value)
    {
        var clean = string.Concat((value ?? "").Where(c => !char.IsWhiteSpace(c)));
        var room = new byte[clean.Length];
        return clean.Length > 0 && Convert.TryFromBase64String(clean, room, out var length) ? room[..length] : null;
    }
}
