using Microsoft.EntityFrameworkCore;

namespace Overture.Storage;

/// <summary>The model as PostgreSQL keeps it.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options)
{
    public override bool IsSqlite => false;
}
