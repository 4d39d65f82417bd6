using FsCheck;
using FsCheck.Fluent;
using Overture.Drafting.Likeness;
using Overture.Drafting.Prompts;

namespace Overture.Tests.Drafting.Likeness;

public sealed class AlikeTextsTests
{
    private const string Letter = "Hi {0}, I read about the new warehouse of {1} and how the night shift sorts parcels by hand. We build small robots for that. Would you like to see one at work next week?";

    [Fact]
    public void Texts_that_differ_in_names_alone_are_a_group()
    {
        var groups = Group(Written("Ada", "Northfield"), "Nothing of the kind was ever said about the sea, the harbour or the boats in it.", Written("Bo", "Granit Works"), Written("Cy", "Vista"));

        Assert.Equal([[0, 2, 3]], groups);
    }

    [Theory]
    [InlineData("one two three four five six seven eight", "ONE, two -- three\nfour five six; seven eight!", true)]
    [InlineData("one two three four five six seven eight", "one two three four five six seven nine", true)]
    [InlineData("one two three four five six seven eight", "eight seven six five four three two one", false)]
    [InlineData("Yes.", "yes", true)]
    [InlineData("Yes.", "No.", false)]
    [InlineData("", "", false)]
    [InlineData("昨日の夜に倉庫のことを読みました。", "昨日の夜に倉庫のことを読みましたよ。", true)]
    [InlineData("昨日の夜に倉庫のことを読みました。", "来週の午後にお時間をいただけますか。", false)]
    public void Half_of_the_wording_makes_two_texts_alike(string one, string other, bool alike) => Assert.Equal(alike, Group(one, other).Count is 1);

    [Fact]
    public void Every_text_of_a_group_shares_half_with_its_first_and_stands_in_no_other() => Prop.ForAll(
        Gen.Choose(0, 400).ArrayOf(40).Select(numbers => numbers.Select(number => Written(Word(number % 7), Word(number % 11)) + Tail(number / 20)).ToArray()).ToArbitrary(),
        texts =>
        {
            var groups = AlikeTexts.Group(texts, TestContext.Current.CancellationToken);
            return groups.All(group => group.All(place => Shingles.Resemblance(Shingles.Of(texts[group[0]]), Shingles.Of(texts[place])) >= AlikeTexts.Half))
                && groups.SelectMany(group => group).Distinct().Count() == groups.Sum(group => group.Count);
        }).QuickCheckThrowOnFailure();

    /// <summary>Measured: 0.35 s.</summary>
    [Fact]
    public void Eighteen_thousand_texts_are_compared_in_no_time()
    {
        string[] texts = [.. Enumerable.Range(0, 18_000).Select(i => i % 1500 is 7 ? Written(Word(i), Word(i + 1)) : Tail(i) + Tail(i + 50_000) + Tail(i + 100_000))];
        var started = TimeProvider.System.GetTimestamp();

        var groups = AlikeTexts.Group(texts, TestContext.Current.CancellationToken);

        Assert.Equal(12, Assert.Single(groups).Count);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5), $"{TimeProvider.System.GetElapsedTime(started)}");
    }

    private static string Written(string name, string company) => Letter.Replace("{0}", name, StringComparison.Ordinal).Replace("{1}", company, StringComparison.Ordinal);

    /// <summary>Twenty words drawn from a thousand.</summary>
    private static string Tail(int number)
    {
        var draw = new Draw((ulong)number);
        return string.Concat(Enumerable.Range(0, 20).Select(_ => " " + Word((int)(draw.Next() % 1000))));
    }

    private static string Word(int number) => "w" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<IReadOnlyList<int>> Group(params string[] texts) => AlikeTexts.Group(texts, TestContext.Current.CancellationToken);
}
