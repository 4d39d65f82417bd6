using Microsoft.Extensions.AI;
using Overture.Accounts.Models;

namespace Overture.Accounts;

/// <summary>The way to the models of one workspace: the queue that says who may call what and when, and a client for each key.</summary>
/// <param name="Models">Those that some key serves, in the order they are asked.</param>
internal sealed record ModelLine(CallQueue Queue, IReadOnlyDictionary<string, IChatClient> Clients, IReadOnlyList<string> Models)
{
    public static readonly ModelLine None = new(new(new([], [], new RateStart(), default), TimeProvider.System), new Dictionary<string, IChatClient>(StringComparer.Ordinal), []);

    public bool HasKeys => Clients.Count > 0;
}
