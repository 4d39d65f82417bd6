namespace Overture.Audience.Cleaning;

/// <summary>What became of a cell that should hold a web address.</summary>
internal abstract record UrlVerdict
{
    private UrlVerdict()
    {
    }

    /// <summary>
    /// <paramref name="Url"/> is absolute, http or https, without fragment, its host in lower case and as A-labels: what is fetched.
    /// <paramref name="Identity"/> is the same without scheme, "www." and the slash at the end: what two spellings of one site share.
    /// </summary>
    public sealed record Usable(string Url, string Identity) : UrlVerdict;

    /// <summary>No page can be read; <paramref name="Reason"/> begins with "no site can be read: ".</summary>
    public sealed record Unusable(string Reason) : UrlVerdict;
}
