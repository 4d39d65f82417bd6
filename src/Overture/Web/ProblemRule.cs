namespace Overture.Web;

/// <summary>How a room tells one kind of its exceptions to a caller; null: it is not of that kind.</summary>
internal sealed record ProblemRule(Func<Exception, Problem?> Read);
