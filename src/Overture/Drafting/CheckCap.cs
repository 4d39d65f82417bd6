using Overture.Accounts;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>A spending cap over a model whose price nobody knows would never be reached: it is refused before anything is asked.</summary>
internal sealed class CheckCap(ModelPool pool, PriceList prices)
{
    /// <param name="models">Of the prompt; none: the configured ones.</param>
    /// <exception cref="Refused">Names the model that would be asked first, and the cure.</exception>
    public async Task Run(Guid workspace, IReadOnlyList<string> models, decimal cap, CancellationToken ct)
    {
        var line = await pool.Line(workspace, models, ct);
        if (line.Models is [var first, ..] && (await prices.Of(workspace, ct)).Of(first) is null)
        {
            throw new Refused("spending_cap", $"{cap}", $"nobody said what the model {first} costs, so nothing would ever stop at it",
                $$$"""PUT /api/v1/prices with {"{{{first}}}": {"input": 0.5, "output": 1.5}}, US dollars for a million tokens, or leave the cap out""");
        }
    }
}
