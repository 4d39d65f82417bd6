using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Wire;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.Imap;

public class ImapCutTests
{
    [Fact]
    public Task A_session_cut_after_some_octets_ends_in_a_failure_with_a_name() => CutEvery.OctetsAsync(11);
}

[Trait("size", "full")]
public class ImapCutAnywhereFull
{
    [Fact]
    public Task A_session_cut_after_any_octet_ends_in_a_failure_with_a_name() => CutEvery.OctetsAsync(1);
}

file static class CutEvery
{
    private const int MostOctets = 100_000;

    public static async Task OctetsAsync(int step)
    {
        var cut = 0;
        foreach (var isReset in new[] { false, true })
        {
            cut += await Whole(at => new(CutAfterSent: at, Reset: isReset), step);
            cut += await Whole(at => new(CutAfterReceived: at, Reset: isReset), step);
        }

        Assert.True(cut * step > 3000, $"only {cut} sessions were cut");
    }

    /// <summary>Cuts later and later, until a session comes to its end.</summary>
    private static async Task<int> Whole(Func<long, WireFault> fault, int step)
    {
        for (var at = 1; at < MostOctets; at += step)
        {
            await using var post = ImapPost.Start(ImapPostTests.Store(), new() { Fault = _ => fault(at) });
            try
            {
                await SessionAsync(post);
                return at / step;
            }
            catch (MailException e)
            {
                Assert.True(e.Failure is MailFailure.Lost || (e.Failure is MailFailure.Unreachable && at < 200), $"cut after {at}: {e}");
                Assert.Equal(0, post.Store.Folder("bob", "INBOX")!.TimesSeen);
            }
        }

        throw new InvalidOperationException("No session came to its end.");
    }

    private static async Task SessionAsync(ImapPost post)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var client = await ImapClient.ConnectAsync(ImapPostTests.Server(post), null, ct);
        await client.SignInAsync(new Credentials.Password("bob", "secret"), ct);
        Assert.Equal(6, (await client.ListAsync("*", ct)).Count);
        Assert.Equal(2u, (await client.SelectAsync("INBOX", ct)).Exists);
        Assert.Equal(2, (await client.SearchAsync(ImapSearch.All, ct)).Ids.Count);
        Assert.Equal(2, (await client.FetchAsync(ImapIdSet.All, new(ImapItems.Flags | ImapItems.Structure, ImapSection.Header), ct).ToListAsync(ct)).Count);
        using var whole = new MemoryStream();
        Assert.Equal(ImapPostTests.Mail.Length, await client.FetchAsync(1, ImapSection.Whole, whole, ct));
        Assert.Equal(ImapPostTests.Mail, Encoding.ASCII.GetString(whole.ToArray()));
        await client.StoreAsync(ImapIdSet.Of(1), ImapFlagChange.Add, [ImapFlag.Flagged], null, ct);
        Assert.NotNull(await client.AppendAsync("Sent", Encoding.ASCII.GetBytes(ImapPostTests.Mail), [], null, ct));
        Assert.NotNull(await client.MoveAsync(ImapIdSet.Of(2), "Archive", ct));
        await client.LogoutAsync(ct);
    }
}
