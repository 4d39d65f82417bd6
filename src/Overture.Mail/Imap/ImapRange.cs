using System.Globalization;

namespace Overture.Mail.Imap;

/// <summary>One number or a run of them in a set (<c>seq-range</c>, RFC 9051 §9). The order of its ends is kept: 5:3 holds the same numbers as 3:5, from the top.</summary>
/// <param name="First">Where it begins, from 1; <see cref="Star"/> for <c>*</c>.</param>
/// <param name="Last">Where it ends, inclusive; <see cref="Star"/> for <c>*</c>.</param>
public readonly record struct ImapRange(uint First, uint Last)
{
    /// <summary>Stands for <c>*</c>, the highest number there is.</summary>
    public const uint Star = 0;

    /// <summary>How many numbers it holds; up to 2^32 where it ends in <c>*</c>.</summary>
    public long Count => High - (long)Low + 1;

    internal uint Low => First == Star ? Last == Star ? uint.MaxValue : Last : Last == Star ? First : Math.Min(First, Last);

    internal uint High => First == Star || Last == Star ? uint.MaxValue : Math.Max(First, Last);

    /// <summary>Whether the number lies in it.</summary>
    public bool Contains(uint number) => number >= Low && number <= High;

    /// <summary>As it is written in a command.</summary>
    public override string ToString() => First == Last ? Name(First) : $"{Name(First)}:{Name(Last)}";

    private static string Name(uint number) => number == Star ? "*" : number.ToString(CultureInfo.InvariantCulture);
}
