using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Overture.Storage;

/// <summary>Names of tables, columns and indexes as SQL is written by hand on both databases: snake_case, unquoted.</summary>
internal static class SnakeCase
{
    public static void Apply(IMutableEntityType type)
    {
        type.SetTableName(Of(type.GetTableName()!));
        foreach (var property in type.GetProperties())
        {
            property.SetColumnName(Of(property.GetColumnName()));
        }

        foreach (var key in type.GetKeys())
        {
            key.SetName(Of(key.GetName()!));
        }

        foreach (var index in type.GetIndexes())
        {
            index.SetDatabaseName(Of(index.GetDatabaseName()!));
        }
    }

    public static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            _ = starts ? snake.Append('_') : snake;
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
