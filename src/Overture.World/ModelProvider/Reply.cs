using System.Text;

namespace Overture.World.ModelProvider;

/// <summary>One answer, ready to be put on the wire.</summary>
internal readonly record struct Reply(int Status, ReadOnlyMemory<byte> Body)
{
    public Reply(int status, string body) : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public TimeSpan Delay { get; init; }

    public Call Call { get; init; }
}
