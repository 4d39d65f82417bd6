namespace Overture.Web.Doctor;

/// <summary>Something the doctor looks at. The plumbing and the rooms register theirs; they change nothing.</summary>
/// <param name="Check">Its name, for when it ends in an error nobody foresaw.</param>
internal sealed record Examination(string Check, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Run);
