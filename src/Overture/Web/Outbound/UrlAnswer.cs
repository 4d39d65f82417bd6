namespace Overture.Web.Outbound;

/// <summary>What <see cref="UrlRule"/> made of a text: a URL that may be asked for, or why not.</summary>
internal abstract record UrlAnswer
{
    private UrlAnswer()
    {
    }

    /// <param name="Url">With its host as an A-label and without fragment.</param>
    /// <param name="SchemeGiven">False when the text named none and one was assumed.</param>
    internal sealed record Allowed(Uri Url, bool SchemeGiven) : UrlAnswer;

    /// <param name="Fault">What is wrong with it.</param>
    /// <param name="Detail">In words, with the value and the cure.</param>
    /// <param name="Why">The reason alone.</param>
    internal sealed record Refused(UrlFault Fault, string Detail, string Why) : UrlAnswer;
}

internal enum UrlFault
{
    /// <summary>It cannot be read as the address of a page.</summary>
    Malformed,

    /// <summary>It can, and leads where Overture does not go: another scheme or port, a private address, a local name.</summary>
    Forbidden,
}
