using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Overture.Web;

/// <summary>
/// The product's own meters (named Overture…) as Prometheus text (exposition format 0.0.4). Counters add up; of a histogram its count and sum are
/// told; what is observed is asked for at each look.
/// </summary>
internal sealed class Metrics : IDisposable
{
    public const string MeterName = "Overture";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);

    public Metrics()
    {
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Name.StartsWith(MeterName, StringComparison.Ordinal))
            {
                me.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
    }

    public string Text()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in series.GroupBy(one => one.Value.Name, StringComparer.Ordinal).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            var (kind, help) = (family.First().Value.Kind, family.First().Value.Help);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Key} {help}\n# TYPE {family.Key} {kind}\n");
            foreach (var (_, one) in family.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                text.Append(one.Lines());
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        series.GetOrAdd(instrument.Name + labels, _ => Series.Of(instrument, labels)).Record(value);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            var escaped = (value?.ToString() ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(text.Length is 0 ? "" : ",").Append(Plain(name)).Append("=\"").Append(escaped).Append('"');
        }

        return text.Length is 0 ? "" : $"{{{text}}}";
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private sealed class Series(string name, string kind, string help, string labels)
    {
        private readonly Lock gate = new();
        private double sum;
        private long count;

        public string Name => name;

        public string Kind => kind;

        public string Help => help;

        public static Series Of(Instrument instrument, string labels)
        {
            var type = instrument.GetType().Name;
            var kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? "summary" : type.Contains("UpDown", StringComparison.Ordinal) || type.Contains("Gauge", StringComparison.Ordinal) ? "gauge" : "counter";
            var name = Plain(instrument.Name) + (kind is "counter" ? "_total" : "");
            return new(name, kind, (instrument.Description ?? instrument.Name).ReplaceLineEndings(" "), labels) { Absolute = instrument.IsObservable || type.StartsWith("Gauge", StringComparison.Ordinal) };
        }

        private bool Absolute { get; init; }

        public void Record(double value)
        {
            lock (gate)
            {
                sum = Absolute ? value : sum + value;
                count++;
            }
        }

        public string Lines()
        {
            lock (gate)
            {
                return kind is "summary"
                    ? string.Create(CultureInfo.InvariantCulture, $"{name}_sum{labels} {sum}\n{name}_count{labels} {count}\n")
                    : string.Create(CultureInfo.InvariantCulture, $"{name}{labels} {sum}\n");
            }
        }
    }
}
