using System.Collections.Frozen;
using System.Text;

namespace Overture.Drafting.Prompts;

/// <summary>The names by which templates know fields: snake case, and one name for what people call differently.</summary>
internal static class MergeName
{
    public const string SiteText = "site_text";

    private static readonly FrozenDictionary<string, string> s_aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["company_name"] = "company",
        ["organization"] = "company",
        ["organisation"] = "company",
        ["name"] = "full_name",
        ["url"] = "website",
        ["site"] = "website",
        ["domain"] = "website",
        ["job_title"] = "title",
        ["position"] = "title",
        ["email_address"] = "email",
        ["e_mail"] = "email",
        ["linked_in"] = "linkedin",
        ["linkedin_url"] = "linkedin",
        ["phone_number"] = "phone",
        ["timezone"] = "time_zone",
        ["firstname"] = "first_name",
        ["lastname"] = "last_name",
        ["fullname"] = "full_name",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What every file may bring and a page may give; a template may ask for them with a default in any file.</summary>
    public static FrozenSet<string> Standard { get; } = FrozenSet.Create(StringComparer.Ordinal,
        "first_name", "last_name", "full_name", "email", "company", "title", "website", "linkedin", "phone", "city", "country", "time_zone", SiteText);

    /// <summary>"First Name", "firstName" → "first_name"; "company_name" → "company".</summary>
    public static string Of(string name)
    {
        var snake = Snake(name);
        return s_aliases.GetValueOrDefault(snake, snake);
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var gap = !char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
            if ((gap || (char.IsUpper(c) && i > 0 && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1])))) && snake.Length > 0 && snake[^1] != '_')
                snake.Append('_');
            if (!gap)
                snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString().TrimEnd('_');
    }
}
