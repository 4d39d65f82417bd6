using System.Text;

namespace Overture.Mail.Imap;

internal static class Octets
{
    public static bool StartsWithIgnoreCase(this ReadOnlySpan<byte> octets, ReadOnlySpan<byte> start) => octets.Length >= start.Length && Ascii.EqualsIgnoreCase(octets[..start.Length], start);

    /// <summary>Cuts the first word off, and the spaces around it.</summary>
    public static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> octets)
    {
        octets = octets.TrimStart((byte)' ');
        var end = octets.IndexOf((byte)' ');
        var word = end < 0 ? octets : octets[..end];
        octets = end < 0 ? default : octets[end..].TrimStart((byte)' ');
        return word;
    }
}
