namespace Overture.Web;

/// <summary>A part of the system that can be asked how it is. Rooms register theirs; a vital one that is not ok makes the whole unhealthy.</summary>
internal sealed record HealthCheck(string Name, bool Vital, Func<CancellationToken, Task<HealthState>> Ask);

/// <summary>How a part is.</summary>
internal enum HealthState
{
    Ok,
    Degraded,
    Failed,
}
