using Overture.Drafting.Prompts;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary>Makes a <see cref="JobEstimate"/> from a few real rows, the price table and the configured limits.</summary>
internal static class EstimateJob
{
    /// <summary>Tokens of an answer for each word asked for, its JSON counted.</summary>
    private const double TokensPerWord = 1.5;

    private const int WordsUnsaid = 120;

    /// <summary>What a call to a model takes as a rule.</summary>
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(2);

    /// <param name="examples">Fields of a few rows of the file.</param>
    public static JobEstimate Run(PromptRecipe recipe, IReadOnlyList<IReadOnlyDictionary<string, string>> examples, int rows, ModelSettings models, Prices prices)
    {
        var template = Template.Parse(recipe.User);
        var input = TokenEstimate.Of(recipe.System) + (2 * TokenEstimate.PerMessage)
            + (int)examples.Select(fields => TokenEstimate.Of(template.Render(fields, 0))).DefaultIfEmpty(0).Average();
        var output = (int)((recipe.Rules.MaxWords ?? WordsUnsaid) * TokensPerWord) + (recipe.Rules.Subject ? 15 : 0);
        var model = recipe.Models is [var first, ..] ? first : models.OpenAiModels[0];
        var (time, limit) = Time(rows, input + output, models);
        return new(rows, prices.Cost(model, (long)input * rows, (long)output * rows), time, limit, model);
    }

    /// <summary>Sample words: no cost, and the dummy's own pace.</summary>
    public static JobEstimate Samples(int rows, ModelSettings models) =>
        new(rows, 0, (models.DummyDelay.Least + models.DummyDelay.Most) / 2 * Math.Ceiling((double)rows / models.Concurrency), "the pace of the sample writer", "dummy");

    private static (TimeSpan Time, string Limit) Time(int rows, int tokens, ModelSettings models)
    {
        (double PerMinute, string Words)[] bounds =
        [
            (models.RequestsPerMinute, $"{models.RequestsPerMinute:N0} requests a minute"),
            (models.TokensPerMinute is { } most ? (double)most / tokens : double.MaxValue, $"{models.TokensPerMinute:N0} tokens a minute"),
            (models.Concurrency / CallTime.TotalMinutes, $"{models.Concurrency:N0} calls at once"),
        ];
        var (perMinute, words) = bounds.MinBy(bound => bound.PerMinute);
        return (TimeSpan.FromMinutes(rows / perMinute), words);
    }
}
