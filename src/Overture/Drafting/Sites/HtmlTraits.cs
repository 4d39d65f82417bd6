using System.Collections.Frozen;
using AngleSharp.Html.Parser;

namespace Overture.Drafting.Sites;

/// <summary>What an element of HTML means for reading, as far as its name tells.</summary>
[Flags]
internal enum HtmlTraits
{
    None = 0,

    /// <summary>Has no content, so no end.</summary>
    Void = 1 << 0,

    /// <summary>Its content is not text of the page, or is its furniture.</summary>
    Unread = 1 << 1,

    /// <summary>Stands on lines of its own.</summary>
    Block = 1 << 2,

    /// <summary>The tags of HTML mean something else in it.</summary>
    Foreign = 1 << 3,

    /// <summary>The end tag of an ordinary inline element does not reach beyond it.</summary>
    Special = 1 << 4,

    /// <summary>No end tag reaches beyond it, but those of tables.</summary>
    Scope = 1 << 5,

    /// <summary>A paragraph is not ended from within it.</summary>
    ParagraphScope = 1 << 6,

    /// <summary>An item of a list is not ended from within it.</summary>
    ListScope = 1 << 7,

    /// <summary>A part of a table is not ended from within it.</summary>
    TableScope = 1 << 8,

    /// <summary>A browser opens it again when something else closed it.</summary>
    Formatting = 1 << 9,

    /// <summary>Its start ends an open paragraph.</summary>
    EndsParagraph = 1 << 10,

    /// <summary>Its start leaves a head open.</summary>
    HeadContent = 1 << 11,

    /// <summary>The names whose start, or whose kin's start, ends them without an end tag.</summary>
    Head = 1 << 12,
    Paragraph = 1 << 13,
    ListItem = 1 << 14,
    Term = 1 << 15,
    Link = 1 << 16,
    Cell = 1 << 17,
    Row = 1 << 18,
    TablePart = 1 << 19,

    Kin = Head | Paragraph | ListItem | Term | Link | Cell | Row | TablePart,
}

/// <summary>The traits of each element. Source: the WHATWG HTML standard, §13.1.2.4 (optional tags), §13.2.4.2 (the stack of open elements) and §13.2.4.3 (formatting).</summary>
internal static class HtmlWords
{
    private static readonly (HtmlTraits Trait, string Names)[] Lists =
    [
        (HtmlTraits.Void, "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"),
        (HtmlTraits.Unread,
            """
            applet audio button canvas datalist embed footer frameset iframe label map math meter nav noembed noframes noscript object
            optgroup option progress rp script select style svg template textarea title video
            """),
        (HtmlTraits.Block,
            """
            address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
            h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary table tbody tfoot thead tr ul xmp
            """),
        (HtmlTraits.Foreign, "svg math"),
        (HtmlTraits.Special,
            """
            address applet area article aside base blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset
            figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input li link listing main marquee
            menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody
            td template textarea tfoot th thead title tr track ul wbr xmp
            """),
        (HtmlTraits.Scope, "applet caption html marquee object table td template th"),
        (HtmlTraits.ParagraphScope, "applet button caption html marquee object table td template th"),
        (HtmlTraits.ListScope, "article aside blockquote body caption details dialog dir dl fieldset figure footer form header html main menu nav ol section table td template th ul"),
        (HtmlTraits.TableScope, "html table template"),
        (HtmlTraits.Formatting, "a b big code em font i nobr s small strike strong tt u"),
        (HtmlTraits.EndsParagraph,
            """
            address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
            hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp
            """),
        (HtmlTraits.HeadContent, "base basefont bgsound link meta noframes noscript script style template title"),
        (HtmlTraits.Head, "head"),
        (HtmlTraits.Paragraph, "p"),
        (HtmlTraits.ListItem, "li"),
        (HtmlTraits.Term, "dd dt"),
        (HtmlTraits.Link, "a"),
        (HtmlTraits.Cell, "td th"),
        (HtmlTraits.Row, "tr"),
        (HtmlTraits.TablePart, "caption tbody tfoot thead"),
    ];

    private static readonly FrozenDictionary<string, HtmlTraits> Traits = Lists
        .SelectMany(list => list.Names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), (list, name) => (Name: name, list.Trait))
        .GroupBy(word => word.Name, word => word.Trait, StringComparer.Ordinal)
        .ToFrozenDictionary(word => word.Key, word => word.Aggregate((all, trait) => all | trait), StringComparer.Ordinal);

    public static HtmlTraits Of(string name) => Traits.GetValueOrDefault(name);

    /// <summary>Which open kin the start of an element ends, and what the search for them does not go beyond.</summary>
    public static (HtmlTraits Ended, HtmlTraits Limit) EndedKin(HtmlTraits start) => (start & HtmlTraits.Kin) switch
    {
        HtmlTraits.ListItem => (HtmlTraits.ListItem, HtmlTraits.ListScope),
        HtmlTraits.Term => (HtmlTraits.Term, HtmlTraits.ListScope),
        HtmlTraits.Link => (HtmlTraits.Link, HtmlTraits.Special),
        HtmlTraits.Cell => (HtmlTraits.Cell, HtmlTraits.TableScope),
        HtmlTraits.Row => (HtmlTraits.Cell | HtmlTraits.Row, HtmlTraits.TableScope),
        HtmlTraits.TablePart => (HtmlTraits.Cell | HtmlTraits.Row | HtmlTraits.TablePart, HtmlTraits.TableScope),
        _ => (HtmlTraits.None, HtmlTraits.None),
    };

    /// <summary>What an end tag does not reach beyond.</summary>
    public static HtmlTraits LimitOf(HtmlTraits end) =>
        (end & (HtmlTraits.Cell | HtmlTraits.Row | HtmlTraits.TablePart | HtmlTraits.TableScope | HtmlTraits.Foreign)) != 0 ? HtmlTraits.TableScope
        : end.HasFlag(HtmlTraits.Special) ? HtmlTraits.Scope
        : HtmlTraits.Special;

    /// <summary>How the characters after a start tag are to be read.</summary>
    public static HtmlParseMode? ModeAfter(string start) => start switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" or "noscript" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => null,
    };
}
