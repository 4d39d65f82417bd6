using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Overture.Tests.House;

/// <summary>The product as it was compiled, and as it was written.</summary>
internal static class Product
{
    public static ModuleDefinition Module() => ModuleDefinition.ReadModule(typeof(Program).Assembly.Location);

    /// <summary>The types that a person wrote: not those of the compiler, of Razor's and of migrations' generators.</summary>
    public static IEnumerable<TypeDefinition> Written(ModuleDefinition module) =>
        from type in module.GetAllTypes()
        where !type.Name.Contains('<', StringComparison.Ordinal) && type.Name != "Program" && !IsGenerated(type)
        select type;

    public static IEnumerable<(string File, string Text)> Sources(params string[] endings) =>
        from file in World.Repository.Files
        where file.StartsWith("src/", StringComparison.Ordinal) && endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
        select (file, World.Repository.Read(file));

    public static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>Fails with every finding of a rule, a line each.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        string[] all = [.. findings.Distinct(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static bool IsGenerated(TypeDefinition type)
    {
        var outer = (TypeDefinition)Outermost(type);
        return !outer.Namespace.StartsWith("Overture", StringComparison.Ordinal)
            || outer.Namespace.Contains(".Migrations", StringComparison.Ordinal)
            || IsComponent(outer)
            || type.CustomAttributes.Any(a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute");
    }

    private static bool IsComponent(TypeDefinition type) =>
        type.BaseType is { } parent && (parent.Name is "ComponentBase" or "LayoutComponentBase" || (parent.Module == type.Module && IsComponent(parent.Resolve())));
}
