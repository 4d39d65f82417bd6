using System.Text.Json;
using Overture.Audience.Files;

namespace Overture.Audience;

/// <summary>What was found in a file beside dialect and columns, and what of it a person chose.</summary>
/// <param name="Sheets">Of a workbook, hidden ones included; empty for text.</param>
/// <param name="Mojibake">A word that an earlier program broke, as it stands and as its repair would read; null when the text looks whole.</param>
/// <param name="Choice">All that was chosen so far; null for nothing.</param>
internal sealed record Findings(IReadOnlyList<string> Sheets, string? Mojibake, ImportChoice? Choice)
{
    private static readonly Findings None = new([], null, null);

    public static Findings Of(Import import) => import.Findings is { } json ? JsonSerializer.Deserialize<Findings>(json, AudienceJson.Options)! : None;

    public static Findings Of(Inspection found, ImportChoice? choice) => new(found.Sheets, found.MojibakeSuspected ? found.MojibakeExample ?? "" : null, choice);
}
