namespace Overture.Mail.Wire;

/// <summary>One line of a conversation, for a person who looks for what went wrong.</summary>
/// <param name="FromServer">True: the server said it.</param>
/// <param name="Text">The line without CRLF; credentials are replaced by <c>***</c>.</param>
public readonly record struct TraceLine(bool FromServer, string Text);
