namespace Overture.Drafting.Sites;

/// <param name="Title">The page's own title, if it has one.</param>
/// <param name="Language">The language tag it gives itself, if any.</param>
/// <param name="Text">Title, description, headings and paragraphs, a line each.</param>
internal sealed record ReducedPage(string? Title, string? Language, string Text);
