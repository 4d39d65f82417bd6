namespace Overture.Tests.World;

/// <summary>How a visitor looks at a page: a desk in daylight with scripts, unless told otherwise.</summary>
public readonly record struct Look(bool Narrow = false, bool Dark = false, bool NoScript = false)
{
    /// <summary>The four that every page is seen in, as theory data.</summary>
    public static TheoryData<Look> All => [new Look(), new Look(Dark: true), new Look(Narrow: true), new Look(Narrow: true, Dark: true)];

    public override string ToString() => $"{(Narrow ? "narrow" : "wide")}-{(Dark ? "dark" : "light")}{(NoScript ? "-plain" : "")}";
}
