using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Overture.World.ModelProvider;

/// <summary>
/// GET /_world/calls: counts by status, fault, key and model; rows answered, and those answered more than once. Filters: `status`, `key`,
/// `model`, `row`, `fault`. With `list=1` the calls themselves, newest last, at most `limit` (1,000); with `rows=1` the count of each row.
/// </summary>
internal static class CallReport
{
    public static string Write(ProviderState state, string query)
    {
        var asked = QueryHelpers.ParseQuery(query);
        var calls = state.Calls.All().Where(call => asked.All(want => Fits(call, want.Key, want.Value.ToString()))).ToList();
        var rows = calls.Where(call => call.Row is not null && call.Status == 200).CountBy(call => call.Row!).ToList();
        var limit = asked.TryGetValue("limit", out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var most) ? most : 1000;
        return JsonSerializer.Serialize(
            new
            {
                total = calls.Count,
                inFlight = state.InFlight,
                mostInFlight = state.MostInFlight,
                first = calls.Count == 0 ? null : (DateTimeOffset?)calls.Min(call => call.At),
                last = calls.Count == 0 ? null : (DateTimeOffset?)calls.Max(call => call.At),
                status = Counted(calls, call => call.Status.ToString(CultureInfo.InvariantCulture)),
                fault = Counted(calls, call => call.Fault.ToString()),
                key = Counted(calls, call => call.Key),
                model = Counted(calls, call => call.Model),
                rowsAnswered = rows.Count,
                rowsAnsweredTwice = rows.Where(row => row.Value > 1).Take(100).ToDictionary(),
                rows = asked.ContainsKey("rows") ? rows.ToDictionary() : null,
                calls = asked.ContainsKey("list") ? calls.TakeLast(limit) : null,
            },
            Arguments.Json);
    }

    static Dictionary<string, int> Counted(List<Call> calls, Func<Call, string> by) => calls.CountBy(by).ToDictionary();

    static bool Fits(Call call, string name, string value) => name switch
    {
        "status" => call.Status.ToString(CultureInfo.InvariantCulture) == value,
        "key" => call.Key == value,
        "model" => call.Model == value,
        "row" => call.Row == value,
        "fault" => string.Equals(call.Fault.ToString(), value, StringComparison.OrdinalIgnoreCase),
        _ => true,
    };
}
