namespace Overture.Drafting.Sites;

/// <summary>What came of reading a page: its text, or why there is none.</summary>
internal abstract record PageVerdict
{
    private PageVerdict()
    {
    }

    /// <param name="Text">Title, description, headings and paragraphs, a line each; at most <see cref="ReducePage.MaxCharacters"/> characters.</param>
    /// <param name="Hash">SHA-256 of the text in UTF-8, lower-case hexadecimal.</param>
    /// <param name="Title">The page's own title, if it has one.</param>
    /// <param name="Language">The language tag the page gives itself (BCP 47), if any.</param>
    /// <param name="Url">Where the text was found, after redirects.</param>
    /// <param name="FetchedAt">When it was read.</param>
    internal sealed record Readable(string Text, string Hash, string? Title, string? Language, Uri Url, DateTimeOffset FetchedAt) : PageVerdict;

    /// <param name="Reason">Why there is no text.</param>
    /// <param name="Detail">The same in words, for the row.</param>
    internal sealed record NotReadable(UnreadableReason Reason, string Detail) : PageVerdict;
}

internal enum UnreadableReason
{
    /// <summary>The cell holds nothing that can be read as the address of a page.</summary>
    BadAddress,

    /// <summary>The address, or one it redirects to, is not public or not http.</summary>
    RefusedAddress,

    /// <summary>robots.txt does not let us, or answers with a server error (RFC 9309 §2.3.1.4).</summary>
    Robots,

    /// <summary>The server does not give the page to us: 401, 403, 429 and their like.</summary>
    Forbidden,

    /// <summary>The server has no such page.</summary>
    NotFound,

    /// <summary>No name, no connection, no TLS, no answer in time, or a server error.</summary>
    Down,

    TooManyRedirects,

    NotHtml,

    /// <summary>The part of the page that is read holds no text.</summary>
    TooLarge,

    /// <summary>Nobody is at home: the domain is for sale, reserved or a server's first page.</summary>
    Parked,

    TooShort,
}
