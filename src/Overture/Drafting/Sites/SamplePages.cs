using System.Collections.Frozen;
using System.Net;
using Overture.Web.Outbound;

namespace Overture.Drafting.Sites;

/// <summary>
/// The pages of the sample sites. Their <c>.example</c> hosts stand on no network (RFC 6761 §6.5), so what was read of them comes with the product and takes the
/// way of a fetched page from there on. Nothing is fetched for it.
/// </summary>
internal static class SamplePages
{
    private const string Reserved = ".example";
    private const string Folder = "samples/sites/";

    private static readonly FrozenDictionary<string, Lazy<PageVerdict.Readable>> Pages = typeof(SamplePages).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..^".html".Length], name => new Lazy<PageVerdict.Readable>(() => Read(name)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The hosts, without <c>www.</c>.</summary>
    public static IEnumerable<string> Hosts => Pages.Keys;

    /// <param name="url">As the row has it.</param>
    /// <returns>Null when it is the first page of no sample site.</returns>
    public static PageVerdict.Readable? Find(string url) =>
        url.Contains(Reserved, StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(url, UriKind.Absolute, out var page) && page.AbsolutePath is "/"
        && Pages.TryGetValue(page.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? page.Host[4..] : page.Host, out var found) ? found.Value : null;

    private static PageVerdict.Readable Read(string name)
    {
        using var bytes = new MemoryStream();
        using var file = typeof(SamplePages).Assembly.GetManifestResourceStream(name)!;
        file.CopyTo(bytes);
        var url = new Uri($"https://www.{name[Folder.Length..^".html".Length]}/");
        var answer = new SiteAnswer.Answered(HttpStatusCode.OK, "text/html", "utf-8", null, new BoundedBody(bytes.ToArray(), Cut: false));
        return (PageVerdict.Readable)JudgePage.Judge(answer, url, url, DateTimeOffset.UnixEpoch);
    }
}
