using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Overture.Storage;
using Overture.Tests.World;

namespace Overture.Tests.Storage;

/// <summary>What is inserted the fast way reads back equal: every column of every table.</summary>
public sealed class BulkTests(PostgresServer postgres)
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 11, 23, 4, 5, 6, TimeSpan.Zero).AddTicks(1234560);

    public static TheoryData<bool> Both => [false, true];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Every_column_of_every_table_reads_back_as_it_was(bool onPostgres)
    {
        await using var database = await Database.NewAsync(onPostgres ? postgres : null);
        await using var db = database.Store.OpenForAll();
        var check = typeof(BulkTests).GetMethod(nameof(RoundTripAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

        var types = db.Model.GetEntityTypes().ToList();
        foreach (var type in types)
        {
            await (Task)check.MakeGenericMethod(type.ClrType).Invoke(null, [database, type])!;
        }

        Assert.True(types.Count > 20);
    }

    private static async Task RoundTripAsync<T>(Database database, IEntityType type)
        where T : class, new()
    {
        T[] rows = [Filled<T>(type, 1, full: true), Filled<T>(type, 2, full: false)];

        await database.Store.Write(Lane.Bulk, Guid.Empty, (db, ct) => Bulk.Insert(db, rows, ct), CancellationToken.None);

        await using var db = database.Store.OpenForAll();
        var read = await db.Set<T>().IgnoreQueryFilters([AppDb.Wall]).ToListAsync(CancellationToken.None);
        var known = type.GetProperties().Where(p => !IsGiven(p)).ToList();
        Assert.Equal(Text(rows), Text(read));

        List<string> Text(IEnumerable<T> all) =>
            [.. all.Select(row => string.Join('|', known.Select(p => $"{p.Name}={Shown(p.PropertyInfo!.GetValue(row))}"))).Order(StringComparer.Ordinal)];
    }

    private static T Filled<T>(IEntityType type, int number, bool full)
        where T : new()
    {
        var row = new T();
        foreach (var property in type.GetProperties().Where(p => !IsGiven(p)))
        {
            var bare = property.IsNullable && !full;
            property.PropertyInfo!.SetValue(row, bare ? null : Value(property.ClrType, number));
        }

        return row;
    }

    /// <summary>Numbers that the database gives out itself.</summary>
    private static bool IsGiven(IProperty property) => property.ValueGenerated is ValueGenerated.OnAdd && property.ClrType != typeof(Guid);

    private static object Value(Type type, int number) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Value(inner, number),
        { IsEnum: true } when Enum.GetValues(type) is { } all => all.GetValue(all.Length - 1)!,
        _ when type == typeof(string) => $"\"It's\",\t{number}\r\n\\N 'ü' 🙂 \u2028 | {{}} $1 @p",
        _ when type == typeof(Guid) => new Guid(number, 2, 0x7003, 0x80, 4, 5, 6, 7, 8, 9, 255),
        _ when type == typeof(DateTimeOffset) => Now.AddDays(number),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 11, number),
        _ when type == typeof(byte[]) => (byte[])[0, 1, 255, (byte)number],
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => int.MaxValue - number,
        _ when type == typeof(long) => long.MaxValue - number,
        _ when type == typeof(double) => 0.1 + number,
        _ when type == typeof(decimal) => 1234567.891234m + number,
        _ => throw new NotSupportedException($"A column of type {type} has no sample value here yet; give it one."),
    };

    private static string Shown(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTimeOffset at => at.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
