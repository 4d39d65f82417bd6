namespace Overture.Drafting.Writing;

/// <summary>A draft that bears the key already.</summary>
internal sealed record KnownDraft(Guid Id, bool Passed, Review Review, string Failures);
