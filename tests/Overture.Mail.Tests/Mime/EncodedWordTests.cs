using Overture.Mail.Mime;

namespace Overture.Mail.Tests.Mime;

public class EncodedWordTests
{
    [Theory]
    [InlineData("=?ISO-8859-1?Q?a?=", "a")]
    [InlineData("=?ISO-8859-1?Q?a?= b", "a b")]
    [InlineData("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab")]
    [InlineData("=?ISO-8859-1?Q?a?=  \t =?ISO-8859-1?Q?b?=", "ab")]
    [InlineData("=?ISO-8859-1?Q?a_b?=", "a b")]
    [InlineData("=?utf-8?B?w7w?=", "ü")]
    [InlineData("=?utf-8?b?w7w=?= tail", "ü tail")]
    [InlineData("=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=", "ü")]
    [InlineData("=?utf-8*en?Q?colour?=", "colour")]
    [InlineData("glued=?utf-8?Q?=C3=BC?=text", "gluedütext")]
    [InlineData("=?utf-8?Q?not closed", "=?utf-8?Q?not closed")]
    [InlineData("=?nobody-knows?Q?a?=", "=?nobody-knows?Q?a?=")]
    [InlineData("=?utf-7?Q?+APw-ber?=", "über")]
    [InlineData("=?iso-2022-jp?B?GyRCJF4kXyRgJGEkYhsoQg==?=", "まみむめも")]
    [InlineData("=?us-ascii?Q?=41bc=?=", "Abc=")]
    [InlineData("=?Q?", "=?Q?")]
    public void Words_are_decoded(string value, string text) => Assert.Equal(text, EncodedWord.Decode(value));

    [Fact]
    public void No_word_is_longer_than_75_or_splits_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("日本👨‍👩‍👧é", 30));

        var words = EncodedWord.Encode(text).Split(' ');

        Assert.All(words, word => Assert.InRange(word.Length, 12, 75));
        Assert.Equal(text, string.Concat(words.Select(EncodedWord.Decode)));
    }
}
