using System.Reflection;

namespace Overture.Tests.Audience.Files;

public sealed class FilesDocumentTests
{
    [Fact]
    public void The_document_and_the_tests_name_the_same_oddities()
    {
        Type[] classes = [typeof(TextOdditiesTests), typeof(EncodingRuleTests), typeof(WorkbookOdditiesTests), typeof(BombTests), typeof(ReadingMemoryTests)];
        var tested = classes.SelectMany(c => c.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetCustomAttributes<Xunit.FactAttribute>().Any()).Select(m => m.Name);
        var documented = File.ReadLines(Path.Combine(Repository(), "docs", "files.md"))
            .Where(line => line.EndsWith("` |", StringComparison.Ordinal))
            .Select(line => line[(line.LastIndexOf("| `", StringComparison.Ordinal) + 3)..^3]);

        Assert.Equal(tested.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Overture.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside their repository.");
        return folder.FullName;
    }
}
