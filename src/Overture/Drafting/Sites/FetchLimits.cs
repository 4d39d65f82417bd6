namespace Overture.Drafting.Sites;

/// <summary>How much of a stranger's server is used, and how much of ours a stranger can use.</summary>
internal sealed record FetchLimits
{
    /// <summary>Decoded bytes of a page; the rest is not read, and what came is kept.</summary>
    public int PageBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>For all requests of one page together. Waiting for one's turn does not count, nor does robots.txt, which has its own.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    public int Redirects { get; init; } = 5;

    /// <summary>From the end of a request to a host to the beginning of the next.</summary>
    public TimeSpan Apart { get; init; } = TimeSpan.FromSeconds(1);

    public int AtOnce { get; init; } = 32;
}
