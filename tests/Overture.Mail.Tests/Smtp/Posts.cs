using System.Text;
using Overture.Mail.Smtp;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.Smtp;

/// <summary>What the tests of SMTP say often.</summary>
internal static class Posts
{
    public static readonly SmtpEnvelope ToAnn = new("me@example.org", "ann@example.org");

    public static readonly ReadOnlyMemory<byte> Hello = "Subject: hello\r\n\r\nHello.\r\n"u8.ToArray();

    /// <summary>In the clear.</summary>
    public static MailServer Clear(this SmtpPost post) => At(post.Port);

    /// <summary>In the clear on a port.</summary>
    public static MailServer At(int port) => new("127.0.0.1", port, ConnectionSecurity.None) { AllowsCredentialsInClear = true };

    /// <summary>Under TLS, trusting the root of the world alone, and checking the name.</summary>
    public static MailServer Secure(int port, ConnectionSecurity security) => new("localhost", port, security) { CertificateCheck = Trust.Root };

    public static Task<SmtpClient> ConnectAsync(this SmtpPost post, SmtpOptions? options = null) => SmtpClient.ConnectAsync(post.Clear(), options, TestContext.Current.CancellationToken);

    public static Task<SmtpResult> SendAsync(this SmtpClient client, SmtpEnvelope envelope, string message) =>
        client.SendAsync(envelope, Encoding.UTF8.GetBytes(message), ct: TestContext.Current.CancellationToken);

    public static SmtpPost Start(SmtpBehaviour? behaviour = null, params string[] extensions) =>
        SmtpPost.Start(new() { Behaviour = behaviour ?? new(), Extensions = extensions.Length > 0 ? extensions : new SmtpPostOptions().Extensions });

    public static SmtpBehaviour Saying(string at, string reply) => new() { Replies = new Dictionary<string, string>(StringComparer.Ordinal) { [at] = reply } };
}
