using System.Globalization;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.World;

/// <summary>A real mail server and the post office to which it hands on what it takes for sink.example.</summary>
internal sealed class RelayServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private RelayServer(ServerScript server, SmtpPost sink) => (Server, Sink) = (server, sink);

    public ServerScript Server { get; }

    public SmtpPost Sink { get; }

    public static async Task<RelayServer> StartAsync(string script, int ports, params string[] others)
    {
        var sink = SmtpPost.Start();
        return new(await ServerScript.StartAsync(script, ports, [sink.Port.ToString(CultureInfo.InvariantCulture), .. others]), sink);
    }

    /// <summary>Waits for a message that holds a word.</summary>
    public async Task<PostedMail> HandedOnAsync(string word)
    {
        var octets = System.Text.Encoding.UTF8.GetBytes(word);
        for (var began = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            if (Sink.Mail.FirstOrDefault(m => m.Octets.Span.IndexOf(octets) >= 0) is { } mail)
            {
                return mail;
            }

            Assert.True(began.Elapsed < Patience, $"{word} was not handed on; there are {Sink.Mail.Count} others.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Sink.DisposeAsync();
    }
}
