using System.Text.RegularExpressions;

namespace Overture.Tests.House;

internal static partial class SeverityRule
{
    /// <summary>A later section may weaken what an earlier one set, so every mention counts, but for code that a program writes.</summary>
    public static IEnumerable<string> NotErrors(string editorconfig, IEnumerable<string> wanted) =>
        from id in wanted
        let written = editorconfig.Split("\n[").Where(section => !section.Contains("generated_code = true", StringComparison.Ordinal))
        let severities = written.SelectMany(section => Severity().Matches(section)).Where(m => m.Groups["id"].Value == id).Select(m => m.Groups["severity"].Value)
        where !severities.Any() || severities.Any(severity => severity != "error")
        select $"{id} is not an error in .editorconfig";

    public static IEnumerable<string> Softened(IEnumerable<(string File, string Text)> projects) =>
        from project in projects
        from match in Soft().Matches(project.Text)
        select $"{project.File}: {match.Value}";

    public static IEnumerable<string> SwitchedOffWithoutReason(IEnumerable<(string File, string Text)> sources) =>
        from source in sources
        from match in Switch().Matches(source.Text)
        where !match.Value.Contains("//", StringComparison.Ordinal) && !match.Value.Contains("Justification", StringComparison.Ordinal)
        select $"{source.File}: {match.Value.Trim()} says no reason";

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<id>\w+)\.severity\s*=\s*(?<severity>\w+)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Severity();

    [GeneratedRegex("<TreatWarningsAsErrors[^>]*>false|<Nullable>(disable|annotations)|<EnforceCodeStyleInBuild>false|<RunAnalyzers[^>]*>false|<WarningsNotAsErrors>", RegexOptions.NonBacktracking)]
    private static partial Regex Soft();

    [GeneratedRegex(@"^.*(#pragma warning disable|SuppressMessage\().*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Switch();
}
