namespace Overture.Mail.Mime;

/// <summary>How a part wants to be shown (RFC 2183).</summary>
/// <param name="Kind">In lower case: <c>inline</c>, <c>attachment</c>, or what else the mail says.</param>
/// <param name="Parameters">By name, decoded.</param>
public sealed record ContentDisposition(string Kind, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The file's name as the sender told it: a name to show, never a path to write to.</summary>
    public string? FileName => Parameters.GetValueOrDefault("filename");

    /// <summary>It wants not to be shown in the message: everything but inline (RFC 2183 §2.8).</summary>
    public bool IsAttachment => Kind is not "inline";

    /// <summary>Reads a field's value; null where it says nothing that is a disposition.</summary>
    /// <param name="value">As <c>attachment; filename="a.pdf"</c>.</param>
    public static ContentDisposition? Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var list = ParameterList.Parse(value);
        var kind = list.First.ToLowerInvariant();
        return kind.All(c => char.IsAsciiLetterOrDigit(c) || c is '-') ? new(kind.Length > 0 ? kind : "attachment", list.Values) : null;
    }
}
