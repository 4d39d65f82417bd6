using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.Storage;

namespace Overture.Tests.Storage;

/// <summary>What passes by itself is tried again; what does not is told at once.</summary>
public sealed class TransientTests
{
    [Theory]
    [InlineData(5, true)] // SQLITE_BUSY
    [InlineData(6, true)] // SQLITE_LOCKED
    [InlineData(10, false)] // SQLITE_IOERR
    [InlineData(11, false)] // SQLITE_CORRUPT
    [InlineData(13, false)] // SQLITE_FULL
    [InlineData(19, false)] // SQLITE_CONSTRAINT
    public void Of_SQLite_only_what_is_busy_or_locked_passes(int code, bool passes) =>
        AssertPasses(passes, new SqliteException("said SQLite", code));

    [Theory]
    [InlineData("40001", true)] // serialization_failure
    [InlineData("40P01", true)] // deadlock_detected
    [InlineData("55P03", true)] // lock_not_available
    [InlineData("57P01", true)] // admin_shutdown
    [InlineData("57P02", true)] // crash_shutdown
    [InlineData("57P03", true)] // cannot_connect_now
    [InlineData("53300", true)] // too_many_connections
    [InlineData("57P05", true)] // idle_session_timeout
    [InlineData("08006", true)] // connection_failure
    [InlineData("23505", false)] // unique_violation
    [InlineData("23502", false)] // not_null_violation
    [InlineData("42P01", false)] // undefined_table
    [InlineData("28P01", false)] // invalid_password
    [InlineData("53100", false)] // disk_full
    public void Of_PostgreSQL_what_another_caused_or_a_restart_cures_passes(string state, bool passes) =>
        AssertPasses(passes, new PostgresException("said PostgreSQL", "ERROR", "ERROR", state));

    [Fact]
    public void A_lost_or_refused_connection_passes()
    {
        AssertPasses(true, new NpgsqlException("lost", new IOException()));
        AssertPasses(true, new NpgsqlException("refused", new System.Net.Sockets.SocketException()));
        AssertPasses(true, new NpgsqlException("slow", new TimeoutException()));
    }

    [Fact]
    public void What_is_not_the_databases_does_not_pass()
    {
        Assert.False(Transient.Is(new InvalidOperationException("a fault of ours")));
        Assert.False(Transient.Is(new OperationCanceledException()));
    }

    [Fact]
    public void Waits_begin_short_grow_and_stay_under_three_seconds()
    {
        for (var seed = 0L; seed < 100; seed++)
        {
            Assert.InRange(Transient.Backoff(1, seed), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(30));
            Assert.True(Transient.Backoff(5, seed) > Transient.Backoff(1, seed));
            Assert.InRange(Transient.Backoff(1000, seed), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        }
    }

    /// <summary>As it comes, and as EF hands it on.</summary>
    private static void AssertPasses(bool passes, Exception failure)
    {
        Assert.Equal(passes, Transient.Is(failure));
        Assert.Equal(passes, Transient.Is(new DbUpdateException("while saving", failure)));
        Assert.Equal(passes, Transient.Is(new InvalidOperationException("while reading", failure)));
        Assert.Equal(passes, Transient.Is(new InvalidOperationException("while saving", new DbUpdateException("within", failure))));
    }
}
