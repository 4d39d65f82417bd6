using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Overture.Tests.House;

/// <summary>The rooms in the order the data flows. A room may use those above it in this list, never those below; the plumbing uses none.</summary>
internal static class RoomRule
{
    private static readonly string[] Rooms = ["Access", "Accounts", "Audience", "Campaigns", "Drafting", "Outbox", "Replies", "Reports"];
    private static readonly string[] Plumbing = ["Rounds", "Storage", "Web"];

    /// <summary>The three indexes: every table, every round, every room. Nothing else may see them all.</summary>
    private static readonly string[] MaySeeEveryRoom = ["AppDb", "SqliteDb", "PostgresDb", "Timetable", "Program"];

    public static IEnumerable<string> RoomsUsingOnesBelow(IEnumerable<(TypeDefinition From, TypeReference To)> uses) =>
        from use in uses
        where !IsIndex(use.From) && !IsPage(use.From) && Rooms.Contains(RoomOf(use.From))
        where Array.IndexOf(Rooms, RoomOf(use.To)) > Array.IndexOf(Rooms, RoomOf(use.From))
        select Finding(use);

    /// <summary>A page may show any room; nothing may lean on a page.</summary>
    public static IEnumerable<string> OthersUsingPages(IEnumerable<(TypeDefinition From, TypeReference To)> uses) =>
        from use in uses
        where IsPage(use.To) && !IsPage(use.From) && Product.Outermost(use.From).Name != "Program"
        select Finding(use);

    public static IEnumerable<string> PlumbingUsingRooms(IEnumerable<(TypeDefinition From, TypeReference To)> uses) =>
        from use in uses
        where Plumbing.Contains(RoomOf(use.From)) && !IsIndex(use.From) && !IsMigration(use.From) && Rooms.Contains(RoomOf(use.To))
        select Finding(use);

    public static IEnumerable<string> FoldersWithoutAPlace(IEnumerable<(TypeDefinition From, TypeReference To)> uses) =>
        from use in uses
        where RoomOf(use.From) is not "" && !Rooms.Contains(RoomOf(use.From)) && !Plumbing.Contains(RoomOf(use.From))
        select $"{Product.Outermost(use.From).FullName} is in no room: {RoomOf(use.From)} is neither room nor plumbing";

    /// <summary>Every type of ours with every type it names: in signatures, bodies, constraints, attributes and catch clauses.</summary>
    public static IReadOnlyList<(TypeDefinition From, TypeReference To)> Uses(ModuleDefinition module) =>
    [
        .. from type in module.GetAllTypes()
           where Product.Outermost(type).Namespace.StartsWith("Overture", StringComparison.Ordinal) || Product.Outermost(type).Name == "Program"
           from used in UsedBy(type)
           select (type, used),
    ];

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type) =>
        new[] { type.BaseType }
            .Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.Fields.SelectMany(f => UsedByAttributes(f).Append(f.FieldType)))
            .Concat(type.Properties.SelectMany(UsedByAttributes))
            .Concat(type.Methods.SelectMany(UsedBy))
            .Concat(UsedByAttributes(type))
            .Concat(UsedByConstraints(type))
            .OfType<TypeReference>()
            .SelectMany(Parts);

    private static IEnumerable<TypeReference> UsedBy(MethodDefinition method) =>
        method.Parameters.SelectMany(p => UsedByAttributes(p).Append(p.ParameterType))
            .Append(method.ReturnType)
            .Concat(UsedByAttributes(method))
            .Concat(UsedByConstraints(method))
            .Concat(method.HasBody ? UsedBy(method.Body) : []);

    private static IEnumerable<TypeReference> UsedBy(Mono.Cecil.Cil.MethodBody body) =>
        body.Variables.Select(v => v.VariableType)
            .Concat(body.ExceptionHandlers.Select(h => h.CatchType).OfType<TypeReference>())
            .Concat(body.Instructions.SelectMany(i => UsedBy(i.Operand)));

    private static IEnumerable<TypeReference> UsedBy(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod call => [.. call.GenericArguments, .. UsedBy(call.ElementMethod)],
        MethodReference call => [call.DeclaringType, call.ReturnType, .. call.Parameters.Select(p => p.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> UsedByAttributes(ICustomAttributeProvider of) =>
        of.CustomAttributes.SelectMany(a => a.ConstructorArguments.Concat(a.Properties.Select(p => p.Argument)).Select(v => v.Value).OfType<TypeReference>().Append(a.AttributeType));

    private static IEnumerable<TypeReference> UsedByConstraints(IGenericParameterProvider of) =>
        of.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType);

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        IModifierType modified => Parts(modified.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static bool IsIndex(TypeReference type) => MaySeeEveryRoom.Contains(Product.Outermost(type).Name);

    private static bool IsPage(TypeReference type) => Product.Outermost(type).Namespace.EndsWith(".Pages", StringComparison.Ordinal);

    private static bool IsMigration(TypeReference type) => Product.Outermost(type).Namespace.StartsWith("Overture.Storage.Migrations", StringComparison.Ordinal);

    private static string RoomOf(TypeReference type) => Product.Outermost(type).Namespace.Split('.') is ["Overture", var room, ..] && IsOurs(type) ? room : "";

    /// <summary>Overture.Mail and Overture.World are libraries beside the product, no rooms of it.</summary>
    private static bool IsOurs(TypeReference type) => Product.Outermost(type).Scope is ModuleDefinition || Product.Outermost(type) is TypeDefinition;

    private static string Finding((TypeDefinition From, TypeReference To) use) => $"{Product.Outermost(use.From).FullName} must not use {use.To.FullName}";
}
