using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Drafting.Prompts;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>A template that names a field the file lacks is refused before anything runs, with the fields there are.</summary>
internal static class CheckTemplate
{
    /// <exception cref="Refused">Names the missing fields and those there are.</exception>
    public static void Run(Template template, ColumnMap map) => Run(template, MergeFields.Names(map), "the file has no such field", "; or map a column to it");

    /// <param name="there">The fields that some lead of a list has.</param>
    /// <exception cref="Refused">Names the missing fields and those there are.</exception>
    public static void Run(Template template, IReadOnlySet<string> there) => Run(template, there, "no lead of the list has such a field", "");

    private static void Run(Template template, IReadOnlySet<string> there, string why, string orElse)
    {
        var missing = template.UnknownFields(there).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new Refused("prompt", string.Join(", ", missing.Select(name => "{{" + name + "}}")), why,
                $"Use what it has: {string.Join(", ", there.Order(StringComparer.Ordinal))}{orElse}");
        }
    }
}
