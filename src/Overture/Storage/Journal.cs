namespace Overture.Storage;

/// <summary>Writes to the journal, inside the transaction of what it tells.</summary>
internal static class Journal
{
    public static Task Add(AppDb db, JournalEntry entry, CancellationToken ct)
    {
        const string sql = """
            INSERT INTO journal (workspace_id, at, kind, job_id, lead_id, ordinal, code, number)
            VALUES (@workspace, @at, @kind, @job, @lead, @ordinal, @code, @number)
            """;
        return Store.Execute(db, sql, ct, ("@workspace", entry.WorkspaceId), ("@at", entry.At), ("@kind", entry.Kind), ("@job", entry.JobId),
            ("@lead", entry.LeadId), ("@ordinal", entry.Ordinal), ("@code", entry.Code), ("@number", entry.Number));
    }
}
