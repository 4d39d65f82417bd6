using System.Security.Cryptography;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Audience.Files;

namespace Overture.Drafting;

/// <summary>A file on disk as <c>overture write</c> sees it before it begins.</summary>
/// <param name="Hash">SHA-256.</param>
internal sealed record FileLook(byte[] Hash, Inspection Inspection, ColumnMap Map)
{
    /// <summary>What a person should know before money is spent.</summary>
    public IEnumerable<string> Warnings => ColumnWarnings.Of(Map).Select(warning => $"{warning} (--column \"#1=email\")")
        .Concat(Inspection is { MojibakeSuspected: true, Dialect.RepairMojibake: false } ? [$"The text looks like UTF-8 read as Windows-1252 ({Inspection.MojibakeExample}): --repair-mojibake repairs it."] : []);

    public static async Task<FileLook> Of(FileInfo file, ImportChoice? choice, CancellationToken ct)
    {
        await using var bytes = file.OpenRead();
        var (inspection, map) = LookAtFile.Run(bytes, file.Name, choice, ct);
        bytes.Position = 0;
        return new(await SHA256.HashDataAsync(bytes, ct), inspection, map);
    }
}
