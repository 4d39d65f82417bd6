using Overture.Drafting.Checks;

namespace Overture.Tests.Drafting.Checks;

public sealed class NeighbourNamesTests
{
    private static readonly NeighbourNames s_all = NeighbourNames.Of([
        Row("Anna", "Kovacs", "Brightpath Labs", "anna@brightpath.example"),
        Row("Mark", "Young", "Apple", "mark@apple.example"),
        Row("Grace", "Okafor", "Data Driven Solutions GmbH", "grace@ddsx.example"),
        Row("Jan", "Li", "Zentrix Inc.", "jan@zentrix.example"),
        Row("Peter", "Müller", "Weber AG", "peter@weber.example"),
        Row("Olga", "Petrova", "ООО Ромашка", "olga@romashka.example")]);

    [Theory]
    [InlineData("Hi Mark, how is it going?")]
    [InlineData("Hi Anna,\n\nI spoke with Mark last week.")]
    [InlineData("I spoke with Grace Okafor last week.")]
    [InlineData("I spoke with GRACE OKAFOR last week.")]
    [InlineData("Did Okafor tell you?")]
    [InlineData("Zentrix saved a lot of time. Would you?")]
    [InlineData("We did it for Zentrix Inc. in May.")]
    [InlineData("We work with Data Driven Solutions, too.")]
    [InlineData("Please tell grace@ddsx.example about it.")]
    [InlineData("Мы помогли компании Ромашка.")]
    [InlineData("Dear Mr. Okafor, how are you?")]
    public void Another_row_is_noticed(string body) =>
        Assert.Contains("other-row", Context.Faults(new(null, body), new(), Anna()));

    [Theory]
    [InlineData("Hi Anna, Brightpath Labs looks great. Is it?")]
    [InlineData("Mark the date: it gets easier. Grace is what it takes.")]
    [InlineData("Most teams mark orders by hand with data driven solutions. Young firms do not.")]
    [InlineData("You use Apple and Excel a lot. Right?")]
    [InlineData("Jan is short, and so is Li. Fine?")]
    [InlineData("The weber grill is on. Will you come in March?")]
    [InlineData("Hallo Anna, ich habe gesehen, dass Ihr Team mit einem Weber und einem Müller arbeitet, der den Teig und die Brote macht.")]
    public void Ordinary_words_and_the_rows_own_are_not(string body) =>
        Assert.DoesNotContain("other-row", Context.Faults(new(null, body), new(), Anna()));

    [Fact]
    public void What_the_page_names_may_be_named()
    {
        Assert.Equal([], Context.Faults(new(null, "I read that Grace Okafor joined you. Congratulations!"), new(), Anna() with { SiteText = "Our new CTO Grace Okafor" }));
    }

    [Fact]
    public void A_name_that_rows_share_gives_nobody_away()
    {
        var names = NeighbourNames.Of([Row("Anna", "Berger", "Kestrelworks", "a@x.example"), Row("Anna", "Zimmer", "Kestrelworks", "b@x.example")]);

        Assert.Equal([], Context.Faults(new(null, "Hi Anna, how is Kestrelworks doing?"), new(), new("", Row("Anna", "Zimmer", "Kestrelworks", "b@x.example"), null, names)));
    }

    private static CopyContext Anna() => new("", Row("Anna", "Kovacs", "Brightpath Labs", "anna@brightpath.example"), null, s_all);

    private static Dictionary<string, string> Row(string first, string last, string company, string email) =>
        Context.Row(("first_name", first), ("last_name", last), ("company", company), ("email", email));
}
