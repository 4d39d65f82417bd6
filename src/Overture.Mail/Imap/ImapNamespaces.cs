namespace Overture.Mail.Imap;

/// <summary>Where folders begin (RFC 2342, RFC 9051 §6.3.10).</summary>
/// <param name="Personal">The user's own.</param>
/// <param name="Others">Of other users.</param>
/// <param name="Shared">Of everybody.</param>
public sealed record ImapNamespaces(IReadOnlyList<ImapNamespace> Personal, IReadOnlyList<ImapNamespace> Others, IReadOnlyList<ImapNamespace> Shared);

/// <summary>One beginning of folder names.</summary>
/// <param name="Prefix">With which the names begin; may be empty.</param>
/// <param name="Delimiter">What separates their levels; null where there are none.</param>
public sealed record ImapNamespace(string Prefix, char? Delimiter);
