namespace Overture.Storage;

/// <summary>A table of the plumbing that belongs to no workspace and holds nothing of a tenant: leases and nodes.</summary>
public interface ISharedByAll;
