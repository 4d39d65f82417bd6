namespace Overture.Drafting.Checks;

/// <summary>The words for one row: a subject line where one is wanted, and the text below it.</summary>
internal sealed record Copy(string? Subject, string Body);
