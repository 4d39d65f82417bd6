namespace Overture.Drafting.Export;

/// <summary>A job's file as it stands now: every line in its order with its cells, and the words where there are some.</summary>
internal sealed record Finished(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<string>> Rows);
