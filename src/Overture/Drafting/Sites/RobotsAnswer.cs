namespace Overture.Drafting.Sites;

/// <summary>What a site said when its robots.txt was asked for.</summary>
/// <param name="Rule">What it says to us.</param>
/// <param name="Unreachable">Set when it could not be had, so that nothing of the site may be read now.</param>
internal sealed record RobotsAnswer(RobotsRule Rule, PageVerdict.NotReadable? Unreachable = null);
