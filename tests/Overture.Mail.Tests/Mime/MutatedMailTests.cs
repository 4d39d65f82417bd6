using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Overture.Mail.Tests.Mime;

/// <summary>Mails with octets changed, taken out, doubled and mixed at random: read without an exception, soon, in little memory.</summary>
public class MutatedMailTests
{
    [Fact]
    public void No_mutated_mail_throws()
    {
        var random = new Random(Mutations.Seed);
        var mails = Mutations.Originals();

        for (var i = 0; i < 3_000; i++)
        {
            Mutations.Read(Mutations.Next(mails, random));
        }
    }

    [Fact]
    public void No_octets_throw_whatever_they_are()
    {
        var pieces = Gen.OneOf(Gen.Elements(Mutations.Pieces), ArbMap.Default.ArbFor<byte[]>().Generator);

        Prop.ForAll(pieces.ListOf().Select(some => some.SelectMany(piece => piece).ToArray()).ToArbitrary(), Mutations.Read).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Ten_times_the_octets_take_at_most_fifteen_times_as_long()
    {
        string[] units = ["--b\r\n\r\nx\r\n", "X: y\r\n", "a line of text that goes on and on, for about as long as lines go\r\n", "To: <<<,,;:(((\r\n", " folded\r\n", "\r", "--b--\r\n--\r\n", "--b\r\nContent-Type: application/x\r\n\r\nx\r\n", "--b\r\nContent-Type: message/delivery-status\r\n\r\na:b\r\n\r\nc:d\r\n\r\n"];
        foreach (var unit in units)
        {
            var (small, large) = (Mail(unit, 300_000), Mail(unit, 3_000_000));
            AssertLinear(small, large, unit.Trim());
        }
    }

    [Theory]
    [InlineData("Content-Type: text/plain; name=a", "(")]
    [InlineData("To: a@", ":")]
    [InlineData("To: ", "a:;")]
    [InlineData("References: ", "<")]
    [InlineData("Subject: ", "=?")]
    [InlineData("Date: ", "1 ")]
    [InlineData("From: MAILER-DAEMON@x.org\r\nSubject: failure notice\r\nContent-Type: message/delivery-status\r\n\r\n", "a:b\r\n\r\n")]
    [InlineData("From: MAILER-DAEMON@x.org\r\nSubject: failure notice\r\n\r\n", "a@b.cd ")]
    public void A_field_of_ten_times_the_octets_takes_at_most_fifteen_times_as_long(string before, string unit)
    {
        var (small, large) = (Encoding.ASCII.GetBytes(before + string.Concat(Enumerable.Repeat(unit, 60_000 / unit.Length))), Encoding.ASCII.GetBytes(before + string.Concat(Enumerable.Repeat(unit, 600_000 / unit.Length))));
        AssertLinear(small, large, unit);
    }

    private static byte[] Mail(string unit, int length) =>
        Encoding.ASCII.GetBytes("Content-Type: multipart/mixed; boundary=b\r\n" + (unit.Contains(':', StringComparison.Ordinal) || unit[0] is ' ' ? "" : "\r\n") + string.Concat(Enumerable.Repeat(unit, length / unit.Length)));

    /// <summary>A busy machine can make one look slow; what is quadratic takes a hundred times as long whenever one looks.</summary>
    private static void AssertLinear(byte[] small, byte[] large, string what)
    {
        var looks = new List<(double Once, double Tenfold)>();
        while (looks.Count < 6 && !looks.Exists(look => look.Tenfold < Math.Max(100, look.Once * 15)))
        {
            looks.Add((Fastest(small).TotalMilliseconds, Fastest(large).TotalMilliseconds));
        }

        Assert.True(looks[^1].Tenfold < Math.Max(100, looks[^1].Once * 15), string.Create(CultureInfo.InvariantCulture, $"{what}: {string.Join("; ", looks.Select(look => $"{look.Once:0.0} ms, tenfold {look.Tenfold:0.0} ms"))}"));
    }

    private static TimeSpan Fastest(byte[] mail) => Enumerable.Range(0, 3).Min(_ =>
    {
        var began = Stopwatch.GetTimestamp();
        Mutations.Read(mail);
        return Stopwatch.GetElapsedTime(began);
    });
}
