namespace Overture.Audience.Cleaning;

/// <summary>
/// What one line says of a lead, cleaned. The line keeps its cells as they stood; here they are ready to greet, mail, fetch and
/// compare. Null is what the line does not give.
/// </summary>
/// <param name="Email">The address to send to.</param>
/// <param name="EmailIdentity">The address all in lower case: the person.</param>
/// <param name="Unmailable">Why there is no address, "cannot be mailed: …"; null exactly when there is one.</param>
/// <param name="Url">The site to read, absolute.</param>
/// <param name="UrlIdentity">The site without scheme, "www." and the slash at the end.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Zone">An IANA name.</param>
/// <param name="Identity">Who the lead is (<see cref="LeadIdentity"/>); null when nothing tells it from others.</param>
/// <param name="Extra">The columns without a field, in the file's order, as they stood.</param>
internal sealed record CleanLead(
    string? Email,
    string? EmailIdentity,
    string? Unmailable,
    string? Url,
    string? UrlIdentity,
    string? FirstName,
    string? LastName,
    string? FullName,
    string? Company,
    string? Title,
    string? LinkedIn,
    string? Phone,
    string? City,
    string? Country,
    string? Zone,
    string? Identity,
    IReadOnlyList<ExtraField> Extra);

/// <summary>A cell of a column without a field, under the name by which prompts know it.</summary>
internal readonly record struct ExtraField(string Name, string Value);
