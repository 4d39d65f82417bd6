using Mono.Cecil;

namespace Overture.Tests.House;

/// <summary>No inheritance among our own classes but the database contexts and closed record hierarchies: a class is sealed, static or abstract.</summary>
internal static class SealedRule
{
    /// <summary>What is one thing in two databases: the context, and the way to it.</summary>
    private static readonly string[] OfTwoDatabases = ["AppDb", "Store"];

    /// <summary>Made by the compiler from _Imports.razor.</summary>
    private const string ImportsOfPages = "_Imports";

    public static IEnumerable<string> Open(ModuleDefinition module) =>
        from type in Product.Written(module)
        where type.IsClass && !type.IsValueType && !type.IsSealed && !type.IsAbstract && type.Name != ImportsOfPages
        select $"{type.FullName} is neither sealed nor abstract";

    public static IEnumerable<string> Inheriting(ModuleDefinition module) =>
        from type in Product.Written(module)
        where type.BaseType?.GetElementType() is TypeDefinition && !OfTwoDatabases.Contains(type.BaseType.Name) && !IsRecord(type)
        select $"{type.FullName} inherits from {type.BaseType.FullName}";

    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(m => m.Name == "<Clone>$");
}
