using Overture.Audience.Files;

namespace Overture.Audience;

/// <summary>What a person chose instead of what was found: dialect, and the meaning of columns by header.</summary>
internal sealed record ImportChoice(DialectChoice? Dialect, IReadOnlyDictionary<string, string>? Columns);
