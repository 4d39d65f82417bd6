namespace Overture.Web.Settings;

/// <summary>One environment variable: its name, how it is read, its default as a person would write it, and what it is for.</summary>
/// <param name="Default">Empty: none.</param>
/// <param name="Range">For whole numbers: <c>1..65535</c>; for choices: <c>a|b|c</c>.</param>
internal sealed record Variable(string Name, ValueKind Kind, string Default, string About, string Range = "", string Alias = "");

/// <summary>What a variable's value must look like.</summary>
internal enum ValueKind
{
    Text,
    Secret,
    Whole,
    Truth,
    Duration,
    Url,
    Choice,
    Zone,
    Hosts,
}
