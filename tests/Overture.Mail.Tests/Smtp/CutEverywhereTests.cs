using System.Text;
using Overture.Mail.Smtp;
using Overture.Mail.Wire;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.Smtp;

/// <summary>A conversation is cut after every octet, both ways, and each time the result must be the truth.</summary>
public class CutEverywhereTests
{
    private static readonly SmtpEnvelope Envelope = new("me@example.org", "ann@example.org", "bob@example.org");
    private static readonly ReadOnlyMemory<byte> Message = "Subject: cut\r\n\r\n.dots\r\nand words.\r\n"u8.ToArray();

    public static TheoryData<bool, bool, bool> Conversations => new()
    {
        { false, false, false }, { true, false, false }, { false, true, false }, { true, true, false }, { true, false, true }, { false, true, true },
    };

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task Wherever_a_connection_is_cut_the_result_is_the_truth(bool pipelining, bool chunking, bool reset)
    {
        var whole = await RunAsync(new(), pipelining, chunking);
        var window = Window.Of(whole.Marks);
        var cuts = Enumerable.Range(1, (int)whole.Marks[^1].Sent).Select(n => new WireFault(CutAfterSent: n, Reset: reset))
            .Concat(Enumerable.Range(1, (int)whole.Marks[^1].Received).Select(n => new WireFault(CutAfterReceived: n, Reset: reset)));
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();

        await Parallel.ForEachAsync(cuts, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (cut, _) =>
        {
            var run = await RunAsync(cut, pipelining, chunking);
            if (!window.Allows(cut, run.Outcome) || (run.Outcome != "Unknown" && run.Outcome == "Accepted" != run.IsTaken))
            {
                wrong.Add($"{cut}: {run.Outcome}, taken: {run.IsTaken}, expected {window.Expected(cut)}; {run.Why}");
            }
        });

        Assert.Equal("Accepted", whole.Outcome);
        Assert.Empty(wrong.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_fails_is_unknown_only_if_it_holds_the_end_of_the_message(bool chunking)
    {
        await using var post = SmtpPost.Start();
        var large = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Some words that fill a line, of which there are many.\r\n", 5000)));
        var writes = await OutcomesAsync(post, large, chunking);

        Assert.True(writes.Count > 5, $"only {writes.Count} writes");
        Assert.Equal("Unknown", writes[^1]);
        Assert.All(writes[..^1], outcome => Assert.Equal("NotSent", outcome));
    }

    // what comes of the n-th write's failing, for every write of the message's transaction
    private static async Task<List<string>> OutcomesAsync(SmtpPost post, byte[] message, bool chunking)
    {
        List<string> outcomes = [];
        for (var failing = 1; ; failing++)
        {
            ClientStream? wire = null;
            var server = post.Clear() with { Connect = async (host, port, ct) => wire = await ClientStream.ConnectAsync(host, port, ct) };
            await using var client = await SmtpClient.ConnectAsync(server, new() { PrefersChunking = chunking }, TestContext.Current.CancellationToken);
            wire!.FailAt = wire.Writes + failing;
            var result = await client.SendAsync(Envelope, message, ct: TestContext.Current.CancellationToken);
            if (result is SmtpResult.Accepted)
            {
                return outcomes;
            }

            outcomes.Add(result.GetType().Name);
        }
    }

    private static async Task<Run> RunAsync(WireFault fault, bool pipelining, bool chunking)
    {
        await using var post = SmtpPost.Start(new()
        {
            Behaviour = new() { Fault = fault },
            Accounts = new Dictionary<string, string>(StringComparer.Ordinal) { ["me"] = "secret" },
            Extensions = pipelining ? ["PIPELINING", "SIZE", "CHUNKING"] : ["SIZE", "CHUNKING"],
        });
        var (outcome, why) = await OutcomeAsync(post, chunking);
        await post.QuietAsync();
        return new(outcome, why, post.Mail.Count == 1, post.Marks);
    }

    private static async Task<(string Outcome, string Why)> OutcomeAsync(SmtpPost post, bool chunking)
    {
        try
        {
            await using var client = await post.ConnectAsync(new() { PrefersChunking = chunking, Credentials = new Credentials.Password("me", "secret") });
            var result = await client.SendAsync(Envelope, Message, ct: TestContext.Current.CancellationToken);
            await client.QuitAsync(TestContext.Current.CancellationToken);
            return (result.GetType().Name, result.ToString());
        }
        catch (MailException e)
        {
            return ("NotSent", e.Message);
        }
    }

    private sealed record Run(string Outcome, string Why, bool IsTaken, IReadOnlyList<SmtpMark> Marks);

    /// <summary>From what was said last before the message is handed over, to the reply to it.</summary>
    private sealed record Window(SmtpMark Before, SmtpMark After)
    {
        public static Window Of(IReadOnlyList<SmtpMark> marks)
        {
            var end = marks.Select((mark, i) => (mark, i)).Single(m => m.mark.Line == ".").i;
            return new(marks[end - 1], marks[end]);
        }

        // a reset takes with it what was said last and not yet heard
        public bool Allows(WireFault cut, string outcome) => outcome == Expected(cut)
            || (cut.Reset && outcome == "Unknown" && Expected(cut) == "Accepted")
            || (cut.Reset && outcome == "NotSent" && cut.CutAfterSent == Before.Sent);

        public string Expected(WireFault cut) => cut switch
        {
            { CutAfterReceived: { } n } => n <= Before.Received ? "NotSent" : n <= After.Received ? "Unknown" : "Accepted",
            { CutAfterSent: { } n } => n < Before.Sent ? "NotSent" : n < After.Sent ? "Unknown" : "Accepted",
            _ => "Accepted",
        };
    }
}
