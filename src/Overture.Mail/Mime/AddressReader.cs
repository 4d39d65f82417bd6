using System.Text;

namespace Overture.Mail.Mime;

/// <summary>Reads one address field from its first character to its last; nothing in it can make it fail or go back.</summary>
internal sealed class AddressReader(string text)
{
    private const int Most = 10_000;

    private readonly List<InternetAddress> result = [];
    private readonly StringBuilder words = new();
    private readonly StringBuilder bare = new();
    private string? comment;
    private string? groupName;
    private List<MailboxAddress>? group;
    private int count;
    private bool hasAt;
    private int at;

    public IReadOnlyList<InternetAddress> Read()
    {
        while (at < text.Length && count < Most)
        {
            Next(text[at]);
        }

        EndOfMailbox();
        EndGroup();
        return result;
    }

    private void Next(char c)
    {
        switch (c)
        {
            case '"':
                Quoted();
                break;
            case '(':
                Comment();
                break;
            case '<':
                Angle();
                break;
            case ',':
                at++;
                EndOfMailbox();
                break;
            case ';':
                at++;
                EndOfMailbox();
                EndGroup();
                break;
            case ':' when group is null && !hasAt:
                at++;
                BeginGroup();
                break;
            case '=' when EncodedLength() is > 0 and var length:
                words.Append(text, at, length);
                bare.Append(text, at, length);
                at += length;
                break;
            default:
                words.Append(c);
                hasAt |= c is '@';
                _ = char.IsWhiteSpace(c) ? bare : bare.Append(c);
                at++;
                break;
        }
    }

    /// <summary>An encoded word is one atom, whatever stands in it.</summary>
    private int EncodedLength()
    {
        if (at + 1 >= text.Length || text[at + 1] is not '?')
        {
            return 0;
        }

        var marks = 0;
        for (var i = at + 2; i < text.Length && i < at + 1000; i++)
        {
            if (text[i] is ' ' && marks < 2)
            {
                return 0;
            }

            marks += text[i] is '?' ? 1 : 0;
            if (marks >= 3 && text[i] is '=' && text[i - 1] is '?')
            {
                return i + 1 - at;
            }
        }

        return 0;
    }

    /// <summary>In a name the quotes go; in an address they stay.</summary>
    private void Quoted()
    {
        var end = at + 1;
        var inside = new StringBuilder();
        while (end < text.Length && text[end] is not '"')
        {
            end += text[end] is '\\' && end + 1 < text.Length ? 1 : 0;
            inside.Append(text[end++]);
        }

        words.Append(inside);
        bare.Append(text, at, Math.Min(end + 1, text.Length) - at);
        at = Math.Min(end + 1, text.Length);
    }

    private void Comment()
    {
        var depth = 0;
        var inside = new StringBuilder();
        do
        {
            var c = text[at];
            depth += c is '(' ? 1 : c is ')' ? -1 : 0;
            if (c is '\\' && at + 1 < text.Length)
            {
                at++;
            }

            if (!(c is '(' && depth is 1) && !(c is ')' && depth is 0))
            {
                inside.Append(text[at]);
            }

            at++;
        }
        while (depth > 0 && at < text.Length);
        comment = inside.ToString();
        words.Append(' ');
    }

    private void Angle()
    {
        var end = at + 1;
        var inside = new StringBuilder();
        var depth = 0;
        for (var quoted = false; end < text.Length && (quoted || text[end] is not '>'); end++)
        {
            quoted ^= text[end] is '"' && text[end - 1] is not '\\';
            depth += quoted ? 0 : text[end] is '(' ? 1 : text[end] is ')' && depth > 0 ? -1 : 0;
            if (!quoted && text[end] is '<')
            {
                inside.Clear(); // "<<a@b>>"
            }
            else if (quoted || (depth is 0 && text[end] is not ')' && !char.IsWhiteSpace(text[end])))
            {
                inside.Append(text[end]);
            }
        }

        at = Math.Min(end + 1, text.Length);
        while (at < text.Length && text[at] is '>')
        {
            at++;
        }

        Add(Clean(words.ToString()) ?? Clean(comment), WithoutRoute(inside.ToString()));
        Skip();
        Clear();
    }

    /// <summary>What follows an address in angle brackets belongs to nothing.</summary>
    private void Skip()
    {
        while (at < text.Length && text[at] is not (',' or ';'))
        {
            if (text[at] is '<' or '"')
            {
                return;
            }

            at++;
        }
    }

    /// <summary>A source route is ignored (RFC 5321 §4.1.2, Appendix C).</summary>
    private static string WithoutRoute(string address) =>
        address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? address[(colon + 1)..] : address;

    private void EndOfMailbox()
    {
        var address = EncodedWord.Decode(bare.ToString());
        if (address.Length > 0)
        {
            if (address.Contains('@', StringComparison.Ordinal) || !words.ToString().Trim().Contains(' ', StringComparison.Ordinal))
            {
                Add(Clean(comment), address);
            }
            else
            {
                Add(Clean(words.ToString()), "");
            }
        }

        Clear();
    }

    private void Add(string? name, string address)
    {
        if (name is null && address.Length is 0)
        {
            return;
        }

        count++;
        if (group is not null)
        {
            group.Add(new(name, address));
        }
        else
        {
            result.Add(new MailboxAddress(name, address));
        }
    }

    private void BeginGroup()
    {
        groupName = Clean(words.ToString()) ?? "";
        group = [];
        Clear();
    }

    private void EndGroup()
    {
        if (group is not null)
        {
            count++;
            result.Add(new AddressGroup(groupName, group));
            group = null;
        }
    }

    private void Clear()
    {
        words.Clear();
        bare.Clear();
        hasAt = false;
        comment = null;
    }

    private static string? Clean(string? raw)
    {
        if (raw is null)
        {
            return null;
        }

        var bare = raw.Trim().Replace('\t', ' ');
        bare = bare.Length > 1 && bare[0] is '\'' && bare[^1] is '\'' ? bare[1..^1] : bare; // as Outlook writes names
        var name = EncodedWord.Decode(bare);
        return name.Length > 0 ? name : null;
    }
}
