using System.Security.Cryptography;
using System.Text;
using Overture.Mail.Dkim;
using Overture.Mail.Mime;
using Overture.Mail.Tests.World;

namespace Overture.Mail.Tests.Dkim;

public sealed class DkimTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly OpenDkim other = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Hello", "A text.\n\n  with   spaces  \nand a tab\t\n\n\n")]
    [InlineData("Größe und ein langer Betreff, der über mehr als eine Zeile geht und deshalb gefaltet wird, zweimal", "Grüße")]
    [InlineData("", "")]
    public async Task Opendkim_believes_what_we_sign(string subject, string text)
    {
        var message = Signed(Built(subject, text));

        Assert.True(await other.VerifiesAsync(message));
        Assert.Equal(new DkimResult(DkimVerdict.Pass, "example.org", "sel", null), Assert.Single(await VerifyAsync(message)));
    }

    [Theory, InlineData("relaxed/relaxed"), InlineData("simple/simple"), InlineData("relaxed/simple"), InlineData("simple/relaxed")]
    public async Task We_believe_what_opendkim_signs(string canonicalization)
    {
        var message = await other.SignAsync(Built("Hello  there", "A text.\n \n  with   spaces  \n\n"), canonicalization);

        Assert.Equal(new DkimResult(DkimVerdict.Pass, "example.org", "sel", null), Assert.Single(await VerifyAsync(message)));
    }

    [Theory]
    [InlineData("Subject: Hello", "Subject: Hullo", "the header was changed, or the signature is not of this key")]
    [InlineData("A text", "B text", "the body was changed")]
    [InlineData("Subject: Hello\r\n", "Subject: Hello\r\nSubject: Another\r\n", "the header was changed, or the signature is not of this key")]
    [InlineData("From: ", "From: x@evil.test\r\nFrom: ", "the header was changed, or the signature is not of this key")]
    public async Task What_was_changed_on_the_way_fails_for_both(string was, string became, string reason)
    {
        var message = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(Signed(Built("Hello", "A text"))).Replace(was, became, StringComparison.Ordinal));

        Assert.Equal((DkimVerdict.Fail, reason), Assert.Single(await VerifyAsync(message)) is var result ? (result.Verdict, result.Reason) : default);
        Assert.False(await other.VerifiesAsync(message));
    }

    [Theory]
    [InlineData("v=DKIM1; p=", "the key was revoked")]
    [InlineData("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "the key is for something else")]
    [InlineData("v=DKIM1; p=AAAA", "the key record holds no RSA key of 1,024 bits or more (RFC 8301 §3.2)")]
    [InlineData("v=spf1 -all", "there is no such key")]
    [InlineData(null, "there is no such key")]
    public async Task A_key_that_is_none_is_an_error_for_good(string? record, string reason)
    {
        var verifier = new DkimVerifier((_, _) => Task.FromResult<IReadOnlyList<string>>(record is null ? [] : [record]));

        var result = Assert.Single(await verifier.VerifyAsync(Signed(Built("Hello", "A text")), Ct));

        Assert.Equal((DkimVerdict.PermError, reason), (result.Verdict, result.Reason));
    }

    [Theory]
    [InlineData("v=1; a=rsa-sha256", "the signature is malformed")]
    [InlineData("v=1; a=rsa-sha1; d=example.org; s=sel; h=from; bh=AAAA; b=AAAA", "the algorithm rsa-sha1 is not known here")]
    [InlineData("v=1; a=ed25519-sha256; d=example.org; s=sel; h=from; bh=AAAA; b=AAAA", "the algorithm ed25519-sha256 is not known here")]
    [InlineData("v=1; a=rsa-sha256; d=example.org; s=sel; h=to; bh=AAAA; b=AAAA", "the signature does not cover From")]
    [InlineData("v=1; a=rsa-sha256; d=example.org; s=sel; h=from; bh=AAAA; b=AAAA; x=1000", "the signature has expired")]
    [InlineData("v=1; a=rsa-sha256; d=example.org; s=sel; h=from; bh=AAAA; b=AAAA; i=@elsewhere.example", "i= is not of the signing domain")]
    [InlineData("v=1; a=rsa-sha256; d=example.org; s=sel; h=from; bh=AAAA; b=AAAA; l=3", "the signature covers only a part of the body (l=)")]
    [InlineData("v=1; a=rsa-sha256; d=exa mple.org/..; s=sel; h=from; bh=AAAA; b=AAAA", "d= or s= is no name of the DNS")]
    [InlineData("v=1; v=1", "the signature is malformed")]
    public async Task A_signature_that_cannot_be_judged_says_why(string signature, string reason)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"DKIM-Signature: {signature}\r\n"), .. Built("Hello", "A text")];

        var result = Assert.Single(await VerifyAsync(message));

        Assert.Equal((DkimVerdict.PermError, reason), (result.Verdict, result.Reason));
    }

    [Fact]
    public async Task A_dns_that_is_away_is_an_error_for_now()
    {
        var verifier = new DkimVerifier((_, _) => throw new IOException("no answer"));

        var result = Assert.Single(await verifier.VerifyAsync(Signed(Built("Hello", "A text")), Ct));

        Assert.Equal((DkimVerdict.TempError, "the key could not be asked for: no answer"), (result.Verdict, result.Reason));
    }

    [Fact]
    public void A_small_key_or_a_name_that_is_none_is_refused()
    {
        using var small = RSA.Create(512);

        Assert.Contains("2,048", Assert.Throws<ArgumentException>(() => new DkimSigner("example.org", "sel", small)).Message, StringComparison.Ordinal);
        Assert.Contains("no name of the DNS", Assert.Throws<ArgumentException>(() => new DkimSigner("example.org\r\nX: y", "sel", other.Key)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => other.Dispose();

    private byte[] Signed(byte[] message) => [.. new DkimSigner("example.org", "sel", other.Key).Sign(message, Now), .. message];

    private Task<IReadOnlyList<DkimResult>> VerifyAsync(byte[] message) => new DkimVerifier((name, _) =>
        Task.FromResult<IReadOnlyList<string>>(name is "sel._domainkey.example.org" ? [other.Record] : [])).VerifyAsync(message, Ct);

    private static byte[] Built(string subject, string text) => [.. new NewMessage
    {
        From = new("Ann Lee", "ann@example.org"),
        To = [new("Bob", "bob@example.com")],
        Subject = subject,
        Date = Now,
        MessageId = "1@example.org",
        Text = text,
        ListUnsubscribe = [new("https://example.org/u/abc")],
        OneClick = true,
    }.ToBytes(), .. "\r\n"u8];
}
