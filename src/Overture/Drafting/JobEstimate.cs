using System.Text.Json.Serialization;
using Overture.Web.Shell;

namespace Overture.Drafting;

/// <summary>About what a job will cost and how long it will take.</summary>
/// <param name="Cost">US dollars; null when nobody said what the model costs.</param>
/// <param name="Limit">What bounds the speed, in words.</param>
internal sealed record JobEstimate(int Rows, decimal? Cost, [property: JsonIgnore] TimeSpan Time, string Limit, string Model)
{
    public double Seconds => Math.Ceiling(Time.TotalSeconds);

    /// <summary>"The other 980 take about 5 min and $0.62, bound by 200 requests a minute."</summary>
    [JsonIgnore]
    public string InWords => $"The other {Show.Count(Rows)} take about {Show.Span(Time)}{(Cost is { } cost ? $" and {Show.Money(cost)}" : "")}, bound by {Limit}.";
}
