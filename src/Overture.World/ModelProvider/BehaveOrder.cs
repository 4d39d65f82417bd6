using System.Text.Json;

namespace Overture.World.ModelProvider;

/// <summary>The body of POST /_world/behave: a whole new behaviour, or a fault for the next so many calls, or both.</summary>
internal sealed record BehaveOrder(Behaviour? Behaviour, FaultyCalls? Next)
{
    public static (int Status, string Answer) Obey(ProviderState state, string json)
    {
        try
        {
            var order = JsonSerializer.Deserialize<BehaveOrder>(json, Arguments.Json)!;
            if (order.Behaviour is { } behaviour) state.Behaviour = behaviour;
            if (order.Next is { } next) state.FailNext(next.Calls, next.Fault);
            return (200, JsonSerializer.Serialize(state.Behaviour, Arguments.Json));
        }
        catch (JsonException e)
        {
            return (400, AnswerBody.Error(false, "invalid_request_error", e.Message, null, null));
        }
    }
}

internal sealed record FaultyCalls(int Calls, ModelFault Fault);
