namespace Overture.Storage;

/// <summary>The database holds a migration this program does not know.</summary>
internal sealed class SchemaTooNew(string migration)
    : Exception($"The database was written by a newer version (migration {migration} is unknown here). Start that version, or restore a backup.");
