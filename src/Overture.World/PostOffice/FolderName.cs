using System.Text;

namespace Overture.World.PostOffice;

/// <summary>Folder names in modified UTF-7 (RFC 3501 §5.1.3), by way of the runtime's UTF-7's base64.</summary>
internal static class FolderName
{
    public static string Encode(string name)
    {
        var (text, run) = (new StringBuilder(), new StringBuilder());
        foreach (var c in name + '\0')
        {
            var plain = c is (>= ' ' and <= '~') or '\0';
            if (plain && run.Length > 0)
            {
                text.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(run.ToString())).TrimEnd('=').Replace('/', ',')).Append('-');
                run.Clear();
            }

            _ = plain ? text.Append(c is '&' ? "&-" : c is '\0' ? "" : c) : run.Append(c);
        }

        return text.ToString();
    }

    public static string Decode(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var end = name[i] == '&' ? name.IndexOf('-', i) : -1;
            if (end < 0)
            {
                text.Append(name[i]);
                continue;
            }

            var base64 = name[(i + 1)..end].Replace(',', '/');
            var octets = new byte[base64.Length];
            text.Append(base64.Length == 0 ? "&" : Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), octets, out var length) ? Encoding.BigEndianUnicode.GetString(octets, 0, length) : name[i..(end + 1)]);
            i = end;
        }

        return text.ToString();
    }
}
