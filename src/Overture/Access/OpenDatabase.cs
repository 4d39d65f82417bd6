using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary>Before anything else: the schema brought up to date, and the first workspace there. Rooms that keep things there add theirs.</summary>
internal sealed class OpenDatabase(Store store, ServerSettings server, TimeProvider clock, IEnumerable<IFurnish> rooms)
{
    /// <returns>The workspace of this installation's owner.</returns>
    public async Task<Guid> Run(CancellationToken ct)
    {
        await Migrate.Run(store, ct);
        var workspace = await FirstStart.Run(store, server, clock, ct);
        foreach (var room in rooms)
        {
            await room.Furnish(workspace, ct);
        }

        return workspace;
    }
}

/// <summary>A room that keeps something in every workspace from its first start on.</summary>
internal interface IFurnish
{
    Task Furnish(Guid workspace, CancellationToken ct);
}
