namespace Overture.Mail.Mime;

/// <summary>Message identifiers (RFC 5322 §3.6.4), without their angle brackets.</summary>
public static class MessageIds
{
    private const int Most = 1_000;

    /// <summary>Every identifier in the value of Message-ID, In-Reply-To or References, in their order; without brackets too, where a program forgot them. Never fails.</summary>
    /// <param name="value">The value unfolded.</param>
    public static IReadOnlyList<string> Parse(string? value)
    {
        var ids = new List<string>();
        for (var at = value?.IndexOf('<', StringComparison.Ordinal) ?? -1; at >= 0 && ids.Count < Most; at = value.IndexOf('<', at))
        {
            var rest = value.AsSpan(at + 1);
            var stop = rest.IndexOfAny('<', '>') is >= 0 and var length ? at + 1 + length : at + 1 + rest.Length;
            Add(ids, value![(at + 1)..stop]);
            if (stop >= value.Length)
            {
                return ids;
            }

            at = stop;
        }

        if (ids.Count is 0 && value is not null)
        {
            foreach (var word in value.Split([' ', '\t', ',', ';'], Most, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('@', StringComparison.Ordinal)))
            {
                Add(ids, word);
            }
        }

        return ids;
    }

    /// <summary>References for an answer (RFC 5322 §3.6.4): the parent's References, or its In-Reply-To if that is one, then its Message-ID; cut in the middle where they are many.</summary>
    /// <param name="parent">The message that is answered.</param>
    /// <param name="most">As many at most, the first and the last kept; 20 by default.</param>
    public static IReadOnlyList<string> ForAnswer(MimeMessage parent, int most = 20)
    {
        var earlier = parent.References.Count > 0 ? parent.References : parent.InReplyTo.Count is 1 ? parent.InReplyTo : [];
        return Trim([.. earlier.Concat(parent.MessageId is { } id ? [id] : Array.Empty<string>()).Distinct(StringComparer.Ordinal)], most);
    }

    /// <summary>As many identifiers at most: the first stays, and the last ones.</summary>
    internal static IReadOnlyList<string> Trim(IReadOnlyList<string> ids, int most) => ids.Count <= most ? ids : [ids[0], .. ids.Skip(ids.Count - most + 1)];

    private static void Add(List<string> ids, string raw)
    {
        var id = string.Concat(MailDate.WithoutComments(raw).Where(c => c > ' '));
        if (id.Length is > 0 and <= 998)
        {
            ids.Add(id);
        }
    }
}
