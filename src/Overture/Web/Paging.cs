using System.Globalization;

namespace Overture.Web;

/// <summary>Which page: <c>?cursor=</c> as an earlier page gave it, <c>?limit=</c> 1 to 200.</summary>
internal sealed record Paging(string? Cursor, int Limit)
{
    private const int Most = 200;
    private const int Usual = 50;

    /// <exception cref="Refused">The limit is no number from 1 to 200.</exception>
    public static ValueTask<Paging> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (cursor, limit) = ((string?)context.Request.Query["cursor"], (string?)context.Request.Query["limit"]);
        var number = Usual;
        if (limit is { Length: > 0 } && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= Most))
        {
            throw new Refused("limit", Problem.Shown(limit), "it is no number of a page's length", $"Choose 1 to {Most}");
        }

        return ValueTask.FromResult(new Paging(string.IsNullOrEmpty(cursor) ? null : cursor, number));
    }

    /// <summary>The id the page begins before: lists show the newest first.</summary>
    public Guid Before => Cursor is null ? Guid.AllBitsSet : Guid.TryParseExact(Cursor, "N", out var id) ? id : throw Unknown;

    /// <summary>The ordinal the page begins after.</summary>
    public int After => Cursor is null ? 0 : int.TryParse(Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : throw Unknown;

    private Refused Unknown => new("cursor", Problem.Shown(Cursor), "no page gave it", "Take next_cursor of the page before, or leave it out");
}
