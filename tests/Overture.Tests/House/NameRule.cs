using Mono.Cecil;

namespace Overture.Tests.House;

/// <summary>Names say what a thing is; these endings say only that it is a thing.</summary>
internal static class NameRule
{
    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Processor", "Wrapper", "Impl", "Base", "Info", "Dto"];

    public static IEnumerable<string> Hollow(ModuleDefinition module) =>
        from type in Product.Written(module)
        let name = type.Name.Split('`')[0]
        from ending in Endings
        where name.EndsWith(ending, StringComparison.Ordinal)
        select $"{type.FullName}: a name that ends in {ending} does not say what it is";
}
