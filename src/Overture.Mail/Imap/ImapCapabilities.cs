using System.Globalization;

namespace Overture.Mail.Imap;

/// <summary>What a server offers (RFC 9051 §7.2.2). Names are compared without regard to case.</summary>
public sealed class ImapCapabilities
{
    private readonly HashSet<string> names;

    /// <summary>These capabilities.</summary>
    public ImapCapabilities(IEnumerable<string> names) => this.names = new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing known.</summary>
    public static ImapCapabilities None { get; } = new([]);

    /// <summary>Every name, as sent.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>IMAP4rev2 (RFC 9051), which brings NAMESPACE, UNSELECT, UIDPLUS, ESEARCH, ENABLE, IDLE, SASL-IR, LIST-EXTENDED, LIST-STATUS, MOVE, LITERAL- and SPECIAL-USE.</summary>
    public bool IsRev2 => names.Contains("IMAP4rev2");

    /// <summary>The SASL mechanisms (AUTH=…).</summary>
    public IReadOnlyList<string> Mechanisms => [.. Values("AUTH=")];

    /// <summary>The LOGIN command is refused (RFC 9051 §6.2.3).</summary>
    public bool IsLoginDisabled => names.Contains("LOGINDISABLED");

    /// <summary>The most octets that can be appended (APPENDLIMIT, RFC 7889); null where the server tells none for all folders.</summary>
    public long? AppendLimit => Values("APPENDLIMIT=").Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (long?)null).FirstOrDefault();

    /// <summary>Whether the server offers this, by name or because it is a part of IMAP4rev2.</summary>
    public bool Has(string name) => names.Contains(name) || (IsRev2 && PartOfRev2(name));

    /// <summary>The names, in one line.</summary>
    public override string ToString() => string.Join(' ', names);

    private static bool PartOfRev2(string name) =>
        name.ToUpperInvariant() is "NAMESPACE" or "UNSELECT" or "UIDPLUS" or "ESEARCH" or "SEARCHRES" or "ENABLE" or "IDLE" or "SASL-IR" or "LIST-EXTENDED" or "LIST-STATUS" or "MOVE" or "LITERAL-" or "SPECIAL-USE";

    private IEnumerable<string> Values(string prefix) => names.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(name => name[prefix.Length..]);
}
