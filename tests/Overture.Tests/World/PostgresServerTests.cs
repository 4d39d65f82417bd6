using Npgsql;

namespace Overture.Tests.World;

public sealed class PostgresServerTests(PostgresServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_gets_an_empty_database_of_its_own()
    {
        await using var one = await server.NewDatabaseAsync();
        await using var two = await server.NewDatabaseAsync();

        await RunAsync(one, "CREATE TABLE lead (id int)");

        Assert.Equal(0L, await RunAsync(two, "SELECT count(*) FROM pg_tables WHERE tablename = 'lead'"));
    }

    [Fact]
    public async Task A_prepared_database_is_made_once_and_copied_for_every_test()
    {
        var made = 0;
        async Task Prepare(PostgresDatabase database)
        {
            made++;
            await RunAsync(database, "CREATE TABLE lead AS SELECT 1 AS id");
        }

        var copies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.NewDatabaseAsync(nameof(PostgresServerTests), Prepare)));
        await RunAsync(copies[0], "DELETE FROM lead");

        Assert.Equal(1, made);
        Assert.Equal([0L, 1L, 1L, 1L], await Task.WhenAll(copies.Select(copy => RunAsync(copy, "SELECT count(*) FROM lead"))));
        foreach (var copy in copies)
        {
            await copy.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_durable_server_keeps_fsync_and_ends_when_it_is_disposed_of()
    {
        string connection;
        await using (var durable = new PostgresServer(durable: true))
        {
            await using var database = await durable.NewDatabaseAsync();
            connection = database.ConnectionString + ";Pooling=false";
            Assert.Equal("on", await RunAsync(database, "SHOW fsync"));
        }

        await using var late = new NpgsqlConnection(connection);
        await Assert.ThrowsAsync<NpgsqlException>(() => late.OpenAsync(Stop));
    }

    private static async Task<object?> RunAsync(PostgresDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
