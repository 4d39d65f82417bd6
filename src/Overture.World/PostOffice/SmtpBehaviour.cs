namespace Overture.World.PostOffice;

/// <summary>
/// How a post office answers from now on. Replaced as a whole, at any time. Where a command is named it is by how its line begins, in any case:
/// <c>RCPT TO:&lt;ann@</c>, <c>.</c> for the end of a message by DATA or BDAT, <see cref="SmtpPost.Connect"/> for a connection before anything is said.
/// </summary>
public sealed record SmtpBehaviour
{
    /// <summary>Answers besides the usual, as they go over the wire less the last CRLF, an octet a character. One of 400 and above undoes the command, and 421 closes.</summary>
    public IReadOnlyDictionary<string, string> Replies { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>This command is met with the end of the connection.</summary>
    public string? DropsAt { get; init; }

    /// <summary>A message that <see cref="DropsAt"/> meets at its end was taken all the same.</summary>
    public bool StoresBeforeDrop { get; init; }

    /// <summary>This command is met with a reply that does not end.</summary>
    public string? EndlessAt { get; init; }

    /// <summary>This command is met with silence.</summary>
    public string? SilentAt { get; init; }

    /// <summary>What goes wrong below the protocol.</summary>
    public WireFault? Fault { get; init; }

    /// <summary>A sender and recipient who meet for the first time are refused for so long; null: nobody is.</summary>
    public TimeSpan? Greylist { get; init; }
}
