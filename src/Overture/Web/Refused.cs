namespace Overture.Web;

/// <summary>Input that cannot be taken: which field, its value, why, and the cure. Answers 400 (or <paramref name="status"/>) as a problem.</summary>
internal sealed class Refused(string @field, string? value, string reason, string cure, int status = 400)
    : Exception($"{@field}{(value is null ? "" : $" '{value}'")}: {reason}. {cure}.")
{
    public string Field => @field;

    public string? Value => value;

    public string Reason => reason;

    public string Cure => cure;

    public int Status => status;
}
