using Microsoft.Extensions.AI;

namespace Overture.Accounts.Models;

/// <summary>An outcome as `IChatClient` gives it: a response, or <see cref="ModelCallFailed"/>.</summary>
internal static class ModelReply
{
    const string RatesName = "rates";

    extension(ChatResponse response)
    {
        /// <summary>The limits told with this answer.</summary>
        public RateHeaders Rates => response.AdditionalProperties?.TryGetValue(RatesName, out var value) is true && value is RateHeaders rates ? rates : default;
    }

    public static ChatResponse Give(ModelAnswer answer, string model) => answer switch
    {
        ModelAnswer.Words words => new(new ChatMessage(ChatRole.Assistant, words.Text))
        {
            ModelId = words.Model is { Length: > 0 and <= 200 } name && !name.Any(char.IsControl) ? name : model,
            FinishReason = ChatFinishReason.Stop,
            Usage = new() { InputTokenCount = words.Used.Input, OutputTokenCount = words.Used.Output, TotalTokenCount = words.Used.Input + words.Used.Output },
            AdditionalProperties = new() { [RatesName] = words.Rates },
        },
        ModelAnswer.Failure failure => throw new ModelCallFailed(failure),
        _ => throw new InvalidOperationException($"An unknown outcome: {answer.GetType().Name}."),
    };
}
