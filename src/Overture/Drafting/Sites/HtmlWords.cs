using System.Collections.Frozen;
using AngleSharp.Html.Parser;

namespace Overture.Drafting.Sites;

/// <summary>What the elements of HTML mean for reading. Source: the WHATWG HTML standard, §13.1.2.4 (optional tags) and §13.2.4.2 (special, scope, formatting).</summary>
internal static class HtmlWords
{
    /// <summary>Elements without content, so without end.</summary>
    public static readonly FrozenSet<string> Void = Set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");

    /// <summary>Elements whose content no reader of the page sees as its text, or which hold its furniture.</summary>
    public static readonly FrozenSet<string> Unread = Set(
        """
        applet audio button canvas datalist embed footer frameset iframe label map math meter nav noembed noframes noscript object
        optgroup option progress rp script select style svg template textarea video
        """);

    /// <summary>Elements in which the tags of HTML do not mean what they mean elsewhere.</summary>
    public static readonly FrozenSet<string> Foreign = Set("svg math");

    /// <summary>Elements that stand on lines of their own.</summary>
    public static readonly FrozenSet<string> Blocks = Set(
        """
        address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
        h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary table tbody tfoot thead title tr ul xmp
        """);

    /// <summary>Elements that stand beside each other on a line.</summary>
    public static readonly FrozenSet<string> Cells = Set("td th");

    /// <summary>An end tag of another name does not reach beyond these.</summary>
    private static readonly FrozenSet<string> Special = Set(
        """
        address applet area article aside base blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset
        figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input li link listing main marquee
        menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody
        td template textarea tfoot th thead title tr track ul wbr xmp
        """);

    /// <summary>No end tag reaches beyond these, but those of tables.</summary>
    private static readonly FrozenSet<string> Scopes = Set("applet caption html marquee object table td template th");

    /// <summary>Elements a browser opens again when something else closed them.</summary>
    public static readonly FrozenSet<string> Formatting = Set("a b big code em font i nobr s small strike strong tt u");

    /// <summary>Elements that leave a head open; any other ends it.</summary>
    private static readonly FrozenSet<string> HeadContent = Set("base basefont bgsound link meta noframes noscript script style template title");

    private static readonly FrozenSet<string> Head = Set("head");

    private static readonly FrozenSet<string> Paragraph = Set("p");

    private static readonly FrozenSet<string> ClosesParagraph = Set(
        """
        address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
        hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp
        """);

    private static readonly FrozenDictionary<string, FrozenSet<string>> ClosesKin = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["li"] = Set("li"), ["dd"] = Set("dd dt"), ["dt"] = Set("dd dt"), ["a"] = Set("a"),
        ["td"] = Set("td th"), ["th"] = Set("td th"), ["tr"] = Set("td th tr"),
        ["tbody"] = Set("td th tr tbody thead tfoot caption"), ["thead"] = Set("td th tr tbody thead tfoot caption"), ["tfoot"] = Set("td th tr tbody thead tfoot caption"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ListScopes = Set(
        "article aside blockquote body caption details dialog dir dl fieldset figure footer form header html main menu nav ol section table td template th ul");

    private static readonly FrozenSet<string> TableParts = Set("caption table tbody td tfoot th thead tr");

    private static readonly FrozenSet<string> TableScopes = Set("html table template");

    private static readonly FrozenSet<string> ParagraphScopes = Set("applet button caption html marquee object table td template th");

    /// <summary>Which open elements a start tag ends without an end tag of theirs, and where the search for them stops.</summary>
    public static IEnumerable<(FrozenSet<string> Closed, FrozenSet<string> Scope)> EndedBy(string start)
    {
        if (!HeadContent.Contains(start))
        {
            yield return (Head, Scopes);
        }

        if (ClosesParagraph.Contains(start))
        {
            yield return (Paragraph, ParagraphScopes);
        }

        if (ClosesKin.TryGetValue(start, out var kin))
        {
            yield return (kin, kin.Contains("td") ? TableScopes : start == "a" ? Special : ListScopes);
        }
    }

    /// <summary>Where an end tag stops looking for its start.</summary>
    public static FrozenSet<string> LimitOf(string end) => TableParts.Contains(end) || Foreign.Contains(end) ? TableScopes : Special.Contains(end) ? Scopes : Special;

    /// <summary>How the characters after a start tag are to be read.</summary>
    public static HtmlParseMode ModeAfter(string start) => start switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" or "noscript" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
