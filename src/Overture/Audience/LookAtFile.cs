using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Web;

namespace Overture.Audience;

/// <summary>Finds how a file is written and what its columns mean, as a person's choice leaves it; nothing is stored.</summary>
internal static class LookAtFile
{
    /// <exception cref="FileRefused">It is no table, or one that would do harm.</exception>
    /// <exception cref="Refused">The choice names a column or a field that is not there.</exception>
    public static (Inspection Inspection, ColumnMap Map) Run(Stream file, string fileName, ImportChoice? choice, CancellationToken ct)
    {
        var inspection = InspectFile.Run(file, fileName, choice?.Dialect, ct);
        return (inspection, MapColumns.Run(inspection.Columns, inspection.FirstRows, choice?.ColumnsFor(inspection.Columns)));
    }
}
