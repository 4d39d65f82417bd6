using System.Security.Cryptography.X509Certificates;

namespace Overture.World.PostOffice;

/// <summary>How an <see cref="ImapPost"/> is made.</summary>
public sealed record ImapPostOptions
{
    /// <summary>TLS from the first octet.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>What TLS is made with, implicit or by STARTTLS; null: STARTTLS is not offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What is offered beside STARTTLS.</summary>
    public string Capabilities { get; init; } =
        "IMAP4rev1 IMAP4rev2 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR ID NAMESPACE LIST-EXTENDED SPECIAL-USE UIDPLUS MOVE IDLE ENABLE CONDSTORE ESEARCH UNSELECT LITERAL- UTF8=ACCEPT";

    /// <summary>What is wrong with a connection below the protocol, by its number from 0.</summary>
    public Func<int, WireFault?> Fault { get; init; } = _ => null;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
