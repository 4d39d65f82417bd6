using System.Text;
using Overture.Mail.Smtp;
using Overture.World.PostOffice;
using static Overture.Mail.Tests.Smtp.Posts;

namespace Overture.Mail.Tests.Smtp;

public class SmtpPoolTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_messages_share_few_connections_and_each_arrives_once()
    {
        await using var post = Start();
        await using (var pool = new SmtpPool(post.Clear(), new() { MostConnections = 4, MostMessages = 30 }))
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => pool.SendAsync(ToAnn, Encoding.ASCII.GetBytes($"Subject: {i}\r\n\r\n.\r\n"), ct: Ct)));
            Assert.All(results, result => Assert.IsType<SmtpResult.Accepted>(result));
        }

        await post.QuietAsync();
        Assert.Equal(300, post.Mail.Select(m => Encoding.ASCII.GetString(m.Octets.Span)).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(post.MostOpen, 1, 8); // those that took leave may still be closing
        Assert.InRange(post.Connections, 10, 14);
        Assert.Equal(post.Connections, post.Heard.Count(line => line == "QUIT"));
    }

    [Fact]
    public async Task A_connection_that_broke_is_not_used_again()
    {
        await using var post = Start(Saying(".", "421 4.3.2 Going down"));
        await using var pool = new SmtpPool(post.Clear(), new() { MostConnections = 1 });

        var first = await pool.SendAsync(ToAnn, Hello, ct: Ct);
        post.Behaviour = new();
        var second = await pool.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal(421, Assert.IsType<SmtpResult.Refused>(first).Code);
        Assert.IsType<SmtpResult.Accepted>(second);
        Assert.Equal(2, post.Connections);
    }

    [Fact]
    public async Task A_connection_that_rested_is_asked_before_it_is_used()
    {
        await using var post = Start();
        await using var pool = new SmtpPool(post.Clear(), new() { MostConnections = 1, TrustTime = TimeSpan.Zero });
        await pool.SendAsync(ToAnn, Hello, ct: Ct);

        var second = await pool.SendAsync(ToAnn, Hello, ct: Ct);
        post.Behaviour = new() { DropsAt = "RSET" };
        var third = await pool.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.IsType<SmtpResult.Accepted>(second);
        Assert.IsType<SmtpResult.Accepted>(third);
        Assert.Equal((2, 2), (post.Connections, post.Heard.Count(line => line == "RSET")));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_leaves_the_place_free()
    {
        await using var post = Start(Saying(SmtpPost.Connect, "421 Busy"));
        await using var pool = new SmtpPool(post.Clear(), new() { MostConnections = 1 });

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<Overture.Mail.Wire.MailException>(() => pool.SendAsync(ToAnn, Hello, ct: Ct));
        }

        post.Behaviour = new();
        Assert.IsType<SmtpResult.Accepted>(await pool.SendAsync(ToAnn, Hello, ct: Ct));
    }

    [Fact]
    public async Task Who_waits_for_a_place_can_give_up()
    {
        await using var post = Start(new() { SilentAt = "MAIL" });
        await using var pool = new SmtpPool(post.Clear(), new() { MostConnections = 1 });
        using var cancel = new CancellationTokenSource();

        var both = Enumerable.Range(0, 2).Select(_ => pool.SendAsync(ToAnn, Hello, null, cancel.Token)).ToArray();
        await cancel.CancelAsync();

        foreach (var one in both)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }
    }

    [Fact]
    public async Task A_pool_that_is_gone_says_so()
    {
        await using var post = Start();
        var pool = new SmtpPool(post.Clear());
        await pool.SendAsync(ToAnn, Hello, ct: Ct);

        await pool.DisposeAsync();
        await pool.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.SendAsync(ToAnn, Hello, ct: Ct));
        Assert.Equal("QUIT", post.Heard[^1]);
    }
}
