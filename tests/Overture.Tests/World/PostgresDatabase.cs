namespace Overture.Tests.World;

/// <summary>One database of the tests' server, dropped when it is disposed of.</summary>
public sealed record PostgresDatabase(PostgresServer Server, string Name, int Port) : IAsyncDisposable
{
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={Name};Include Error Detail=true;Maximum Pool Size=50";

    /// <summary>The same as a value of DATABASE_URL.</summary>
    public string Url => $"postgres://postgres@127.0.0.1:{Port}/{Name}";

    public async ValueTask DisposeAsync() => await Server.DropAsync(this);
}
