using System.Text;
using Overture.Mail.Mime;

namespace Overture.Mail.Tests.Mime;

/// <summary>What an attacker would send: bounded in time and memory, and never an exception.</summary>
public class HostileMailTests
{
    [Fact]
    public void A_thousand_levels_of_multiparts_end_at_the_limit()
    {
        var mail = new StringBuilder("Subject: deep\r\n");
        for (var i = 0; i < 1_000; i++)
        {
            mail.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        }

        using var message = MimeMessage.Parse(Encoding.ASCII.GetBytes(mail + "\r\nthe end"));

        Assert.Equal("deep", message.Subject);
        Assert.True(message.Defects.HasFlag(MimeDefects.TooDeep));
        Assert.InRange(message.Body.SelfAndBelow().Count(), 2, MimeLimits.Default.Depth);
    }

    [Fact]
    public void A_thousand_messages_within_each_other_end_at_the_limit()
    {
        var mail = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 1_000)) + "Subject: innermost\r\n\r\n";

        using var message = MimeMessage.Parse(Encoding.ASCII.GetBytes(mail));

        var depth = 0;
        for (var at = message; at is not null; at = at.Body.Message)
        {
            depth++;
        }

        Assert.InRange(depth, 10, MimeLimits.Default.Depth + 1);
    }

    [Fact]
    public void A_million_delimiters_end_at_the_limit_and_lose_no_octet()
    {
        var mail = Encoding.ASCII.GetBytes("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 1_000_000)));

        using var message = MimeMessage.Parse(mail);

        Assert.True(message.Defects.HasFlag(MimeDefects.TooManyParts));
        Assert.InRange(message.Body.Parts.Count, 1_000, MimeLimits.Default.Parts);
        Assert.Equal(mail.Length, message.Body.End);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_hundred_megabytes_of_header_are_passed_over(bool inOneLine)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var stream = new Repeating("Subject: kept\r\nX-Long: ", inOneLine ? "0123456789" : "0123456789\r\nX-Long: ", 100_000_000, "\r\n\r\nbody");

        using var message = await MimeMessage.LoadAsync(stream, null, TestContext.Current.CancellationToken);

        Assert.Equal(("kept", "body"), (message.Subject, message.TextBody));
        Assert.True(message.Defects.HasFlag(MimeDefects.HeaderTooLong));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20_000_000);
    }

    [Fact]
    public async Task A_large_attachment_is_read_in_pieces()
    {
        var line = Convert.ToBase64String(new byte[57]) + "\r\n";
        using var stream = new Repeating("Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n", line, 60_000_000, "");

        using var message = await MimeMessage.LoadAsync(stream, null, TestContext.Current.CancellationToken);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var length = 0L;
        await using (var content = message.Body.OpenContent())
        {
            var buffer = new byte[8 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            {
                length += read;
            }
        }

        Assert.InRange(length, 43_000_000, 46_000_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 5_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\0")]
    [InlineData(":")]
    [InlineData("--")]
    [InlineData("\r\r\r\n\n\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n----\r\n----\r\n")]
    [InlineData("Content-Type: message/rfc822")]
    [InlineData("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a")]
    [InlineData("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a--")]
    [InlineData("Content-Type: multipart/digest; boundary=a\r\n\r\n--a\r\n--a\r\n\r\n--a--")]
    [InlineData("From: =?utf-8?b?\r\nDate: +\r\nContent-Type: ;;;===\r\nTo: <<<>>>,;:(((")]
    public void Torn_ends_are_read(string mail)
    {
        using var message = MimeMessage.Parse(Encoding.Latin1.GetBytes(mail));

        Assert.Equal(mail.Length, message.Body.End);
        Look.At(message);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(100), InlineData(100_000)]
    public void As_much_of_a_text_is_read_as_is_asked_for(int most)
    {
        using var message = MimeMessage.Parse(Encoding.ASCII.GetBytes("Subject: long\r\n\r\n" + new string('x', 1_000)));

        Assert.Equal(Math.Min(most, 1_000), message.Body.ReadText(most).Length);
    }

    [Theory]
    [InlineData("text/plain charset=utf-8")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("text")]
    public void A_type_without_its_semicolon_is_text(string type)
    {
        using var message = MimeMessage.Parse(Encoding.UTF8.GetBytes($"Content-Type: {type}\r\n\r\nGrüße"));

        Assert.Equal("Grüße", message.TextBody);
    }

    [Fact]
    public void Texts_with_a_file_name_are_files_unless_they_are_the_message()
    {
        using var message = MimeMessage.Parse("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHi\r\n--b\r\nContent-Type: text/csv; name=a.csv\r\n\r\n1,2\r\n--b\r\nContent-Type: text/plain; name=log.txt\r\n\r\nlog\r\n--b--"u8.ToArray());

        Assert.Equal(["a.csv", "log.txt"], message.Attachments.Select(part => part.FileName));
        Assert.Equal("Hi", message.TextBody);
    }

    [Fact]
    public void A_leading_blank_line_and_an_mbox_line_stand_before_a_header()
    {
        using var blank = MimeMessage.Parse("\r\nSubject: one\r\n\r\ntext"u8.ToArray());
        using var mbox = MimeMessage.Parse("From ann@example.org Mon Nov 23 09:00:00 2026\nSubject: two\n\ntext"u8.ToArray());

        Assert.Equal(("one", "text", "two", "text"), (blank.Subject, blank.TextBody, mbox.Subject, mbox.TextBody));
    }

    [Fact]
    public void Lines_may_end_in_cr_alone()
    {
        using var message = MimeMessage.Parse("Subject: old\rContent-Type: multipart/mixed; boundary=b\r\r--b\r\rone\r--b\r\rtwo\r--b--\r"u8.ToArray());

        Assert.Equal(["old", "one", "two"], message.Body.Parts.Select(part => part.ReadText()).Prepend(message.Subject));
    }

    /// <summary>A stream of a beginning, one text again and again, and an end.</summary>
    private sealed class Repeating(string first, string again, long length, string last) : Stream
    {
        private readonly byte[] end = Encoding.ASCII.GetBytes(last);
        private readonly byte[] begin = Encoding.ASCII.GetBytes(first);
        private readonly byte[] middle = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(again, (64 * 1024 / again.Length) + 1)));
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var whole = length / middle.Length * middle.Length;
            var left = position < begin.Length ? begin.AsSpan((int)position)
                : position < begin.Length + whole ? middle.AsSpan((int)((position - begin.Length) % middle.Length)) : end.AsSpan((int)Math.Min(end.Length, position - begin.Length - whole));
            var read = Math.Min(count, left.Length);
            left[..read].CopyTo(buffer.AsSpan(offset));
            position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
