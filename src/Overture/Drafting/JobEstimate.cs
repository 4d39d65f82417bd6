namespace Overture.Drafting;

/// <summary>About what a job will cost and how long it will take, before it runs.</summary>
/// <param name="Cost">US dollars; null when nobody said what the model costs.</param>
/// <param name="Limit">What bounds the speed, in words.</param>
internal sealed record JobEstimate(int Rows, decimal? Cost, TimeSpan Time, string Limit, string Model);
