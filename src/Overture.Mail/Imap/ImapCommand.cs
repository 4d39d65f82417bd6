using System.Buffers;
using System.Globalization;
using System.Text;

namespace Overture.Mail.Imap;

/// <summary>A command in the making (RFC 9051 §6). Every value becomes a quoted string, a literal or a checked atom, so no value becomes a command.</summary>
/// <param name="name">The command, as a constant; also what an error calls it.</param>
/// <param name="quotesUtf8">Quoted strings may hold UTF-8 (RFC 6855 §3).</param>
internal sealed class ImapCommand(string name, bool quotesUtf8 = false)
{
    private const int LongestQuoted = 1000;
    private static readonly SearchValues<char> NotInAtoms = SearchValues.Create("(){ %*\"\\]");

    private readonly StringBuilder text = new(name);

    /// <summary>The command's name.</summary>
    public string Name => name;

    /// <summary>What stands before each literal, and the literal.</summary>
    public List<(string Text, ReadOnlyMemory<byte> Literal)> Literals { get; } = [];

    /// <summary>What follows the last literal.</summary>
    public string Rest => text.ToString();

    /// <summary>What a trace shows instead of it; null: the command itself.</summary>
    public string? Shown { get; init; }

    /// <summary>Adds a space and what the library itself has written.</summary>
    public ImapCommand Words(string words)
    {
        text.Append(' ').Append(words);
        return this;
    }

    /// <summary>Adds a space and a string (RFC 9051 §4.3).</summary>
    /// <exception cref="ArgumentException">It holds NUL, which no string can.</exception>
    public ImapCommand Value(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"A value sent with {name} cannot hold NUL.", nameof(value));
        }

        if (value.Length > LongestQuoted || value.Any(c => char.IsControl(c) || (c > '~' && !quotesUtf8)))
        {
            return Literal(Encoding.UTF8.GetBytes(value));
        }

        text.Append(" \"").Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        return this;
    }

    /// <summary>Adds a space and a literal.</summary>
    public ImapCommand Literal(ReadOnlyMemory<byte> octets)
    {
        text.Append(' ');
        Literals.Add((text.ToString(), octets));
        text.Clear();
        return this;
    }

    /// <summary>Adds a space and flags in parentheses.</summary>
    /// <exception cref="ArgumentException">Not a flag (RFC 9051 §2.3.2).</exception>
    public ImapCommand Flags(IEnumerable<string> flags) => Words($"({string.Join(' ', flags.Select(flag => flag.StartsWith('\\') ? "\\" + Atom(flag[1..]) : Atom(flag)))})");

    /// <summary>The text, if it is an atom.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Atom(string atom) => atom.Length > 0 && !atom.AsSpan().ContainsAny(NotInAtoms) && atom.All(c => c is > ' ' and <= '~')
        ? atom
        : throw new ArgumentException($"\"{atom}\" is not an atom of IMAP: printable ASCII without spaces, quotes, parentheses, braces, %, *, backslash and ].", nameof(atom));

    /// <summary><c>"02-Oct-2016 17:28:25 -0400"</c>.</summary>
    public static string DateTime(DateTimeOffset date) => $"\"{date.ToString("dd-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture).Remove(24, 1)}\"";

    /// <summary><c>2-Oct-2016</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture);
}
