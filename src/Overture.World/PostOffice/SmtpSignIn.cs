using System.Security.Cryptography;
using System.Text;

namespace Overture.World.PostOffice;

/// <summary>The server's side of AUTH (RFC 4954): what it asks next, and whether the account is known.</summary>
internal sealed class SmtpSignIn(string mechanism, IReadOnlyDictionary<string, string> accounts)
{
    private const string Challenge = "<1896.697170952@localhost>";
    private int step;

    public string? User { get; private set; }

    public bool IsAgreed { get; private set; }

    /// <summary>The next challenge in base64; null at the end.</summary>
    /// <param name="said">What the client said last, in base64; null where it said nothing yet.</param>
    public string? Next(string? said)
    {
        if (said == "*")
        {
            return null;
        }

        var text = said is null or "=" ? said is null ? null : "" : Encoding.UTF8.GetString(Convert.FromBase64String(said));
        return (mechanism, step++, text) switch
        {
            ("PLAIN" or "XOAUTH2" or "OAUTHBEARER", 0, null) => "",
            ("PLAIN", _, { } t) => Agree(t.Split('\0') is [_, var name, var secret] ? (name, secret) : default),
            ("LOGIN", 0, null) => Ask("Username:"),
            ("LOGIN", _, { } t) when User is null => Named(t),
            ("LOGIN", _, { } t) => Agree((User!, t)),
            ("CRAM-MD5", 0, null) => Ask(Challenge),
            ("CRAM-MD5", _, { } t) => Digest(t),
            ("XOAUTH2", _, { } t) when !IsOver => Token(Between(t, "user=", "\u0001"), t),
            ("OAUTHBEARER", _, { } t) when !IsOver => Token(Between(t, "a=", ",").Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal), t),
            _ => null,
        };
    }

    private bool IsOver { get; set; }

    private static string Ask(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private string Named(string name)
    {
        User = name;
        return Ask("Password:");
    }

    private string? Agree((string Name, string Secret) told)
    {
        IsAgreed = told.Name is not null && accounts.TryGetValue(told.Name, out var secret) && secret == told.Secret;
        User = told.Name;
        return null;
    }

    private string? Token(string name, string text)
    {
        IsOver = true;
        _ = Agree((name, Between(text, "auth=Bearer ", "\u0001")));
        return IsAgreed ? null : Ask("""{"status":"400","schemes":"Bearer"}""");
    }

#pragma warning disable CA5351 // RFC 2195 is made of MD5
    private string? Digest(string text)
    {
        var name = text.Split(' ')[0];
        User = name;
        IsAgreed = accounts.TryGetValue(name, out var secret)
            && text == $"{name} {Convert.ToHexStringLower(HMACMD5.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Challenge)))}";
        return null;
    }
#pragma warning restore CA5351

    private static string Between(string text, string before, string after)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal);
        var from = at + before.Length;
        var to = at < 0 ? -1 : text.IndexOf(after, from, StringComparison.Ordinal);
        return to < 0 ? "" : text[from..to];
    }
}
