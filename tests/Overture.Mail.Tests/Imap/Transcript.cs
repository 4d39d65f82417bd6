using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Imap;

/// <summary>What a server said, read by the reader from its first octet to its last.</summary>
internal static class Transcript
{
    public static Task<List<ImapResponse>> ReadAsync(string text, ImapOptions? options = null) => ReadAsync(Encoding.UTF8.GetBytes(text), options);

    public static async Task<List<ImapResponse>> ReadAsync(byte[] octets, ImapOptions? options = null)
    {
        var server = new MailServer("transcript", 143, ConnectionSecurity.None) { Connect = (_, _, _) => ValueTask.FromResult<Stream>(new MemoryStream(octets)) };
        await using var wire = await WireConnection.OpenAsync(server, TimeSpan.FromSeconds(10), CancellationToken.None);
        var reader = new ImapReader(wire, options ?? new());
        var responses = new List<ImapResponse>();
        while (wire.Received < octets.Length || wire.Buffered > 0)
        {
            responses.Add(await reader.ReadAsync(null, CancellationToken.None));
        }

        return responses;
    }

    /// <summary>A recorded conversation; its lines end in LF, where the literals count CRLF.</summary>
    public static Task<List<ImapResponse>> FileAsync(string path)
    {
        var octets = File.ReadAllBytes(path);
        var whole = new List<byte>(octets.Length + (octets.Length / 30));
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i] == (byte)'\n' && (i == 0 || octets[i - 1] != (byte)'\r'))
            {
                whole.Add((byte)'\r');
            }

            whole.Add(octets[i]);
        }

        return ReadAsync([.. whole]);
    }

    public static IEnumerable<T> Data<T>(this IEnumerable<ImapResponse> responses) where T : ImapUntagged => responses.OfType<ImapResponse.Untagged>().Select(untagged => untagged.Data).OfType<T>();
}
