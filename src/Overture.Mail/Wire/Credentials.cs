namespace Overture.Mail.Wire;

/// <summary>Who signs in to a server. Nothing prints the secret.</summary>
/// <param name="User">The account's name, often its address.</param>
public abstract record Credentials(string User)
{
    /// <summary>A name and a password, for PLAIN (RFC 4616), LOGIN, CRAM-MD5 (RFC 2195) and IMAP's LOGIN command.</summary>
    /// <param name="User">The account's name, often its address.</param>
    /// <param name="Secret">The password, or an app password.</param>
    public sealed record Password(string User, string Secret) : Credentials(User)
    {
        /// <inheritdoc/>
        public override string ToString() => $"Password of {User}";
    }

    /// <summary>An OAuth 2.0 access token, for OAUTHBEARER (RFC 7628) and XOAUTH2.</summary>
    /// <param name="User">The account's name, often its address.</param>
    /// <param name="Token">The bearer token, without the word Bearer.</param>
    public sealed record AccessToken(string User, string Token) : Credentials(User)
    {
        /// <inheritdoc/>
        public override string ToString() => $"Access token of {User}";
    }
}
