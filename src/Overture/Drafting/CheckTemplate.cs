using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Drafting.Prompts;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>A template that names a field the file lacks is refused before anything runs, with the fields there are.</summary>
internal static class CheckTemplate
{
    /// <exception cref="Refused">Names the missing fields and those there are.</exception>
    public static void Run(Template template, ColumnMap map)
    {
        var there = MergeFields.Names(map);
        var missing = template.UnknownFields(there).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new Refused("prompt", string.Join(", ", missing.Select(name => "{{" + name + "}}")), "the file has no such field",
                $"Use what it has: {string.Join(", ", there.Order(StringComparer.Ordinal))}; or map a column to it");
        }
    }
}
