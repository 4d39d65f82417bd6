using System.Text;

namespace Overture.World.PostOffice;

/// <summary>An argument of an IMAP command: an atom, a string or a list.</summary>
internal sealed record ImapArgument(string Text, bool IsString, byte[]? Octets = null, List<ImapArgument>? Items = null)
{
    /// <summary>The arguments of a command's lines, between which its literals stand.</summary>
    public static List<ImapArgument> Read(List<byte[]> lines, List<byte[]> literals)
    {
        var open = new Stack<List<ImapArgument>>([[]]);
        for (var i = 0; i < lines.Count; i++)
        {
            Read(Encoding.UTF8.GetString(lines[i]), open);
            if (i < literals.Count)
            {
                open.Peek().Add(new(Encoding.UTF8.GetString(literals[i]), true, literals[i]));
            }
        }

        return open.Last();
    }

    public bool Is(string atom) => !IsString && Items is null && Text.Equals(atom, StringComparison.OrdinalIgnoreCase);

    private static void Read(string line, Stack<List<ImapArgument>> open)
    {
        for (var i = 0; i < line.Length;)
        {
            switch (line[i])
            {
                case ' ':
                    i++;
                    break;
                case '(':
                    var items = new List<ImapArgument>();
                    open.Peek().Add(new("", false, null, items));
                    open.Push(items);
                    i++;
                    break;
                case ')':
                    i++;
                    _ = open.Count > 1 ? open.Pop() : null;
                    break;
                case '"':
                    i = Quoted(line, i + 1, open.Peek());
                    break;
                default:
                    i = Atom(line, i, open.Peek());
                    break;
            }
        }
    }

    private static int Quoted(string line, int i, List<ImapArgument> into)
    {
        var text = new StringBuilder();
        for (; i < line.Length && line[i] != '"'; i++)
        {
            i += line[i] == '\\' && i + 1 < line.Length ? 1 : 0;
            text.Append(line[i]);
        }

        into.Add(new(text.ToString(), true, Encoding.UTF8.GetBytes(text.ToString())));
        return i + 1;
    }

    private static int Atom(string line, int i, List<ImapArgument> into)
    {
        var (from, inBrackets) = (i, false);
        for (; i < line.Length && (inBrackets || line[i] is not (' ' or '(' or ')' or '"')); i++)
        {
            inBrackets = line[i] == '[' || (inBrackets && line[i] != ']');
        }

        into.Add(new(line[from..i], false));
        return i;
    }
}
