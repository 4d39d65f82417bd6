using System.Text;
using Overture.Audience.Files;
using Overture.Drafting.Export;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>A job's file as it stands now, streamed.</summary>
internal static class Download
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <exception cref="Refused">No such format or encoding, more columns than a sheet holds, or a character that the encoding lacks.</exception>
    public static async Task<IResult> Of(Finished file, string? format, string? encoding, CancellationToken ct) => (format ?? "xlsx").ToLowerInvariant() switch
    {
        "csv" => Csv(file, encoding is { Length: > 0 } ? await Fitting(file, encoding, ct) : null),
        "xlsx" when file.Columns.Count > WriteXlsx.MostColumns => throw new Refused("format", format, $"the file has {file.Columns.Count} columns, a worksheet holds {WriteXlsx.MostColumns}", "Download it as csv"),
        "xlsx" => TypedResults.Stream(to => WriteXlsx.Run(file, to, CancellationToken.None), Xlsx, file.Name + ".xlsx"),
        _ => throw new Refused("format", Problem.Shown(format), "there is no such format", "Choose csv or xlsx"),
    };

    private static Microsoft.AspNetCore.Http.HttpResults.PushStreamHttpResult Csv(Finished file, Encoding? encoding) =>
        TypedResults.Stream(to => WriteCsv.Run(file, to, encoding, CancellationToken.None), $"text/csv; charset={encoding?.WebName ?? "utf-8"}", file.Name + ".csv");

    /// <summary>What an encoding cannot hold would come out as question marks: the file is looked through before its first byte leaves.</summary>
    private static async Task<Encoding> Fitting(Finished file, string name, CancellationToken ct)
    {
        var encoding = Known(name);
        if (await EncodingFit.FirstMissing(file, encoding, ct) is { } missing)
        {
            throw new Refused("encoding", name, $"it has no {missing.Character} (U+{missing.Character.Value:X4}), which stands in {missing.Where}", "Use utf-8", 422);
        }

        return encoding;
    }

    private static Encoding Known(string encoding)
    {
        if (encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        try
        {
            return TextEncodings.Get(encoding.ToLowerInvariant());
        }
        catch (NotSupportedException)
        {
            throw new Refused("encoding", Problem.Shown(encoding), "it cannot be written", "Use a name such as utf-8, windows-1252 or shift_jis");
        }
    }
}
