using Overture.Audience.Columns;
using Overture.Audience.Files;

namespace Overture.Audience;

/// <summary>What an import makes of its file, before anything of it is read in.</summary>
internal sealed record ImportFound(Import Import, Inspection Inspection, ColumnMap Map);
