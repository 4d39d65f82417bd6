namespace Overture.Web;

/// <summary>A page of a list. <paramref name="NextCursor"/> asks for the next one; null: this is the last.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <param name="found">One more than the page holds, when there is a next one.</param>
    /// <param name="cursor">What the next page begins after.</param>
    public static Page<T> Of(IReadOnlyList<T> found, int limit, Func<T, string> cursor) =>
        found.Count > limit ? new([.. found.Take(limit)], cursor(found[limit - 1])) : new(found, null);
}
