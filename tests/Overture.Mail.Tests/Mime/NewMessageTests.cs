using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Overture.Mail.Mime;

namespace Overture.Mail.Tests.Mime;

public class NewMessageTests
{
    private static readonly MailboxAddress Ann = new("Ann Lee", "ann@example.org");

    [Fact]
    public void What_goes_in_comes_out_whatever_text_it_is()
    {
        var texts = ArbMap.Default.ArbFor<string?>().Generator;
        var given = Gen.Zip(Gen.Zip(texts, texts), Gen.Zip(texts, texts)).ToArbitrary();

        Prop.ForAll(given, t =>
        {
            var ((subject, name), (text, file)) = t;
            var built = New() with { Subject = subject ?? "", From = Ann with { Name = name }, Text = text ?? "", Attachments = [new(file ?? "", Encoding.UTF8.GetBytes(text ?? ""))] };
            using var read = MimeMessage.Parse(built.ToBytes());

            Assert.Equal(OneLine(subject), read.Subject);
            Assert.Equal(OneLine(name) is { Length: > 0 } n ? n : null, Assert.Single(read.From).Name);
            Assert.Equal(Lines(text).TrimStart('\uFEFF'), read.TextBody);
            Assert.Equal(FileName(file), Assert.Single(read.Attachments).FileName ?? "");
            Assert.Equal(Encoding.UTF8.GetBytes(text ?? ""), read.Attachments.Single().ReadContent());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_line_is_too_long_and_no_value_becomes_a_field()
    {
        string[] attacks = ["Ann\r\nBcc: x@evil.test", "Ann\nX: y", "a\u2028b", "\r\n\r\nbody", "\0", "=?utf-8?q?a=0D=0ABcc:_x@evil.test?=", new string('x', 5_000), new string('ü', 3_000), "a" + new string(' ', 2_000) + "b", string.Concat(Enumerable.Repeat("word ", 900))];
        foreach (var attack in attacks)
        {
            var octets = (New() with { Subject = attack, From = Ann with { Name = attack }, Text = attack, Fields = [new("X-Note", attack)], Attachments = [new(attack, new byte[9])] }).ToBytes();
            using var read = MimeMessage.Parse(octets);
            var header = Encoding.UTF8.GetString(octets.AsSpan(0, (int)read.Body.BodyStart));

            Assert.Equal(["Date", "From", "To", "Subject", "Message-ID", "X-Note", "MIME-Version", "Content-Type"], read.Headers.Select(field => field.Name));
            Assert.All(Encoding.UTF8.GetString(octets).Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
            Assert.All(header.Split("\r\n")[..^2], line => Assert.False(string.IsNullOrWhiteSpace(line)));
            Assert.DoesNotContain('\0', header);
            Assert.Equal(octets.Count(o => o is (byte)'\n'), octets.Count(o => o is (byte)'\r'));
        }
    }

    [Fact]
    public void What_no_line_can_hold_is_refused()
    {
        Assert.Contains("no address", Assert.Throws<ArgumentException>(() => (New() with { To = [new(null, new string('a', 3_000) + "@example.org")] }).ToBytes()).Message, StringComparison.Ordinal);
        Assert.Contains("RFC 5322 §2.1.1", Assert.Throws<ArgumentException>(() => (New() with { ListUnsubscribe = [new("https://example.org/" + new string('a', 3_000))] }).ToBytes()).Message, StringComparison.Ordinal);
        Assert.Contains("RFC 5322 §2.1.1", Assert.Throws<ArgumentException>(() => (New() with { AutoSubmitted = new string('a', 3_000) }).ToBytes()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_a_header_are_folded_at_78()
    {
        var octets = (New() with { Subject = string.Join(' ', Enumerable.Repeat("word", 100)), To = [.. Enumerable.Range(0, 50).Select(i => new MailboxAddress($"Größe {i}", $"a{i}@example.org"))] }).ToBytes();

        using var read = MimeMessage.Parse(octets);

        Assert.All(Encoding.ASCII.GetString(octets, 0, (int)read.Body.BodyStart).Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
        Assert.Equal(50, read.To.Count);
        Assert.Equal("Größe 49 <a49@example.org>", read.To[49].ToString());
    }

    [Theory]
    [InlineData("a@b>\r\nRCPT TO:<x@y")]
    [InlineData("no at")]
    [InlineData("a b@example.org")]
    [InlineData("@example.org")]
    [InlineData("a@")]
    [InlineData("a@b,c@d")]
    [InlineData("a@exa mple.org")]
    [InlineData("a@[1]>,<evil")]
    [InlineData("\"a\\\"@x.org")]
    public void An_address_that_is_none_is_refused(string address)
    {
        var message = New() with { To = [new(null, address)] };

        Assert.Contains("is no address", Assert.Throws<ArgumentException>(() => message.ToBytes()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_images_and_files_stand_where_they_belong()
    {
        var message = New() with { Text = "Hi", Html = "<img src=cid:logo>", Inline = [new("logo.png", new byte[3], "image/png", "logo")], Attachments = [new("größe €.pdf", new byte[500], "application/pdf")] };

        using var read = MimeMessage.Parse(message.ToBytes());

        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "application/pdf"], read.Body.SelfAndBelow().Select(part => part.ContentType.MediaType));
        Assert.Equal(("Hi", "<img src=cid:logo>", "größe €.pdf"), (read.TextBody, read.HtmlBody, Assert.Single(read.Attachments).FileName));
        Assert.Equal("logo", read.Body.SelfAndBelow().Single(part => part.ContentType.Type is "image").ContentId);
        Assert.Equal(MimeDefects.None, read.Defects);
    }

    [Fact]
    public void A_thread_is_told_and_cut_in_the_middle()
    {
        var ids = Enumerable.Range(0, 60).Select(i => $"{i}@example.org").ToList();

        using var read = MimeMessage.Parse((New() with { InReplyTo = ids[^1], References = ids }).ToBytes());
        var answer = MessageIds.ForAnswer(read);

        Assert.Equal([ids[0], .. ids[^19..]], read.References);
        Assert.Equal([ids[^1]], read.InReplyTo);
        Assert.Equal([ids[0], .. ids[^18..], "1@example.org"], answer);
    }

    [Fact]
    public void Opting_out_is_told_in_both_fields()
    {
        var message = New() with { ListUnsubscribe = [new("https://example.org/u/abc"), new("mailto:out@example.org?subject=stop")], OneClick = true, AutoSubmitted = "auto-replied" };

        using var read = MimeMessage.Parse(message.ToBytes());

        Assert.Equal("<https://example.org/u/abc>, <mailto:out@example.org?subject=stop>", read.Headers.Find("List-Unsubscribe")!.Value);
        Assert.Equal("List-Unsubscribe=One-Click", read.Headers.Find("List-Unsubscribe-Post")!.Value);
        Assert.Equal("auto-replied", read.Headers.Find("Auto-Submitted")!.Value);
        Assert.Throws<ArgumentException>(() => (message with { ListUnsubscribe = [] }).ToBytes());
    }

    [Theory]
    [InlineData("plain words", false, "7bit")]
    [InlineData("Grüße aus München, mit freundlichem Gruß von hier", false, "quoted-printable")]
    [InlineData("これは日本語の文章です", false, "base64")]
    [InlineData("Grüße", true, "8bit")]
    [InlineData("a\nFrom here", true, "quoted-printable")]
    public void The_transfer_encoding_suits_the_text(string text, bool allow8Bit, string encoding)
    {
        using var read = MimeMessage.Parse((New() with { Text = text }).ToBytes(allow8Bit));

        Assert.Equal((encoding, text.ReplaceLineEndings("\r\n")), (read.Headers.Find("Content-Transfer-Encoding")!.Value, read.TextBody));
    }

    [Fact]
    public void An_identifier_bears_the_senders_domain_in_a_labels() =>
        Assert.Equal("00ff@xn--mnchen-3ya.example", NewMessage.NewId(new(null, "ann@münchen.example"), [0, 255]));

    [Fact]
    public void Utf8_is_written_only_for_who_needs_it()
    {
        var plain = (New() with { To = [new("Jürgen", "j@münchen.example")] }).ToBytes();
        var international = (New() with { To = [new("Jürgen", "jürgen@münchen.example")] }).ToBytes();

        Assert.True(Ascii.IsValid(plain));
        Assert.Contains("Jürgen <jürgen@münchen.example>", Encoding.UTF8.GetString(international), StringComparison.Ordinal);
    }

    [Fact]
    public void Flowed_text_comes_back_as_paragraphs()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 50)) + "\nFrom here\n> mine\n-- \nAnn";

        using var read = MimeMessage.Parse((New() with { Text = text, Flowed = true }).ToBytes());

        Assert.Equal(text, read.TextBody);
    }

    private static NewMessage New() => new() { From = Ann, To = [new("Bob", "bob@example.org")], Subject = "Hello", Date = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), MessageId = "1@example.org", Text = "Hi" };

    private static string OneLine(string? text)
    {
        var result = new StringBuilder();
        var was = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var control = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
            _ = control && was ? result : control ? result.Append(' ') : result.Append(rune);
            was = control;
        }

        return result.ToString();
    }

    private static string Lines(string? text) => string.Concat((text ?? "").EnumerateRunes()).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string FileName(string? file) => string.Concat((file ?? "").EnumerateRunes().Where(rune => !Rune.IsControl(rune)));
}
