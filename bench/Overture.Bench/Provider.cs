using System.Text.Json;

namespace Overture.Bench;

/// <summary>The model provider in a process of its own.</summary>
internal sealed class Provider : IDisposable
{
    private readonly Child child;
    private readonly HttpClient http = new();

    private Provider(Child child, Uri url) => (this.child, Url) = (child, url);

    public Uri Url { get; }

    /// <param name="behaviour">As JSON; see Overture.World.</param>
    public static async Task<Provider> Start(string behaviour = "{}")
    {
        var child = Child.Start(Environment.ProcessPath!, new Dictionary<string, string>(StringComparer.Ordinal), "provider", "--behave", behaviour);
        return new(child, new(await child.Line()));
    }

    /// <summary>What it was asked: counts by status, rows answered, rows answered twice.</summary>
    public async Task<JsonElement> Calls(string query = "") =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(Url, "/_world/calls" + query))).RootElement;

    public void Dispose()
    {
        http.Dispose();
        child.Dispose();
    }
}
