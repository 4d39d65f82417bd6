using System.Globalization;
using Overture.Web.Outbound;

namespace Overture.Web.Settings;

/// <summary>The values of all variables, read once and found valid.</summary>
internal sealed class Values
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Reads every variable through <paramref name="read"/>; the first that cannot be used ends it.</summary>
    /// <exception cref="SettingsInvalid">Names the variable, its value and the cure.</exception>
    public Values(Func<string, string?> read)
    {
        foreach (var variable in Variables.All)
        {
            var given = Given(read(variable.Name)) ?? (variable.Alias.Length > 0 ? Given(read(variable.Alias)) : null);
            var value = given ?? variable.Default;
            if (value.Length > 0)
            {
                Check(variable, value);
                values[variable.Name] = value;
            }

            if (given is not null)
            {
                IsSet.Add(variable.Name);
            }
        }

        InOrder("MIN_DELAY_SECONDS", "MAX_DELAY_SECONDS");
        InOrder("PAUSE_MIN_MINUTES", "PAUSE_MAX_MINUTES");
    }

    /// <summary>What somebody set, defaults left out.</summary>
    public HashSet<string> IsSet { get; } = new(StringComparer.Ordinal);

    public string? Text(string name) => values.GetValueOrDefault(name);

    public string Required(string name) => values[name];

    public long? Whole(string name) => values.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool Truth(string name) => values[name] is "true" or "True" or "TRUE" or "1";

    public Uri? Url(string name) => values.TryGetValue(name, out var text) ? new Uri(text) : null;

    public AllowedHosts Hosts(string name) => AllowedHosts.TryParse(Text(name) ?? "")!;

    public DurationRange Duration(string name) => DurationRange.Parse(values[name])!;

    public IReadOnlyList<string> Several(string name) =>
        (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>An empty value, or a placeholder copied from an example, counts as unset.</summary>
    private static string? Given(string? value) =>
        string.IsNullOrWhiteSpace(value) || value.StartsWith("your-", StringComparison.OrdinalIgnoreCase) || value.StartsWith("your_", StringComparison.OrdinalIgnoreCase)
            ? null
            : value.Trim();

    private static void Check(Variable variable, string value)
    {
        var cure = variable.Kind switch
        {
            ValueKind.Whole => IsWhole(value, variable.Range) ? null : $"a whole number in {variable.Range} is wanted",
            ValueKind.Truth => value.ToUpperInvariant() is "TRUE" or "FALSE" or "1" or "0" ? null : "true, false, 1 or 0 is wanted",
            ValueKind.Duration => DurationRange.Parse(value) is not null ? null : "a duration such as 2-3s, 500ms or 0s is wanted",
            ValueKind.Url => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? null : "an address that begins with http:// or https:// is wanted",
            ValueKind.Choice => variable.Range.Split('|').Contains(value, StringComparer.Ordinal) ? null : $"one of {variable.Range.Replace("|", ", ", StringComparison.Ordinal)} is wanted",
            ValueKind.Zone => TimeZoneInfo.TryFindSystemTimeZoneById(value, out _) ? null : "an IANA name such as Europe/Berlin is wanted",
            ValueKind.Hosts => AllowedHosts.TryParse(value) is not null ? null : "hosts with commas between are wanted, each host or host:port, such as 10.0.0.5:11434",
            ValueKind.Text or ValueKind.Secret => null,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (cure is not null)
        {
            throw new SettingsInvalid(variable.Name, variable.Kind is ValueKind.Secret ? "…" : value, cure);
        }
    }

    private static bool IsWhole(string value, string range) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && range.Split("..") is [var least, var most]
        && number >= long.Parse(least, CultureInfo.InvariantCulture)
        && number <= long.Parse(most, CultureInfo.InvariantCulture);

    private void InOrder(string least, string most)
    {
        if (Whole(least) > Whole(most))
        {
            throw new SettingsInvalid(least, Text(least)!, $"it must be at most {most}, which is {Text(most)}");
        }
    }
}
