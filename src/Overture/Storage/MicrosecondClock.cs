namespace Overture.Storage;

/// <summary>The product's clock, cut to microseconds: PostgreSQL keeps no more, and an instant must read back equal on both databases.</summary>
internal sealed class MicrosecondClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
