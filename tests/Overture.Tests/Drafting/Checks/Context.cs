using Overture.Drafting.Checks;

namespace Overture.Tests.Drafting.Checks;

internal static class Context
{
    public static CopyContext Empty { get; } = With();

    public static CopyContext With(params (string Name, string Value)[] fields) => new("", Row(fields), null, NeighbourNames.None);

    public static Dictionary<string, string> Row(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);

    public static IEnumerable<string> Faults(Copy copy, OutputRules rules, CopyContext? context = null) =>
        CheckCopy.Run(copy, rules, context ?? Empty).Where(r => !r.Passed).Select(r => r.Id);
}
