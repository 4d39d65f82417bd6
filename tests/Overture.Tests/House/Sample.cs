using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace Overture.Tests.House;

/// <summary>Code that a rule is shown, to be seen finding what it looks for.</summary>
internal static class Sample
{
    private static readonly MetadataReference[] Platform =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static CSharpCompilation Compilation(string source) =>
        CSharpCompilation.Create("sample", [CSharpSyntaxTree.ParseText(source, cancellationToken: CancellationToken.None)], Platform, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static ModuleDefinition Module(string source)
    {
        var stream = new MemoryStream();
        var result = Compilation(source).Emit(stream, cancellationToken: CancellationToken.None);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return ModuleDefinition.ReadModule(stream);
    }
}
