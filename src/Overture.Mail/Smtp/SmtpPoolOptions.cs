namespace Overture.Mail.Smtp;

/// <summary>The limits of a <see cref="SmtpPool"/>, as its server wants them.</summary>
public sealed record SmtpPoolOptions
{
    /// <summary>How each connection speaks.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>The most connections at once.</summary>
    public int MostConnections { get; init; } = 5;

    /// <summary>The most messages on one connection; then it ends with QUIT. Many servers close after 100 themselves.</summary>
    public int MostMessages { get; init; } = 100;

    /// <summary>A connection that rested longer is not used again: servers wait 5 minutes at the least (RFC 5321 §4.5.3.2.7).</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>A connection that rested longer is first asked whether it is still there (RSET).</summary>
    public TimeSpan TrustTime { get; init; } = TimeSpan.FromSeconds(5);
}
