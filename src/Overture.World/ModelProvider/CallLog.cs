using System.Collections.Concurrent;

namespace Overture.World.ModelProvider;

/// <summary>Every call, in the order of its answer.</summary>
internal sealed class CallLog
{
    const int PageSize = 4096;
    readonly Lock turn = new();
    readonly List<Call[]> pages = [];
    readonly ConcurrentDictionary<ulong, int> tries = new();
    int count;

    public int Count => Volatile.Read(ref count);

    public void Add(in Call call)
    {
        lock (turn)
        {
            if (count % PageSize == 0) pages.Add(new Call[PageSize]);
            pages[count / PageSize][count % PageSize] = call;
            count++;
        }
    }

    /// <summary>How often this prompt was asked before.</summary>
    public int Again(ulong prompt) => tries.AddOrUpdate(prompt, 0, static (_, before) => before + 1);

    public IReadOnlyList<Call> All()
    {
        lock (turn) return [.. pages.SelectMany(page => page).Take(count)];
    }

    public void Clear()
    {
        lock (turn)
        {
            pages.Clear();
            tries.Clear();
            count = 0;
        }
    }
}
