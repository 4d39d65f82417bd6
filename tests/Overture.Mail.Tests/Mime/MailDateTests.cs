using System.Globalization;
using Overture.Mail.Mime;

namespace Overture.Mail.Tests.Mime;

public class MailDateTests
{
    [Theory]
    [InlineData("Mon, 23 Nov 2026 09:00:00 +0100", "2026-11-23T09:00:00+01:00")]
    [InlineData("23 Nov 2026 09:00 +0100", "2026-11-23T09:00:00+01:00")]
    [InlineData("Mon, 23 Nov 2026 09:00:00 GMT", "2026-11-23T09:00:00Z")]
    [InlineData("Mon, 23 Nov 2026 09:00:00 EST", "2026-11-23T09:00:00-05:00")]
    [InlineData("Mon, 23 Nov 2026 09:00:00 +0100 (CET)", "2026-11-23T09:00:00+01:00")]
    [InlineData("Mon, 23 Nov 2026 09:00:00", "2026-11-23T09:00:00Z")]
    [InlineData("Fri, 21 Nov 97 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("Thu Feb 13 02:54:01 1997", "1997-02-13T02:54:01Z")]
    [InlineData("Thu, 13\r\n Feb\r\n 1969\r\n 23:32\r\n -0330 (Newfoundland Time)", "1969-02-13T23:32:00-03:30")]
    [InlineData("21-Nov-1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("Mon,23 Nov 2026 9:00:00 PM +0000", "2026-11-23T21:00:00Z")]
    [InlineData("Mon, 23 Nov 26 09.00.00 GMT", "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-23T09:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("20261123T090000Z", "2026-11-23T09:00:00Z")]
    [InlineData("Mon, 23 Nov 2026 09:00:00 +0117", "2026-11-23T09:00:00+01:17")]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-23 09:00:00 +01:00", "2026-11-23T09:00:00+01:00")]
    [InlineData("Mon, 23 Nov 2026 23:59:60 +0000", "2026-11-23T23:59:59Z")]
    [InlineData("Mon, 23 Nov 26 09:00:00 -0000", "2026-11-23T09:00:00Z")]
    [InlineData("Mon, 23 Nov 126 09:00:00 +0000", "2026-11-23T09:00:00Z")]
    [InlineData("Mon, 23 Nov 2026 09:00:00 +01:00", "2026-11-23T09:00:00+01:00")]
    [InlineData("Mon, 23 Nov 2026 09:00:00 GMT+0100", "2026-11-23T09:00:00+01:00")]
    public void Odd_dates_are_read(string value, string instant)
    {
        var read = MailDate.Parse(value);

        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), read);
    }

    [Theory, InlineData(""), InlineData("yesterday"), InlineData("31 Feb 2026 00:00:00 +0000"), InlineData("99 Nov 2026"), InlineData("::::"), InlineData("1 Jan 99999 00:00:00"), InlineData("1 Jan 0001 00:00:00 +1400")]
    public void What_is_no_date_is_none(string value) => Assert.Null(MailDate.Parse(value));

    [Fact]
    public void No_zone_throws() => Assert.All(Enumerable.Range(0, 10_000), zone =>
        Assert.NotNull(MailDate.Parse(string.Create(CultureInfo.InvariantCulture, $"Mon, 23 Nov 2026 09:00:00 {(zone % 2 is 0 ? '+' : '-')}{zone:0000}"))));

    [Fact]
    public void A_date_is_written_by_the_rules() =>
        Assert.Equal("Mon, 2 Nov 2026 09:00:05 -0330", MailDate.Format(new(2026, 11, 2, 9, 0, 5, new TimeSpan(-3, -30, 0))));
}
