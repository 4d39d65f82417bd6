using Overture.Drafting.Checks;

namespace Overture.Drafting.Prompts;

/// <summary>The prompts that come with the product, each a file in Shipped/ of the format that users write.</summary>
internal static class ShippedPrompts
{
    /// <summary>Names and texts, for <see cref="PromptFile.Parse"/>.</summary>
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
        [.. ((string[])["cold-email", "opener", "follow-up"]).Select(name => (name, DataFile.Text(typeof(ShippedPrompts), $"Shipped.{name}.md")))];

    public static PromptRecipe Named(string name) => PromptFile.Parse(All.Single(p => p.Name == name).Text);
}
