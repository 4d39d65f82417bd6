using Overture.Accounts.Models;

namespace Overture.Drafting.Writing;

/// <summary>Which failed calls are worth a line in the log: the first of a fault with a key, then one in ten seconds that says how many were left out.</summary>
internal sealed class FaultNews
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Key, Fault Fault), (DateTimeOffset SaidAt, int LeftOut)> said = [];

    /// <returns>How many were left out since it was last said; null: this one is left out too.</returns>
    public int? Say(string key, Fault fault, DateTimeOffset now)
    {
        lock (gate)
        {
            if (said.TryGetValue((key, fault), out var last) && now - last.SaidAt < Quiet)
            {
                said[(key, fault)] = last with { LeftOut = last.LeftOut + 1 };
                return null;
            }

            said[(key, fault)] = (now, 0);
            return last.LeftOut;
        }
    }
}
