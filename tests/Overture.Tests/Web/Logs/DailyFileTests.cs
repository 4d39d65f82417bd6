using System.Text.Json;
using Microsoft.Extensions.Logging;
using Overture.Tests.World;
using Overture.Web.Logs;

namespace Overture.Tests.Web.Logs;

public sealed class DailyFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("overture-logs-");

    [Fact]
    public async Task Each_day_has_a_file_of_its_own_and_the_last_fourteen_stay()
    {
        var clock = new Clock(new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        var strange = Path.Combine(folder.FullName, "app-notes.log");
        await File.WriteAllTextAsync(strange, "mine", TestContext.Current.CancellationToken);
        using (var file = new DailyFile(Path.Combine(folder.FullName, "app.log"), clock))
        {
            var log = file.CreateLogger("Overture.Tests");
            for (var day = 1; day <= 20; day++, clock.Advance(TimeSpan.FromDays(1)))
            {
                log.Log(LogLevel.Information, default, day, null, (state, _) => FormattableString.Invariant($"day {state}"));
            }
        }

        var names = folder.EnumerateFiles("app-2*.log").Select(file => file.Name).Order(StringComparer.Ordinal).ToList();
        var last = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, names[^1]), TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(Enumerable.Range(7, 14).Select(day => $"app-2026-11-{day:00}.log"), names);
        Assert.Equal("day 20", last.GetProperty("Message").GetString());
        Assert.True(File.Exists(strange));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
