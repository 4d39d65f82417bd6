using Overture.Accounts;
using Overture.Drafting.Prompts;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary>Makes a <see cref="JobEstimate"/> from a few real rows, the price table and the configured limits.</summary>
internal static class EstimateJob
{
    /// <summary>Tokens of an answer for each word asked for, its JSON counted.</summary>
    private const double TokensPerWord = 1.5;

    private const int WordsUnsaid = 120;
    private const double MinutesOfDay = 24 * 60;

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
        var (time, limit) = Time(rows, new(null, 1, input + output, CallTime), new(models.RequestsPerMinute, models.TokensPerMinute, models.RequestsPerDay), models.Concurrency);
        return new(rows, prices.Cost(model, (long)input * rows, (long)output * rows), time, limit, model);
    }

    /// <summary>The rows after a pilot, from what its rows took.</summary>
    public static JobEstimate Rest(Pilot pilot, int rows, string model, KnownLimits limits, int concurrency)
    {
        var (time, limit) = Time(rows, pilot, limits, concurrency);
        return new(rows, pilot.Cost * rows, time, limit, model);
    }

    /// <summary>Sample words: no cost, and the dummy's own pace.</summary>
    public static JobEstimate Samples(int rows, ModelSettings models) =>
        new(rows, 0, (models.DummyDelay.Least + models.DummyDelay.Most) / 2 * Math.Ceiling((double)rows / models.Concurrency), "the pace of the sample writer", "dummy");

    private static (TimeSpan Time, string Limit) Time(int rows, Pilot row, KnownLimits limits, int concurrency)
    {
        var calls = rows * row.Calls;
        (double? Minutes, string Words)[] bounds =
        [
            (calls / limits.RequestsPerMinute, $"{limits.RequestsPerMinute:N0} requests a minute"),
            (rows * row.Tokens / limits.TokensPerMinute, $"{limits.TokensPerMinute:N0} tokens a minute"),
            (calls > limits.RequestsPerDay ? calls / limits.RequestsPerDay * MinutesOfDay : null, $"{limits.RequestsPerDay:N0} requests a day"),
            (calls * row.CallTime.TotalMinutes / concurrency, $"{concurrency:N0} calls at once"),
        ];
        var (minutes, words) = bounds.MaxBy(bound => bound.Minutes ?? -1);
        return (TimeSpan.FromMinutes(minutes ?? 0), words);
    }
}
