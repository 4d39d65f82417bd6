using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Overture.Storage;

/// <summary>Inserts many rows the fast way: a prepared statement on SQLite, binary COPY on PostgreSQL. Columns and converters come from the model.</summary>
internal static class Bulk
{
    private static readonly ConcurrentDictionary<IEntityType, Column[]> Known = new();

    public static async Task Insert<T>(AppDb db, IReadOnlyCollection<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count is 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = Columns(type);
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await Copy(postgres, type, columns, rows, ct);
        }
        else
        {
            _ = InsertAll(db, type, columns, rows, "");
        }
    }

    /// <summary>On SQLite: inserts those whose keys are not there yet.</summary>
    /// <returns>Those that stayed out.</returns>
    public static IReadOnlyList<T> InsertNew<T>(AppDb db, IReadOnlyCollection<T> rows)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        return InsertAll(db, type, Columns(type), rows, " ON CONFLICT DO NOTHING");
    }

    private static Column[] Columns(IEntityType type) =>
        Known.GetOrAdd(type, static type => [.. type.GetProperties().Where(p => p.ValueGenerated is not ValueGenerated.OnAdd || p.ClrType == typeof(Guid)).Select(Column.Of)]);

    private static List<T> InsertAll<T>(AppDb db, IEntityType type, Column[] columns, IReadOnlyCollection<T> rows, string onConflict)
        where T : class
    {
        using var insert = new Statement(db, $"INSERT INTO {type.GetTableName()} ({string.Join(',', columns.Select(c => c.Name))}) VALUES ({string.Join(',', columns.Select((_, i) => $"?{i + 1}"))}){onConflict}");
        var values = new object?[columns.Length];
        var refused = new List<T>();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                values[i] = columns[i].Get(row);
            }

            if (insert.Run(values) is 0)
            {
                refused.Add(row);
            }
        }

        return refused;
    }

    private static async Task Copy<T>(NpgsqlConnection postgres, IEntityType type, Column[] columns, IReadOnlyCollection<T> rows, CancellationToken ct)
        where T : class
    {
        var sql = $"COPY {type.GetTableName()} ({string.Join(',', columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)";
        var copy = await postgres.BeginBinaryImportAsync(sql, ct);
        await using (copy)
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var column in columns)
                {
                    await (column.Get(row) is { } value ? copy.WriteAsync(value, column.StoreType, ct) : copy.WriteNullAsync(ct));
                }
            }

            await copy.CompleteAsync(ct);
        }
    }

    private sealed record Column(string Name, string StoreType, Func<object, object?> Get)
    {
        public static Column Of(IProperty property)
        {
            var mapping = property.GetRelationalTypeMapping();
            var read = property.GetGetter();
            var convert = mapping.Converter?.ConvertToProvider;
            return new(property.GetColumnName(), mapping.StoreType, convert is null ? read.GetClrValue : row => read.GetClrValue(row) is { } value ? convert(value) : null);
        }
    }
}
