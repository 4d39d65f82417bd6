using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Overture.Drafting.Export;

/// <summary>A finished file as CSV: UTF-8 with BOM unless asked otherwise, RFC 4180, formulas disarmed.</summary>
internal static class WriteCsv
{
    public static async Task Run(Finished file, Stream to, Encoding? encoding, CancellationToken ct)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.None };
        await using var text = new StreamWriter(to, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true);
        await using var csv = new CsvWriter(text, configuration, leaveOpen: true);
        await Record(csv, file.Columns);
        var rows = 0;
        await foreach (var row in file.Rows.WithCancellation(ct))
        {
            await Record(csv, row);
            if (++rows % 1000 is 0)
            {
                await csv.FlushAsync();
                await text.FlushAsync(ct);
            }
        }

        await csv.FlushAsync();
    }

    private static Task Record(CsvWriter csv, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(Formula.Disarm(cell));
        }

        return csv.NextRecordAsync();
    }
}
