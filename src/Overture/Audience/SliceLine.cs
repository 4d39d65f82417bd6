
namespace Overture.Audience;

/// <summary>A line and the lead it speaks of; the first with this lead in its slice, when that is another line.</summary>
internal sealed record SliceLine(Line Line, Lead? Lead, bool HasSite, SliceLine? First);
