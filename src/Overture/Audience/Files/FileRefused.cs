namespace Overture.Audience.Files;

/// <summary>A file that cannot or must not be read at all.</summary>
/// <param name="field">What is at fault: file, encoding, sheet, line …</param>
/// <param name="value">Its value.</param>
/// <param name="reason">Why it is refused.</param>
/// <param name="cure">What a person can do about it.</param>
internal sealed class FileRefused(string field, string value, string reason, string cure, Exception? cause = null)
    : Exception($"{field} {value}: {reason}. {cure}.", cause)
{
    public string Field { get; } = field;

    public string Value { get; } = value;

    public string Reason { get; } = reason;

    public string Cure { get; } = cure;
}
