namespace Overture.World.PostOffice;

/// <summary>A message that a post office took.</summary>
/// <param name="From">The reverse path without angle brackets; empty is the null path.</param>
/// <param name="To">Those whom it took it for.</param>
/// <param name="Octets">Headers and body, dots no longer doubled.</param>
/// <param name="QueueId">As it told the client.</param>
public sealed record PostedMail(string From, IReadOnlyList<string> To, ReadOnlyMemory<byte> Octets, string QueueId)
{
    /// <summary>What stood behind the path in MAIL.</summary>
    public string MailParameters { get; init; } = "";

    /// <summary>What stood behind each path in RCPT.</summary>
    public IReadOnlyList<string> RcptParameters { get; init; } = [];

    /// <summary>Who was signed in; null: nobody.</summary>
    public string? User { get; init; }

    /// <summary>It came under TLS.</summary>
    public bool IsProtected { get; init; }

    /// <summary>It came by BDAT.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The connection it came over, counted from 1.</summary>
    public int Connection { get; init; }
}
