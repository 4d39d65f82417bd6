using Npgsql;
using Overture.Storage;
using SQLitePCL;

namespace Overture.Audience;

/// <summary>Adds leads, or fills those already known (a new value wins over an old one, an empty one over none).</summary>
internal static class UpsertLeads
{
    private static readonly string[] Columns =
    [
        "id", "workspace_id", "identity", "email", "url", "first_name", "last_name", "full_name", "company", "title", "linked_in", "phone", "city",
        "country", "language", "zone", "extra", "source", "consent_basis", "consent_at", "created_at", "updated_at", "import_id", "first_ordinal",
    ];

    /// <summary>PostgreSQL types of <see cref="Columns"/>, for arrays.</summary>
    private static readonly string[] Types =
    [
        "uuid", "uuid", "text", "text", "text", "text", "text", "text", "text", "text", "text", "text", "text",
        "text", "text", "text", "text", "text", "text", "timestamptz", "timestamptz", "timestamptz", "uuid", "int",
    ];

    private static readonly string OnConflict =
        " ON CONFLICT (workspace_id, identity) DO UPDATE SET "
        + string.Join(", ", Columns[3..16].Select(c => $"{c} = COALESCE(excluded.{c}, leads.{c})"))
        + ", extra = excluded.extra, updated_at = excluded.updated_at"
        + ", first_ordinal = CASE WHEN leads.import_id = excluded.import_id THEN LEAST(leads.first_ordinal, excluded.first_ordinal) ELSE excluded.first_ordinal END"
        + ", import_id = excluded.import_id RETURNING id, first_ordinal";

    private static readonly string SqliteSql =
        $"INSERT INTO leads ({string.Join(',', Columns)}) VALUES ({string.Join(',', Columns.Select((_, i) => $"?{i + 1}"))})" + OnConflict.Replace("LEAST(", "MIN(", StringComparison.Ordinal);

    private static readonly string PostgresSql =
        $"INSERT INTO leads ({string.Join(',', Columns)}) SELECT * FROM unnest({string.Join(',', Columns.Select((c, i) => $"@{c}::{Types[i]}[]"))})" + OnConflict + ", identity";

    public static async Task<IReadOnlyList<StoredLead>> Run(AppDb db, IReadOnlyList<Lead> leads, CancellationToken ct) =>
        leads.Count is 0 ? [] : db.IsSqlite ? OneByOne(db, leads) : await AllAtOnce(db, leads, ct);

    private static StoredLead[] OneByOne(AppDb db, IReadOnlyList<Lead> leads)
    {
        using var upsert = new Statement(db, SqliteSql);
        var stored = new StoredLead[leads.Count];
        for (var i = 0; i < leads.Count; i++)
        {
            stored[i] = upsert.Run(Values(leads[i]), static row => new StoredLead(new Guid(raw.sqlite3_column_blob(row, 0), bigEndian: true), raw.sqlite3_column_int(row, 1)));
        }

        return stored;
    }

    private static async Task<IReadOnlyList<StoredLead>> AllAtOnce(AppDb db, IReadOnlyList<Lead> leads, CancellationToken ct)
    {
        // In one order everywhere, so that two imports do not wait for each other's rows crosswise.
        var sorted = leads.Select(Values).OrderBy(v => (string)v[2]!, StringComparer.Ordinal).ToList();
        await using var command = Store.Command(db, PostgresSql);
        for (var c = 0; c < Columns.Length; c++)
        {
            command.Parameters.Add(new NpgsqlParameter(Columns[c], Column(sorted, c)));
        }

        var byIdentity = new Dictionary<string, StoredLead>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            byIdentity[reader.GetString(2)] = new(reader.GetGuid(0), reader.GetInt32(1));
        }

        return [.. leads.Select(lead => byIdentity[lead.Identity])];
    }

    private static Array Column(List<object?[]> rows, int column) => Types[column] switch
    {
        "uuid" => rows.Select(row => (Guid?)row[column]).ToArray(),
        "int" => rows.Select(row => (int)row[column]!).ToArray(),
        "timestamptz" => rows.Select(row => (DateTimeOffset?)row[column]).ToArray(),
        _ => rows.Select(row => (string?)row[column]).ToArray(),
    };

    private static object?[] Values(Lead lead) =>
    [
        lead.Id, lead.WorkspaceId, lead.Identity, lead.Email, lead.Url, lead.FirstName, lead.LastName, lead.FullName, lead.Company, lead.Title, lead.LinkedIn,
        lead.Phone, lead.City, lead.Country, lead.Language, lead.Zone, lead.Extra, lead.Source, lead.ConsentBasis, lead.ConsentAt, lead.CreatedAt, lead.UpdatedAt,
        lead.ImportId, lead.FirstOrdinal,
    ];
}
