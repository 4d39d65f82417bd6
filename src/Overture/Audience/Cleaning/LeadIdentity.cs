using System.Text;

namespace Overture.Audience.Cleaning;

/// <summary>
/// Who a lead is: its normalised address, else its normalised URL, else name and company. Two lines with one identity are one
/// lead. The kind stands before it, so that no name is taken for an address.
/// </summary>
internal static class LeadIdentity
{
    /// <summary>Null when the file gives nothing to know the lead by.</summary>
    public static string? Of(string? emailIdentity, string? urlIdentity, string? name, string? company)
    {
        if (!string.IsNullOrEmpty(emailIdentity))
        {
            return "email:" + emailIdentity;
        }

        if (!string.IsNullOrEmpty(urlIdentity))
        {
            return "url:" + urlIdentity;
        }

        return string.IsNullOrEmpty(name) && string.IsNullOrEmpty(company) ? null : $"name:{Same(name)}|{Same(company)}";
    }

    // Composed or not, wide or narrow, capital or small: one name (NFKC, UAX 15).
    private static string Same(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var line = CleanText.Line(text);
        return (line.AsSpan().ContainsAnyExceptInRange('\0', '\x7f') ? CleanText.Whole(line).Normalize(NormalizationForm.FormKC) : line).ToLowerInvariant();
    }
}
