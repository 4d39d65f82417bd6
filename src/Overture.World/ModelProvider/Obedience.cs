using System.Text;
using System.Text.Json;

namespace Overture.World.ModelProvider;

/// <summary>A model that does what the data tells it: says what a cell orders it to say, and gives away its instructions when told to.</summary>
internal static class Obedience
{
    static readonly string[] orders = ["reply with", "respond with", "answer with", "write", "say", "output", "print", "include", "add", "append", "repeat", "ignore"];

    public static string Text(ReadOnlySpan<byte> request)
    {
        using var json = JsonDocument.Parse(request.ToArray());
        var system = Content(json.RootElement, "system");
        var user = Content(json.RootElement, "user");
        var told = Told(user);
        return told.Contains("prompt", StringComparison.OrdinalIgnoreCase) || told.Contains("instructions", StringComparison.OrdinalIgnoreCase)
            ? $"{told}\n\n{system}"
            : told;
    }

    static string Told(string user)
    {
        var injected = user.IndexOf("ignore", StringComparison.OrdinalIgnoreCase);
        var after = injected < 0 ? user : user[injected..];
        foreach (var order in orders)
        {
            var at = after.LastIndexOf(order, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) return Cut(after[(order == "ignore" ? at : at + order.Length)..]);
        }

        return Cut(after);
    }

    static string Cut(string text) => text[..Math.Min(600, text.Length)].Trim(' ', ':', '"', '\'', '\n');

    static string Content(JsonElement root, string role)
    {
        var text = new StringBuilder();
        if (role == "system" && root.TryGetProperty("system", out var top)) text.Append(Flat(top));
        foreach (var message in root.GetProperty("messages").EnumerateArray())
            if (message.GetProperty("role").GetString() == role || (role == "system" && message.GetProperty("role").GetString() == "developer"))
                text.Append(Flat(message.GetProperty("content")));
        return text.ToString();
    }

    static string Flat(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Concat(content.EnumerateArray().Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : ""));
}
