using Overture.Audience.Columns;
using Overture.Drafting.Prompts;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>Whether a prompt can be used with a file.</summary>
internal static class PromptFit
{
    /// <param name="text">The recipe.</param>
    /// <param name="map">Null: a list, whose leads have any fields.</param>
    /// <returns>Why it cannot, in words; null when it can.</returns>
    public static string? WhyNot(string text, ColumnMap? map)
    {
        try
        {
            var parsed = PromptFile.Parse(text);
            var template = Template.Parse(parsed.User);
            if (map is null)
            {
                return null;
            }

            CheckTemplate.Run(template, map);
            return parsed.Rules.Subject && DefaultPrompt.For(map) is "opener" ? "an e-mail needs a name or an address, and the file has only websites" : null;
        }
        catch (Exception e) when (e is Refused or PromptInvalid)
        {
            return e.Message;
        }
    }
}
