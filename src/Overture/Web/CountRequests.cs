using System.Diagnostics.Metrics;

namespace Overture.Web;

/// <summary>Counts what was answered and how long it took, by method and class of status.</summary>
internal sealed class CountRequests : IDisposable
{
    private readonly Meter meter = new(Metrics.MeterName);
    private readonly Counter<long> requests;
    private readonly Histogram<double> seconds;

    public CountRequests()
    {
        requests = meter.CreateCounter<long>("overture_http_requests", description: "Requests answered, by method and class of status.");
        seconds = meter.CreateHistogram<double>("overture_http_request_seconds", description: "How long their answers took.");
    }

    public void Count(string method, int status, TimeSpan took)
    {
        var known = method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "other";
        requests.Add(1, new("method", known), new KeyValuePair<string, object?>("status", $"{status / 100}xx"));
        seconds.Record(took.TotalSeconds);
    }

    public void Dispose() => meter.Dispose();
}
