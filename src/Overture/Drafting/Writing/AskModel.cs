using Microsoft.Extensions.AI;
using Overture.Drafting.Providers;

namespace Overture.Drafting.Writing;

/// <summary>Asks the model a job writes with: the dummy for samples.</summary>
internal sealed class AskModel(DummyChatClient dummy)
{
    public async Task<ModelAnswer> Run(WritingPlan plan, RowWork row, IReadOnlyList<ChatMessage> messages, ulong seed, CancellationToken ct)
    {
        var response = await dummy.GetResponseAsync(messages, DummyChatClient.Options(plan.Recipe, row.Fields, seed), ct);
        return new(response.Text, DummyChatClient.ModelName, new(1, 0, 0, 0), 0, null);
    }
}
