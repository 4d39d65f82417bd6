namespace Overture.World.PostOffice;

/// <summary>A message in a folder of a post office.</summary>
/// <param name="Uid">Never given twice while the folder's UIDVALIDITY stays.</param>
/// <param name="Octets">The whole message.</param>
/// <param name="InternalDate">When it came.</param>
/// <param name="Flags">In the order they were set.</param>
/// <param name="ModSeq">The change that made it what it is.</param>
public sealed record StoredMessage(uint Uid, ReadOnlyMemory<byte> Octets, DateTimeOffset InternalDate, IReadOnlyList<string> Flags, ulong ModSeq)
{
    public bool Has(string flag) => Flags.Contains(flag, StringComparer.OrdinalIgnoreCase);
}
