using System.Text;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>Files made in memory, and what is read from them.</summary>
internal static class AFile
{
    public static Stream Of(string text, string encoding = "utf-8") => new MemoryStream(TextEncodings.Get(encoding).GetBytes(text));

    public static Stream Of(byte[] bytes) => new MemoryStream(bytes);

    public static Inspection Inspect(this Stream file, DialectChoice? choice = null, string name = "leads.csv") =>
        InspectFile.Run(file, name, choice, TestContext.Current.CancellationToken);

    public static List<FileRecord> Records(this Stream file, DialectChoice? choice = null) =>
        [.. ReadFile.Run(file, file.Inspect(choice).Dialect, TestContext.Current.CancellationToken)];

    /// <summary>The records as text: cells with | between, records with / between; a rejected one as !line.</summary>
    public static string Shown(this Stream file, DialectChoice? choice = null) => Shown(file.Records(choice));

    public static string Shown(this IEnumerable<FileRecord> records) =>
        string.Join(" / ", records.Select(r => r.Rejected is null ? string.Join('|', r.Cells) : $"!{r.LineNumber}"));

    public static FileRefused Refused(this Stream file, DialectChoice? choice = null, string name = "leads.csv") =>
        Assert.Throws<FileRefused>(() => { _ = file.Inspect(choice, name); _ = file.Records(choice); });

    public static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 1; i <= count; i++)
            text.Append(line(i)).Append('\n');
        return text.ToString();
    }
}
