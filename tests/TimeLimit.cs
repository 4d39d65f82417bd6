using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Overture;

/// <summary>A test that hangs fails by itself, with its name, and the others go on: far above what the longest takes. Only a test that awaits can be left.</summary>
internal static class TimeLimit
{
    private const int Small = 5 * 60_000;
    private const int Full = 60 * 60_000;

    public static void Set(IXunitTestMethod method, IFactAttribute attribute)
    {
        if (attribute is Xunit.FactAttribute { Timeout: 0 } fact && method.ReturnType.IsAssignableTo(typeof(Task)))
        {
            fact.Timeout = method.Traits.TryGetValue("size", out var sizes) && sizes.Contains("full") ? Full : Small;
        }
    }
}

/// <inheritdoc cref="TimeLimit"/>
[XunitTestCaseDiscoverer(typeof(LimitedFactDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : Xunit.FactAttribute(file, line);

/// <inheritdoc cref="TimeLimit"/>
[XunitTestCaseDiscoverer(typeof(LimitedTheoryDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : Xunit.TheoryAttribute(file, line);

internal sealed class LimitedFactDiscoverer : FactDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(ITestFrameworkDiscoveryOptions options, IXunitTestMethod method, IFactAttribute attribute)
    {
        TimeLimit.Set(method, attribute);
        return base.Discover(options, method, attribute);
    }
}

internal sealed class LimitedTheoryDiscoverer : TheoryDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(ITestFrameworkDiscoveryOptions options, IXunitTestMethod method, IFactAttribute attribute)
    {
        TimeLimit.Set(method, attribute);
        return base.Discover(options, method, attribute);
    }
}
