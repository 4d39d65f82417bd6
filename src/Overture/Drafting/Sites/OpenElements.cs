using System.Collections.Frozen;

namespace Overture.Drafting.Sites;

/// <summary>
/// The elements that are open at one point of a page, and whether a reader sees what stands there. It follows the tree a browser would
/// build closely enough to know where a hidden or unread part ends; where a page is torn it errs on the side of hiding. No step costs more
/// than <see cref="Deepest"/>, so no page makes it slow (a full tree of 100,000 nested elements takes minutes to build).
/// </summary>
internal sealed class OpenElements
{
    /// <summary>Browsers stop nesting at 512 (Chromium, WebKit); a page nested deeper than this is read up to there.</summary>
    public const int Deepest = 1_000;

    private const int MostReopened = 3;

    private readonly List<(string Name, bool Unread)> open = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>False inside a part that is hidden or not text of the page.</summary>
    public bool IsRead => open.Count == 0 || !open[^1].Unread;

    public bool IsFull => open.Count >= Deepest;

    public bool IsForeign => IsOpen("svg") || IsOpen("math");

    public bool IsOpen(string name) => counts.GetValueOrDefault(name) > 0;

    public void Start(string name, bool unread)
    {
        if (!IsForeign)
        {
            foreach (var (closed, scope) in HtmlWords.EndedBy(name))
            {
                EndImplied(closed, scope);
            }
        }

        Push(name, unread || !IsRead);
    }

    public void End(string name)
    {
        if (!IsOpen(name) || name is "html" or "body")
        {
            return;
        }

        var limit = HtmlWords.LimitOf(name);
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i].Name == name)
            {
                PopTo(i);
                return;
            }

            if (limit.Contains(open[i].Name))
            {
                return;
            }
        }
    }

    private void EndImplied(FrozenSet<string> closed, FrozenSet<string> scope)
    {
        foreach (var name in closed)
        {
            if (IsOpen(name))
            {
                EndOutermost(closed, scope);
                return;
            }
        }
    }

    private void EndOutermost(FrozenSet<string> closed, FrozenSet<string> scope)
    {
        var last = open.Count;
        for (var i = open.Count - 1; i >= 0 && !scope.Contains(open[i].Name); i--)
        {
            last = closed.Contains(open[i].Name) ? i : last;
        }

        PopTo(last);
    }

    /// <summary>Hidden formatting elements that were closed by something else are open again after it, as in a browser (§13.2.4.3).</summary>
    private void PopTo(int index)
    {
        var reopened = open.Skip(index + 1).Where((e, i) => HtmlWords.Formatting.Contains(e.Name) && IsHiddenItself(index + 1 + i)).Take(MostReopened).ToList();
        while (open.Count > index)
        {
            counts[open[^1].Name]--;
            open.RemoveAt(open.Count - 1);
        }

        reopened.ForEach(e => Push(e.Name, unread: true));
    }

    private bool IsHiddenItself(int index) => open[index].Unread && !open[index - 1].Unread;

    private void Push(string name, bool unread)
    {
        open.Add((name, unread));
        counts[name] = counts.GetValueOrDefault(name) + 1;
    }
}
