namespace Overture.Mail.Mime;

/// <summary>A file that goes with a message, or an image that its HTML shows.</summary>
/// <param name="FileName">The name a reader sees; any text.</param>
/// <param name="Content">Its octets.</param>
/// <param name="ContentType">As <c>application/pdf</c>.</param>
/// <param name="ContentId">For an image shown in the HTML as <c>cid:…</c>; null for a file.</param>
public sealed record Attachment(string FileName, ReadOnlyMemory<byte> Content, string ContentType = "application/octet-stream", string? ContentId = null);
