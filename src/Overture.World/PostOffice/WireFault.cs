namespace Overture.World.PostOffice;

/// <summary>What goes wrong with one connection of a post office, below the protocol. Octets are counted as the protocol says them, under TLS if there is TLS.</summary>
/// <param name="CutAfterSent">The connection ends when the server has sent so many octets: the rest of that write is lost.</param>
/// <param name="CutAfterReceived">The connection ends when the server has read so many octets: the rest is never read.</param>
/// <param name="Drip">Each octet that the server sends waits so long.</param>
/// <param name="Reset">The end is a TCP reset, not a close.</param>
public sealed record WireFault(long? CutAfterSent = null, long? CutAfterReceived = null, TimeSpan? Drip = null, bool Reset = false);
