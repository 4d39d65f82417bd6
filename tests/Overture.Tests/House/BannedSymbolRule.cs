using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Overture.Tests.House;

/// <summary>The analyzer of the build, run on a piece of code with the build's own BannedSymbols.txt.</summary>
internal static class BannedSymbolRule
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "analyzers"), "*.dll")
            .SelectMany(file => new AnalyzerFileReference(file, new Loader()).GetAnalyzers(LanguageNames.CSharp)),
    ];

    private static readonly AnalyzerOptions Options = new([new BannedText(World.Repository.Read(BannedText.Name))]);

    /// <summary>The symbols of the list, by the ids of documentation comments: "P:System.DateTime.Now".</summary>
    public static IEnumerable<string> Symbols => Options.AdditionalFiles.Single().GetText(CancellationToken.None)!.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0]);

    /// <returns>The messages of RS0030, one for each banned use.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(string statement)
    {
        var code = Sample.Compilation($$"""
            using System; using System.Diagnostics; using System.Net.Http; using System.Threading; using System.Threading.Tasks;
            class Guilty { object? Do() { {{statement}}; return null; } }
            """);
        Assert.DoesNotContain(code.GetDiagnostics(CancellationToken.None), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var found = await code.WithAnalyzers(Analyzers, Options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. from diagnostic in found where diagnostic.Id == "RS0030" select diagnostic.GetMessage(null)];
    }

    private sealed class BannedText(string text) : AdditionalText
    {
        public const string Name = "BannedSymbols.txt";

        public override string Path => Name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // Its one dependency lies beside it, where LoadFrom looks.
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
