using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Overture.Storage;

/// <summary>Which failures of a database pass by themselves, and how long to wait between tries.</summary>
internal static class Transient
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Busy, locked, deadlock, serialization, a lost or refused connection, a session ended for idling; never a constraint or a full disk.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6, // SQLITE_BUSY, SQLITE_LOCKED
        PostgresException postgres => postgres.SqlState is "40001" or "40P01" or "55P03" or "57P01" or "57P02" or "57P03" or "57P05" or "53300" or "25P03"
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
        DbUpdateException or InvalidOperationException => failure.InnerException is { } inner && Is(inner), // EF wraps, once or twice
        _ => false,
    };

    /// <summary>20 ms, doubling to 2 s, each ± 50 % by a hash of the try.</summary>
    public static TimeSpan Backoff(int tries, long seed)
    {
        var draw = HashCode.Combine(tries, seed) & 0xFFFF;
        return TimeSpan.FromMilliseconds(Math.Min(2000, 20 * Math.Pow(2, tries - 1)) * (0.5 + (draw / 65536.0)));
    }
}
