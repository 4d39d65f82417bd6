using Microsoft.EntityFrameworkCore.Metadata;

namespace Overture.Tests.House;

/// <summary>The workspace is a query filter on every entity and leads every unique index.</summary>
internal static class WorkspaceModelRule
{
    public const string Filter = "workspace";
    private const string Owner = "WorkspaceId";

    /// <param name="shared">Tables of the plumbing that hold nothing of a tenant.</param>
    public static IEnumerable<string> Unwalled(IReadOnlyModel model, Func<Type, bool> shared) =>
        from entity in model.GetEntityTypes()
        where !shared(entity.ClrType) && !entity.IsOwned()
        let filter = entity.GetDeclaredQueryFilters().SingleOrDefault(filter => filter.Key == Filter)
        where filter?.Expression is null || !Says(entity, filter.Expression.ToString())
        select $"{entity.ClrType.Name} has no query filter \"{Filter}\" on its {Owner}";

    /// <summary>Otherwise one tenant learns from a refusal what another has. An id in the lead is as good: it is random, and of one workspace.</summary>
    /// <param name="shared">As above.</param>
    /// <param name="harmless">Properties whose collision tells a tenant nothing, as "Session.Hash".</param>
    public static IEnumerable<string> UniqueAcrossWorkspaces(IReadOnlyModel model, Func<Type, bool> shared, IReadOnlySet<string> harmless) =>
        from entity in model.GetEntityTypes()
        where !shared(entity.ClrType) && !entity.IsOwned()
        from properties in entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties).Concat(entity.GetKeys().Select(key => key.Properties))
        where properties[0].Name != Owner && properties[0].ClrType != typeof(Guid) && !harmless.Contains($"{entity.ClrType.Name}.{properties[0].Name}")
        select $"{entity.ClrType.Name} is unique by {string.Join(", ", properties.Select(p => p.Name))}, which {Owner} does not lead";

    private static bool Says(IReadOnlyEntityType entity, string filter) =>
        filter.Contains($".{(entity.FindProperty(Owner) is null ? "Id" : Owner)} ", StringComparison.Ordinal) && filter.Contains("Workspace)", StringComparison.Ordinal);
}
