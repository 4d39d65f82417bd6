namespace Overture.World.ModelProvider;

/// <summary>One call as it came and went. Compact: a run of millions is kept whole.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Key">The key's name, or "-" without one.</param>
/// <param name="Prompt">A hash of the request's body.</param>
/// <param name="Row">The row the prompt was about, if it named one.</param>
/// <param name="Status">The status answered; 0 when the connection was broken instead.</param>
/// <param name="RetryAfter">What a refused call was told to wait.</param>
public readonly record struct Call(DateTimeOffset At, string Key, string Model, ulong Prompt, string? Row, int Status, ModelFault Fault, TimeSpan RetryAfter);
