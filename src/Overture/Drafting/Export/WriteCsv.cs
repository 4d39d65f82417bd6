using System.Text;
using Overture.Audience.Files;

namespace Overture.Drafting.Export;

/// <summary>A finished file as CSV: UTF-8 with BOM unless asked otherwise, RFC 4180, formulas disarmed.</summary>
internal static class WriteCsv
{
    private const int Portion = 64 * 1024;

    public static async Task Run(Finished file, Stream to, Encoding? encoding, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Portion, leaveOpen: true);
        var text = new StringBuilder(Portion * 2);
        CsvText.Add(text, file.Columns.Select(Formula.Disarm));
        await foreach (var row in file.Rows.WithCancellation(ct))
        {
            CsvText.Add(text, row.Select(Formula.Disarm));
            if (text.Length > Portion)
            {
                await writer.WriteAsync(text, ct);
                text.Clear();
            }
        }

        await writer.WriteAsync(text, ct);
    }
}
