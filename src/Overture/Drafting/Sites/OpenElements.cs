using System.Runtime.InteropServices;

namespace Overture.Drafting.Sites;

/// <summary>
/// The elements that are open at one point of a page, and whether a reader sees what stands there. It follows the tree a browser would
/// build closely enough to know where a hidden or unread part ends; where a page is torn it errs on the side of hiding. No step costs more
/// than <see cref="Deepest"/>, so no page makes it slow (a full tree of 100,000 nested elements takes minutes to build).
/// </summary>
internal sealed class OpenElements
{
    /// <summary>As deep as browsers nest (512 in Chromium and WebKit). A page nested deeper is read up to there.</summary>
    public const int Deepest = 512;

    private const int MostReopened = 3;

    private readonly List<Element> open = [];
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly Dictionary<HtmlTraits, int> kin = [];

    /// <summary>False inside a part that is hidden or not text of the page.</summary>
    public bool IsRead => open.Count == 0 || !open[^1].Unread;

    public bool IsFull => open.Count >= Deepest;

    public bool IsForeign => IsOpen("svg") || IsOpen("math");

    public bool IsHead => OpenOf(HtmlTraits.Head) > 0;

    public void Start(string name, HtmlTraits traits, bool unread)
    {
        if (!IsForeign)
        {
            EndImplied(traits.HasFlag(HtmlTraits.HeadContent) ? HtmlTraits.None : HtmlTraits.Head, HtmlTraits.Scope);
            EndImplied(traits.HasFlag(HtmlTraits.EndsParagraph) ? HtmlTraits.Paragraph : HtmlTraits.None, HtmlTraits.ParagraphScope);
            var (ended, limit) = HtmlWords.EndedKin(traits);
            EndImplied(ended, limit);
        }

        Push(new(name, traits, unread || !IsRead));
    }

    public void End(string name, HtmlTraits traits)
    {
        if (!IsOpen(name) || name is "html" or "body")
        {
            return;
        }

        var limit = HtmlWords.LimitOf(traits);
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i].Name == name)
            {
                PopTo(i);
                return;
            }

            if ((open[i].Traits & limit) != 0)
            {
                return;
            }
        }
    }

    private bool IsOpen(string name) => names.GetValueOrDefault(name) > 0;

    private int OpenOf(HtmlTraits kinds)
    {
        var all = 0;
        foreach (var (kind, count) in kin)
        {
            all += (kind & kinds) != 0 ? count : 0;
        }

        return all;
    }

    /// <summary>Ends the outermost of the kinds within the limit, and all in it.</summary>
    private void EndImplied(HtmlTraits kinds, HtmlTraits limit)
    {
        var sought = kinds == HtmlTraits.None ? 0 : OpenOf(kinds);
        var last = open.Count;
        var elements = CollectionsMarshal.AsSpan(open);
        for (var i = elements.Length - 1; sought > 0 && (elements[i].Traits & limit) == 0; i--)
        {
            if ((elements[i].Traits & kinds) != 0)
            {
                last = i;
                sought--;
            }
        }

        PopTo(last);
    }

    /// <summary>Hidden formatting elements that were closed by something else are open again after it, as in a browser (§13.2.4.3).</summary>
    private void PopTo(int index)
    {
        List<Element>? reopened = null;
        while (open.Count > index)
        {
            var last = open[^1];
            Pop();
            var isItselfHidden = last.Unread && IsRead;
            if (open.Count > index && isItselfHidden && last.Traits.HasFlag(HtmlTraits.Formatting) && (reopened ??= []).Count < MostReopened)
            {
                reopened.Add(last);
            }
        }

        reopened?.ForEach(Push);
    }

    private void Push(Element element)
    {
        open.Add(element);
        Count(element, 1);
    }

    private void Pop()
    {
        Count(open[^1], -1);
        open.RemoveAt(open.Count - 1);
    }

    private void Count(Element element, int by)
    {
        names[element.Name] = names.GetValueOrDefault(element.Name) + by;
        if ((element.Traits & HtmlTraits.Kin) is var kind and not HtmlTraits.None)
        {
            kin[kind] = kin.GetValueOrDefault(kind) + by;
        }
    }

    private readonly record struct Element(string Name, HtmlTraits Traits, bool Unread);
}
