namespace Overture.Web;

/// <summary>What a process does: both, only pages and API, or only the rounds.</summary>
internal enum Role
{
    All,
    Web,
    Worker,
}
