using Overture.Audience.Columns;

namespace Overture.Drafting;

/// <summary>The prompt a file asks for when nobody chose: sites alone get an opener, people a cold e-mail.</summary>
internal static class DefaultPrompt
{
    public static string For(ColumnMap map)
    {
        var fields = map.Columns.Select(column => column.Field).ToHashSet();
        return fields.Contains(Field.Website) && !fields.Overlaps([Field.FirstName, Field.FullName, Field.LastName, Field.Email]) ? "opener" : "cold-email";
    }
}
