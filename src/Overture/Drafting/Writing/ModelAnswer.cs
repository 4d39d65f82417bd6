namespace Overture.Drafting.Writing;

/// <summary>What a model answered, and what it took.</summary>
/// <param name="Tries">Calls that failed before this one.</param>
/// <param name="Cut">What was cut from the prompt to fit, in words.</param>
internal sealed record ModelAnswer(string Text, string Model, Usage Usage, int Tries, string? Cut);
