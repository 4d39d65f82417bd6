namespace Overture.Drafting.Writing;

/// <summary>What a model answered, and what it took.</summary>
/// <param name="Problem">Why the text is not whole or not wanted (refused, cut off, filtered), in words; null: it is an answer.</param>
/// <param name="Tries">Calls that failed before this one.</param>
internal sealed record ModelAnswer(string Text, string Model, Usage Usage, int Tries, string? Problem);
