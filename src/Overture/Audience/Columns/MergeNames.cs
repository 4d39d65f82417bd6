using System.Globalization;
using System.Text;

namespace Overture.Audience.Columns;

/// <summary>The names by which prompts and templates know columns: "first_name" for a field, the header in snake case for any other.</summary>
internal static class MergeNames
{
    private const int Longest = 60;

    /// <summary>In the order of <see cref="Field"/>.</summary>
    private static readonly string[] OfFields =
        ["first_name", "last_name", "full_name", "email", "company", "title", "website", "linkedin", "phone", "city", "country", "time_zone"];

    public static IReadOnlyList<string> Fields => OfFields;

    public static string Of(Field field) => OfFields[(int)field];

    /// <summary>The field called <paramref name="name"/>, as "first_name", "FirstName" or "First name"; null when there is none.</summary>
    public static Field? Find(string name)
    {
        var compact = string.Concat(name.Where(char.IsLetter));
        var index = Array.FindIndex(OfFields, of => string.Equals(of.Replace("_", "", StringComparison.Ordinal), compact, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : (Field)index;
    }

    /// <summary>A column without a header, counted from one: "column_3".</summary>
    public static string OfPosition(int index) => string.Create(CultureInfo.InvariantCulture, $"column_{index + 1}");

    /// <summary>"Company Size (2024)" → "company_size_2024", "companySize" → "company_size", "会社規模" as it is.</summary>
    public static string OfHeader(string header, int index)
    {
        var name = new StringBuilder(header.Length);
        Rune before = default;
        foreach (var rune in header.EnumerateRunes())
        {
            if (name.Length >= Longest)
            {
                break;
            }

            Append(name, before, rune);
            before = rune;
        }

        var snake = name.ToString().Trim('_');
        return snake.Length == 0 ? OfPosition(index) : char.IsDigit(snake[0]) ? "column_" + snake : snake;
    }

    private static void Append(StringBuilder name, Rune before, Rune rune)
    {
        var mark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        if (!Rune.IsLetterOrDigit(rune) && !mark)
        {
            Underscore(name);
            return;
        }

        if (Rune.IsUpper(rune) && (Rune.IsLower(before) || Rune.IsDigit(before)))
        {
            Underscore(name);
        }

        name.Append(Rune.ToLowerInvariant(rune).ToString());
    }

    private static void Underscore(StringBuilder name)
    {
        if (name.Length > 0 && name[^1] != '_')
        {
            name.Append('_');
        }
    }
}
