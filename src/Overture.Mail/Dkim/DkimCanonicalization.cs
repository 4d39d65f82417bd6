using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Overture.Mail.Dkim;

/// <summary>The two forms DKIM signs (RFC 6376 §3.4): as it stands, or with what servers on the way may change evened out.</summary>
internal static class DkimCanonicalization
{
    /// <summary>A field as it is hashed, its CRLF included (§3.4.1, §3.4.2).</summary>
    public static byte[] Field(ReadOnlySpan<byte> field, bool relaxed)
    {
        if (!relaxed)
        {
            return [.. WithCrlf(field)];
        }

        var colon = field.IndexOf((byte)':');
        var into = new ArrayBufferWriter<byte>(field.Length + 2);
        into.Write(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(field[..colon]).Trim(' ', '\t').ToLowerInvariant()));
        into.Write(":"u8);
        Collapse(field[(colon + 1)..], into);
        into.Write("\r\n"u8);
        return into.WrittenSpan.ToArray();
    }

    /// <summary>The body's hash (§3.4.3, §3.4.4, §3.7).</summary>
    /// <param name="body">Everything after the empty line; a bare LF counts as CRLF, as it would on the wire.</param>
    /// <param name="relaxed">White space is evened out.</param>
    public static byte[] BodyHash(ReadOnlySpan<byte> body, bool relaxed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var emptyLines = 0;
        var any = false;
        var into = new ArrayBufferWriter<byte>(1024);
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..(end > 0 && body[end - 1] is (byte)'\r' ? end - 1 : end)];
            body = end < 0 ? [] : body[(end + 1)..];
            into.ResetWrittenCount();
            if (relaxed)
            {
                Line(line, into);
            }
            else
            {
                into.Write(line);
            }

            if (into.WrittenCount is 0)
            {
                emptyLines++;
                continue;
            }

            for (; emptyLines > 0; emptyLines--)
            {
                hash.AppendData("\r\n"u8);
            }

            any = true;
            hash.AppendData(into.WrittenSpan);
            hash.AppendData("\r\n"u8);
        }

        if (!any && !relaxed)
        {
            hash.AppendData("\r\n"u8); // §3.4.3: an empty simple body is one CRLF
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Runs of white space become one space; at the line's end they go.</summary>
    private static void Line(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> into)
    {
        line = line.TrimEnd(" \t"u8);
        while (!line.IsEmpty)
        {
            var blank = line.IndexOfAny((byte)' ', (byte)'\t');
            if (blank < 0)
            {
                into.Write(line);
                return;
            }

            into.Write(line[..blank]);
            into.Write(" "u8);
            line = line[blank..].TrimStart(" \t"u8);
        }
    }

    private static void Collapse(ReadOnlySpan<byte> value, ArrayBufferWriter<byte> into)
    {
        var unfolded = new byte[value.Length];
        var length = 0;
        foreach (var octet in value)
        {
            if (octet is not ((byte)'\r' or (byte)'\n'))
            {
                unfolded[length++] = octet;
            }
        }

        Line(unfolded.AsSpan(0, length).TrimStart(" \t"u8), into);
    }

    private static byte[] WithCrlf(ReadOnlySpan<byte> field)
    {
        var text = Encoding.Latin1.GetString(field).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
        return Encoding.Latin1.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
    }
}
