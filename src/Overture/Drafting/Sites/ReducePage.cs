using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Overture.Drafting.Sites;

/// <summary>
/// HTML to the text a reader sees: title, description, headings and paragraphs, without scripts, styles, furniture and hidden parts. It reads the
/// tokens as they come and builds no tree, so time and memory are bounded by the length of the page, however it is made.
/// </summary>
internal static partial class ReducePage
{
    public const int MaxCharacters = 8_000;

    private const int MaxTitle = 300;

    private const int MaxDescription = 600;

    /// <param name="html">The page, at most as long as was fetched.</param>
    public static ReducedPage Reduce(string html)
    {
        using var tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            SkipScriptText = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = (ref StructHtmlToken _, ReadOnlyMemory<char> name) => IsWanted(name.Span),
        };
        var reading = new Reading();
        while (!reading.IsOver)
        {
            ref var token = ref tokens.GetStructToken();
            if (token.Type == HtmlTokenType.EndOfFile)
            {
                break;
            }

            tokens.State = reading.Take(ref token) ?? tokens.State;
        }

        return reading.ToPage();
    }

    /// <summary>The tag if it looks like one (BCP 47).</summary>
    public static string? LanguageTag(string? text) => Tag().Match(text?.Trim() ?? "") is { Success: true, Value: var tag } ? tag.Replace('_', '-') : null;

    private static bool IsWanted(ReadOnlySpan<char> attribute) =>
        attribute is "id" or "class" or "style" or "hidden" or "popover" or "aria-hidden" or "role" or "open" or "lang" or "xml:lang" or "name" or "property" or "content";

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    /// <summary>What has been understood of a page so far.</summary>
    private sealed class Reading
    {
        private static readonly Dictionary<string, string> None = [];

        private readonly OpenElements open = new();
        private readonly PlainText body = new(MaxCharacters);
        private readonly PlainText heading = new(MaxTitle);
        private string? title;
        private string? sharedTitle;
        private string? description;
        private string? sharedDescription;
        private string? language;
        private bool inTitle;

        public bool IsOver => body.IsFull || open.IsFull;

        /// <returns>How to read on, when that changes.</returns>
        public HtmlParseMode? Take(ref StructHtmlToken token)
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character when inTitle:
                    heading.Append(token.Data.Memory.Span);
                    return null;
                case HtmlTokenType.Character when open.IsRead && !open.IsHead:
                    body.Append(token.Data.Memory.Span);
                    return null;
                case HtmlTokenType.StartTag:
                    return Start(ref token);
                case HtmlTokenType.EndTag:
                    End(token.Name.ToString());
                    return null;
                default:
                    return null;
            }
        }

        public ReducedPage ToPage()
        {
            title ??= PlainText.Line(heading.ToString(), MaxTitle) ?? sharedTitle;
            var all = new PlainText(MaxCharacters);
            foreach (var line in (string?[])[title, description ?? sharedDescription, .. body.ToString().Split('\n')])
            {
                all.Append(line ?? "");
                all.Break();
            }

            return new(title, language, all.ToString());
        }

        private HtmlParseMode? Start(ref StructHtmlToken token)
        {
            var name = token.Name.ToString();
            var traits = HtmlWords.Of(name);
            var attributes = Attributes(ref token);
            string? Attribute(string wanted) => attributes.GetValueOrDefault(wanted);
            Stand(traits);
            if (name == "meta")
            {
                Describe(Attribute("name") ?? Attribute("property"), Attribute("content"));
            }

            language ??= name is "html" or "body" ? LanguageTag(Attribute("lang") ?? Attribute("xml:lang")) : null;
            var foreign = open.IsForeign;
            if (traits.HasFlag(HtmlTraits.Void) || (token.IsSelfClosing && (foreign || traits.HasFlag(HtmlTraits.Foreign))))
            {
                return null;
            }

            open.Start(name, traits, traits.HasFlag(HtmlTraits.Unread) || FurnitureRule.IsFurniture(name, Attribute) || HiddenRule.IsHidden(Attribute));
            inTitle = name == "title" && !foreign && title is null;
            return foreign ? null : HtmlWords.ModeAfter(name);
        }

        private void End(string name)
        {
            if (inTitle)
            {
                title = PlainText.Line(heading.ToString(), MaxTitle);
                inTitle = false;
            }

            var traits = HtmlWords.Of(name);
            open.End(name, traits);
            Stand(traits);
        }

        private void Stand(HtmlTraits traits)
        {
            if (open.IsRead && traits.HasFlag(HtmlTraits.Block))
            {
                body.Break();
            }
            else if (traits.HasFlag(HtmlTraits.Cell))
            {
                body.Gap();
            }
        }

        private void Describe(string? name, string? content)
        {
            switch (name?.ToLowerInvariant())
            {
                case "description":
                    description ??= PlainText.Line(content, MaxDescription);
                    break;
                case "og:description":
                    sharedDescription ??= PlainText.Line(content, MaxDescription);
                    break;
                case "og:title":
                    sharedTitle ??= PlainText.Line(content, MaxTitle);
                    break;
            }
        }

        /// <summary>The first of a name counts (§13.2.5.33).</summary>
        private static Dictionary<string, string> Attributes(ref StructHtmlToken token)
        {
            if (token.Attributes.Count == 0)
            {
                return None;
            }

            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < token.Attributes.Count; i++)
            {
                all.TryAdd(token.Attributes[i].Name.ToString(), token.Attributes[i].Value.ToString());
            }

            return all;
        }
    }
}
