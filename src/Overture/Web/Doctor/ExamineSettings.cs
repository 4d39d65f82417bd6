using Overture.Web.Settings;

namespace Overture.Web.Doctor;

/// <summary>What stands in the .env file and means nothing here: most often a name that was mistyped.</summary>
internal static class ExamineSettings
{
    public static IReadOnlyList<Finding> Run(IReadOnlyDictionary<string, string> file)
    {
        var known = Variables.All.SelectMany(variable => new[] { variable.Name, variable.Alias }).ToHashSet(StringComparer.Ordinal);
        string[] unknown = [.. file.Keys.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)];
        return unknown.Length > 0
            ? [Finding.Warn("configuration", $"Every value can be used, but .env holds names that mean nothing here: {string.Join(", ", unknown)}.", "Look for a slip of the pen; docs/configuration.md has every name")]
            : [Finding.Ok("configuration", file.Count > 0 ? $"Every value can be used; .env sets {file.Count(pair => pair.Value.Length > 0)}." : "Every value can be used; there is no .env file here.")];
    }
}
