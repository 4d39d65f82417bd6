using Overture.Audience.Columns;

namespace Overture.Tests.Audience.Columns;

public class HeaderTableTests(ITestOutputHelper output)
{
    [Fact]
    public void Real_exports_are_mapped_column_by_column()
    {
        var wrong = new List<string>();
        var all = 0;

        foreach (var (source, headers, fields) in RealHeaders.Rows)
        {
            var map = MapColumns.Run(headers, [], null);
            all += headers.Length;
            wrong.AddRange(map.Columns.Where((column, i) => column.Field != fields[i]).Select(column => $"{source}: {column.Header} read as {column.Field}, not {fields[column.Index]}"));
        }

        Report("header rows", all, wrong);
    }

    [Theory]
    [InlineData("en"), InlineData("de"), InlineData("fr"), InlineData("es"), InlineData("it"), InlineData("pt")]
    [InlineData("nl"), InlineData("pl"), InlineData("sv"), InlineData("ru"), InlineData("zh"), InlineData("ja")]
    public void Single_headers_of_each_language_are_known(string language)
    {
        var entries = SingleHeaders.Of(language).ToList();

        var wrong = entries.Where(entry => MapColumns.Run([entry.Header], [], null).Columns[0].Field != entry.Field).Select(entry => $"{entry.Header} is no {entry.Field}").ToList();

        Assert.Equal(12, entries.Select(entry => entry.Field).Distinct().Count());
        Report(language, entries.Count, wrong);
    }

    [Fact]
    public void No_spelling_means_two_things()
    {
        // 名字 is a family name in Japanese and a name in Chinese, and is therefore a bare name.
        var readings = HeaderTable.Spellings.GroupBy(entry => entry.Key).Where(same => same.Select(entry => entry.Reading.Field).Distinct().Count() > 1);

        Assert.Empty(readings.Select(same => $"{same.Key}: {string.Join(", ", same.Select(entry => entry.Reading.Field))}"));
    }

    private void Report(string set, int all, List<string> wrong)
    {
        output.WriteLine($"headers {set} {100.0 * (all - wrong.Count) / all:0.0} % ({all - wrong.Count}/{all})");
        wrong.ForEach(output.WriteLine);
        Assert.True(all - wrong.Count >= 0.98 * all, $"{set}: {all - wrong.Count} of {all}\n{string.Join('\n', wrong)}");
    }
}
