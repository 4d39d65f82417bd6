namespace Overture.Web.Shell;

/// <summary>What a room tells the frame: how many of its works run now in a workspace, done and in all.</summary>
/// <param name="Look">(works running, rows done, rows in all)</param>
internal sealed record RunningWork(Func<Guid, CancellationToken, Task<(int Works, long Done, long Total)>> Look);
