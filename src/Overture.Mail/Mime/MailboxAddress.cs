using System.Globalization;

namespace Overture.Mail.Mime;

/// <summary>A mailbox (RFC 5322 §3.4): an address, and perhaps a name.</summary>
/// <param name="Name">The display name, decoded; null where there is none.</param>
/// <param name="Address">As <c>ann@example.org</c>: the local part as it was written, quotes included where it has them; what was read may be no address at all.</param>
public sealed record MailboxAddress(string? Name, string Address) : InternetAddress(Name)
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>What stands before the last @.</summary>
    public string LocalPart => At < 0 ? Address : Address[..At];

    /// <summary>What stands after the last @; empty where there is none.</summary>
    public string Domain => At < 0 ? "" : Address[(At + 1)..];

    /// <summary>The address with its domain in A-labels (RFC 5890), as every server takes it; as it is where the domain has none.</summary>
    public string AsciiAddress
    {
        get
        {
            if (At < 0 || System.Text.Ascii.IsValid(Domain))
            {
                return Address;
            }

            try
            {
                return $"{LocalPart}@{Idn.GetAscii(Domain)}";
            }
            catch (ArgumentException)
            {
                return Address;
            }
        }
    }

    /// <summary>The local part is not ASCII, so only a server with SMTPUTF8 can take it (RFC 6531).</summary>
    public bool NeedsSmtpUtf8 => !System.Text.Ascii.IsValid(AsciiAddress);

    private int At => Address.LastIndexOf('@');

    /// <summary>As a header shows it, for a reader: <c>Ann Lee &lt;ann@example.org&gt;</c>.</summary>
    public override string ToString() => Name is { Length: > 0 } ? $"{Name} <{Address}>" : Address;
}
