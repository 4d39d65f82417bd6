using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Overture.Mail.Imap;

/// <summary>
/// Reads the values of a response, line by line, because literals stand between its lines. Missing and superfluous spaces, a parenthesis or quote that is
/// not closed and one too many are put up with: real servers send them. It is then <see cref="IsMended"/>.
/// </summary>
internal sealed class ValueParser
{
    private const int MostValues = 500_000;
    private static readonly SearchValues<byte> EndsAtom = SearchValues.Create(" ()\""u8);

    private readonly int depthLimit;
    private readonly Stack<List<ImapValue>> open = new();
    private int count;

    public ValueParser(int depthLimit)
    {
        this.depthLimit = depthLimit;
        open.Push(Top);
    }

    /// <summary>The values that stand in no list.</summary>
    public List<ImapValue> Top { get; } = [];

    /// <summary>Something was not as it should be.</summary>
    public bool IsMended { get; private set; }

    /// <summary>What comes next is the value of a section of a message: <c>* 1 FETCH (… BODY[…]</c>.</summary>
    public bool IsAtContent => open.Count == 2 && Top is [_, var word, ..] && word.Is("FETCH"u8) && open.Peek() is [.., var last] && last.IsAtom && IsContentName(last.Octets.Span);

    /// <summary>The values of text in one line, as of a response code.</summary>
    public static List<ImapValue> Read(ReadOnlySpan<byte> line, int depthLimit)
    {
        var parser = new ValueParser(depthLimit);
        parser.Feed(line);
        return parser.Top;
    }

    /// <summary>Reads a line, or what follows a literal. Gives the length of the literal it ends in, in octets; null where the response is complete.</summary>
    /// <exception cref="FormatException">Deeper or more than is read.</exception>
    public ulong? Feed(ReadOnlySpan<byte> line)
    {
        var literal = Literal(ref line);
        while (!line.IsEmpty)
        {
            switch (line[0])
            {
                case (byte)' ' or (byte)'\t':
                    line = line[1..];
                    break;
                case (byte)'(':
                    Open();
                    line = line[1..];
                    break;
                case (byte)')':
                    Close();
                    line = line[1..];
                    break;
                case (byte)'"':
                    Quoted(ref line);
                    break;
                default:
                    Atom(ref line);
                    break;
            }
        }

        IsMended |= literal is null && open.Count > 1;
        return literal;
    }

    /// <summary>The literal that was announced.</summary>
    public void Add(ReadOnlyMemory<byte> octets, ulong length) => Add(ImapValue.String(octets, (long)length));

    private static bool IsContentName(ReadOnlySpan<byte> name) =>
        (name.Contains((byte)'[') && (name.EndsWith("]"u8) || name.EndsWith(">"u8))) ||
        Ascii.EqualsIgnoreCase(name, "RFC822"u8) || Ascii.EqualsIgnoreCase(name, "RFC822.HEADER"u8) || Ascii.EqualsIgnoreCase(name, "RFC822.TEXT"u8);

    /// <summary>Cuts <c>{n}</c>, <c>{n+}</c> or <c>~{n}</c> (RFC 3516, RFC 7888) off the end of a line.</summary>
    private static ulong? Literal(ref ReadOnlySpan<byte> line)
    {
        var start = line.LastIndexOf((byte)'{');
        if (start < 0 || line[^1] != (byte)'}')
        {
            return null;
        }

        var digits = line[(start + 1)..^1];
        digits = digits.EndsWith("+"u8) || digits.EndsWith("-"u8) ? digits[..^1] : digits;
        if (!Utf8Parser.TryParse(digits, out ulong length, out var read) || read != digits.Length || !char.IsAsciiDigit((char)digits[0]))
        {
            return null;
        }

        line = line[..(start > 0 && line[start - 1] == (byte)'~' ? start - 1 : start)];
        return length;
    }

    private void Open()
    {
        if (open.Count > depthLimit)
        {
            throw new FormatException($"lists nested deeper than {depthLimit}");
        }

        var items = new List<ImapValue>();
        Add(ImapValue.List(items));
        open.Push(items);
    }

    private void Close()
    {
        if (open.Count > 1)
        {
            open.Pop();
        }
        else
        {
            IsMended = true;
        }
    }

    private void Quoted(ref ReadOnlySpan<byte> line)
    {
        var end = 1;
        var escapes = 0;
        for (; end < line.Length && line[end] != (byte)'"'; end++)
        {
            if (line[end] == (byte)'\\')
            {
                end++;
                escapes++;
            }
        }

        IsMended |= end >= line.Length;
        var inside = line[1..Math.Min(end, line.Length)];
        Add(ImapValue.String(escapes == 0 ? inside.ToArray() : Unescaped(inside), inside.Length - escapes));
        line = line[Math.Min(end + 1, line.Length)..];
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> inside)
    {
        var plain = new List<byte>(inside.Length);
        for (var i = 0; i < inside.Length; i++)
        {
            i += inside[i] == (byte)'\\' && i + 1 < inside.Length ? 1 : 0;
            plain.Add(inside[i]);
        }

        return [.. plain];
    }

    /// <summary>A section's name goes on to its bracket, over spaces and parentheses: <c>BODY[HEADER.FIELDS (FROM TO)]&lt;0&gt;</c>.</summary>
    private void Atom(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny(EndsAtom);
        end = end < 0 ? line.Length : end;
        var bracket = line[..end].IndexOf((byte)'[');
        if (bracket > 0 && open.Count == 2 && (line.StartsWithIgnoreCase("BODY"u8) || line.StartsWithIgnoreCase("BINARY"u8)))
        {
            end = line.IndexOf((byte)']') + 1;
            IsMended |= end == 0;
            end = end == 0 ? line.Length : end;
            end += end < line.Length && line[end] == (byte)'<' ? line[end..].IndexOf((byte)'>') + 1 : 0;
        }

        Add(ImapValue.Atom(line[..end]));
        line = line[end..];
    }

    private void Add(ImapValue value)
    {
        open.Peek().Add(++count <= MostValues ? value : throw new FormatException($"more than {MostValues} values in one response"));
    }
}
