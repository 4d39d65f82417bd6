using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Overture.Mail.Imap;

/// <summary>A set of UIDs or of message sequence numbers (<c>sequence-set</c>, RFC 9051 §9) in the order in which it was given.</summary>
public sealed class ImapIdSet : IEnumerable<uint>, IEquatable<ImapIdSet>
{
    private readonly ImapRange[] ranges;

    private ImapIdSet(ImapRange[] ranges) => this.ranges = ranges;

    /// <summary>No number. No command can be sent for it, and none is: methods that take a set do nothing.</summary>
    public static ImapIdSet Empty { get; } = new([]);

    /// <summary>Every message: <c>1:*</c>.</summary>
    public static ImapIdSet All { get; } = From(1);

    /// <summary>Its parts, in order.</summary>
    public IReadOnlyList<ImapRange> Ranges => ranges;

    /// <summary>Holds nothing.</summary>
    public bool IsEmpty => ranges.Length == 0;

    /// <summary>How many numbers it holds.</summary>
    public long Count => ranges.Sum(range => range.Count);

    /// <summary>One number and all above it, <c>n:*</c>. (A server also gives the highest message when that is below n, RFC 9051 §6.4.8; <see cref="ImapClient"/> leaves it out.)</summary>
    public static ImapIdSet From(uint first) => new([new(first, ImapRange.Star)]);

    /// <summary>These numbers; runs are joined as long as they rise by one, so sort them first where the order does not matter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is 0.</exception>
    public static ImapIdSet Of(params IEnumerable<uint> numbers)
    {
        var ranges = new List<ImapRange>();
        foreach (var number in numbers)
        {
            ArgumentOutOfRangeException.ThrowIfZero(number, nameof(numbers));
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = new(ranges[^1].First, number);
            }
            else
            {
                ranges.Add(new(number, number));
            }
        }

        return new([.. ranges]);
    }

    /// <summary>Reads <c>1:3,7,9:*</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImapIdSet? set)
    {
        set = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var ranges = new List<ImapRange>();
        foreach (var part in text.AsSpan().Split(','))
        {
            if (!TryRange(text.AsSpan()[part], out var range))
            {
                return false;
            }

            ranges.Add(range);
        }

        set = new([.. ranges]);
        return true;
    }

    /// <summary>Whether the number lies in it.</summary>
    public bool Contains(uint number)
    {
        foreach (var range in ranges)
        {
            if (range.Contains(number))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same numbers in sets whose text is at most so many characters, because servers limit the length of a command.</summary>
    public IEnumerable<ImapIdSet> Parts(int characters)
    {
        var (part, length) = (new List<ImapRange>(), 0);
        foreach (var range in ranges)
        {
            var more = range.ToString().Length + 1;
            if (part.Count > 0 && length + more > characters)
            {
                yield return new([.. part]);
                (part, length) = ([], 0);
            }

            part.Add(range);
            length += more;
        }

        if (part.Count > 0)
        {
            yield return new([.. part]);
        }
    }

    /// <summary>Each number in order. A part that ends in <c>*</c> counts up to 2^32-1.</summary>
    public IEnumerator<uint> GetEnumerator()
    {
        foreach (var range in ranges)
        {
            var down = range.First != ImapRange.Star && range.Last != ImapRange.Star && range.First > range.Last;
            for (long i = 0; i < range.Count; i++)
            {
                yield return (uint)(down ? range.High - i : range.Low + i);
            }
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ImapIdSet? other) => other is not null && ranges.AsSpan().SequenceEqual(other.ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ImapIdSet);

    /// <inheritdoc/>
    public override int GetHashCode() => ranges.Aggregate(17, HashCode.Combine);

    /// <summary>As it is written in a command.</summary>
    public override string ToString() => new StringBuilder().AppendJoin(',', ranges).ToString();

    internal static ImapIdSet Join(IEnumerable<ImapIdSet> sets) => new([.. sets.SelectMany(set => set.ranges)]);

    private static bool TryRange(ReadOnlySpan<char> text, out ImapRange range)
    {
        range = default;
        var colon = text.IndexOf(':');
        if (!TryNumber(colon < 0 ? text : text[..colon], out var first))
        {
            return false;
        }

        var last = first;
        if (colon >= 0 && !TryNumber(text[(colon + 1)..], out last))
        {
            return false;
        }

        range = new(first, last);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out uint number)
    {
        number = ImapRange.Star;
        return text is "*" || (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0);
    }
}
