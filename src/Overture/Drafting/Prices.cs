using System.Globalization;
using System.Text.Json;
using Overture.Drafting.Checks;

namespace Overture.Drafting;

/// <summary>
/// What models cost: US dollars for a million tokens in and out, by the name of the model or the longest beginning of it ("gpt-4o-mini" also prices
/// "gpt-4o-mini-2024-07-18"). The shipped table can be overridden by a file of the same form or one entry at a time.
/// </summary>
internal sealed class Prices
{
    private const decimal Million = 1_000_000;
    private readonly Dictionary<string, ModelPrice> _table;

    private Prices(Dictionary<string, ModelPrice> table) => _table = table;

    public static Prices Shipped { get; } = new(Read(DataFile.Text(typeof(Prices), "prices.json")));

    public IReadOnlyDictionary<string, ModelPrice> Table => _table;

    /// <summary>This table with other entries over it.</summary>
    public Prices With(IEnumerable<KeyValuePair<string, ModelPrice>> overrides)
    {
        var table = new Dictionary<string, ModelPrice>(_table, StringComparer.OrdinalIgnoreCase);
        foreach (var (model, price) in overrides)
            table[model] = price;
        return new(table);
    }

    /// <summary>This table with a file over it: {"my-model": {"input": 0.5, "output": 1.5}}.</summary>
    /// <exception cref="FormatException">Names the entry and the cure.</exception>
    public Prices With(string json) => With(Read(json));

    /// <summary>US dollars for one call; null when nobody said what the model costs.</summary>
    public decimal? Cost(string model, long inputTokens, long outputTokens) =>
        Of(model) is { } price ? (inputTokens * price.Input + outputTokens * price.Output) / Million : null;

    public ModelPrice? Of(string model)
    {
        // "openai/gpt-4o" and "models/gemini-…" are the same models behind a gateway.
        var name = model.Trim();
        return Longest(name) ?? (name.LastIndexOf('/') is var slash and > 0 ? Longest(name[(slash + 1)..]) : null);
    }

    private ModelPrice? Longest(string model)
    {
        for (var length = model.Length; length > 0; length--)
        {
            if (IsOnlyNamedMoreExactly(model.AsSpan(length)) && _table.TryGetValue(model[..length], out var price))
                return price;
        }
        return null;
    }

    /// <summary>What follows a priced name may be a date or a build ("-2024-08-06", "-latest", ":8b"), not another version or size ("-4", ".1", "-pro").</summary>
    private static bool IsOnlyNamedMoreExactly(ReadOnlySpan<char> rest)
    {
        if (rest is [] or [':' or '@', ..])
            return true;
        if (rest[0] is not ('-' or '.' or '_'))
            return false;
        var end = rest[1..].IndexOfAny('-', '.');
        var part = end < 0 ? rest[1..] : rest[1..][..end];
        return part is not ("pro" or "mini" or "nano" or "lite" or "max") && (part.Length > 2 || part.ContainsAnyExceptInRange('0', '9'));
    }

    private static Dictionary<string, ModelPrice> Read(string json)
    {
        try
        {
            var table = JsonSerializer.Deserialize<Dictionary<string, ModelPrice>>(json, JsonSerializerOptions.Web) ?? [];
            foreach (var (model, price) in table)
            {
                if (price is null || price.Input < 0 || price.Output < 0 || model.Trim().Length == 0)
                    throw new FormatException($"The price of \"{Excerpt.Of(model)}\" is not usable; write {{\"{Excerpt.Of(model)}\": {{\"input\": 0.5, \"output\": 1.5}}}} in US dollars for a million tokens.");
            }
            return new(table, StringComparer.OrdinalIgnoreCase);
        }
        catch (JsonException e)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The price table is not readable at line {e.LineNumber + 1}; write {{\"my-model\": {{\"input\": 0.5, \"output\": 1.5}}}}."), e);
        }
    }
}
