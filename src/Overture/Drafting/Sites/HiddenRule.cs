using System.Globalization;
using System.Text.RegularExpressions;

namespace Overture.Drafting.Sites;

/// <summary>
/// Whether an element's own attributes keep it from the eyes of a reader: what a person does not see must not steer what is written to
/// them. It reads inline style; a style sheet's classes are beyond it, but for the names everybody uses.
/// </summary>
internal static partial class HiddenRule
{
    private const double OffScreen = -999;

    /// <param name="attribute">The element's attributes by name; null when it has none of that name.</param>
    public static bool IsHidden(Func<string, string?> attribute) =>
        attribute("hidden") is not null
        || attribute("popover") is not null
        || attribute("aria-hidden")?.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true
        || (attribute("style") is { Length: > 0 } style && IsHiddenStyle(style));

    private static bool IsHiddenStyle(string style)
    {
        var says = Declarations(style);
        return Says("display", "none") || Says("visibility", "hidden", "collapse") || Says("content-visibility", "hidden")
            || (Is("opacity", v => v <= 0) && !MovesIn())
            || IsNil("font-size") || IsTiny() || Is("text-indent", v => v <= OffScreen) || Is("zoom", v => v <= 0)
            || (Says("overflow", "hidden", "clip") && (IsNil("width") || IsNil("height") || IsNil("max-height") || IsNil("max-width")))
            || (IsNil("width") && IsNil("height"))
            || (Says("position", "absolute", "fixed") && (Is("left", v => v <= OffScreen) || Is("top", v => v <= OffScreen) || Is("right", v => v <= OffScreen)))
            || Starts("clip", "rect(0", "rect(1px") || Starts("clip-path", "inset(50%", "inset(100%", "circle(0") || Starts("transform", "scale(0)", "scale(0,", "scale3d(0,0")
            || SameColour(says);

        bool Says(string name, params string[] values) => says.TryGetValue(name, out var value) && values.Contains(value, StringComparer.Ordinal);
        bool Starts(string name, params string[] values) => says.TryGetValue(name, out var value) && values.Any(v => value.StartsWith(v, StringComparison.Ordinal));
        bool Is(string name, Func<double, bool> test) => says.TryGetValue(name, out var value) && Number(value) is { } number && test(number);
        bool IsTiny() => says.TryGetValue("font-size", out var size) && size.EndsWith("px", StringComparison.Ordinal) && Number(size) <= 1;
        bool IsNil(string name) => Is(name, v => v == 0);

        // Pages that let their sections fade in as one scrolls start them at opacity 0 with a transform or a transition: people do see those.
        bool MovesIn() => says.Keys.Any(k => k is "transform" or "transition" or "will-change" or "animation");
    }

    private static Dictionary<string, string> Declarations(string style)
    {
        var says = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var declaration in Comment().Replace(style, "").ToLowerInvariant().Split(';'))
        {
            if (declaration.Split(':', 2) is [var name, var value])
            {
                says[Prefix().Replace(name.Trim(), "")] = Space().Replace(value.Replace("!important", "", StringComparison.Ordinal), "");
            }
        }

        return says;
    }

    private static double? Number(string value)
    {
        var digits = LeadingNumber().Match(value);
        return digits.Success && double.TryParse(digits.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Text in the colour of its own background, or in none.</summary>
    private static bool SameColour(Dictionary<string, string> says)
    {
        var text = Colour(says.GetValueOrDefault("color"));
        var ground = Colour(says.GetValueOrDefault("background-color") ?? says.GetValueOrDefault("background"));
        return text == "transparent" || (text is not null && text == ground);
    }

    private static string? Colour(string? value) => value switch
    {
        null or "inherit" or "initial" or "unset" or "currentcolor" => null,
        "white" => "#ffffff",
        "black" => "#000000",
        ['#', var r, var g, var b] => $"#{r}{r}{g}{g}{b}{b}",
        _ when value.StartsWith("rgba(", StringComparison.Ordinal) && ClearAlpha().IsMatch(value) => "transparent",
        _ when Rgb().Match(value) is { Success: true } rgb => $"#{Hex(rgb, 1)}{Hex(rgb, 2)}{Hex(rgb, 3)}",
        _ => value,
    };

    private static string Hex(Match rgb, int group) => Math.Min(int.Parse(rgb.Groups[group].Value, CultureInfo.InvariantCulture), 255).ToString("x2", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/\*[^*]*\*+([^/*][^*]*\*+)*/", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\A-(webkit|moz|ms|o)-", RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex(@"\A-?[0-9]*\.?[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@",0*\.?0*%?\)\z", RegexOptions.NonBacktracking)]
    private static partial Regex ClearAlpha();

    [GeneratedRegex(@"\Argba?\(([0-9]{1,3}),([0-9]{1,3}),([0-9]{1,3})(?:,1(?:\.0*)?)?\)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Rgb();
}
