using System.Text.Json.Serialization;

namespace Overture.Drafting;

/// <summary>US dollars for a million tokens.</summary>
[method: JsonConstructor]
internal sealed record ModelPrice(decimal Input, decimal Output);
