using Microsoft.EntityFrameworkCore.Design;
using Overture.Web.Settings;

namespace Overture.Storage;

/// <summary>For <c>dotnet ef migrations add</c> alone.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteDb>, IDesignTimeDbContextFactory<PostgresDb>
{
    SqliteDb IDesignTimeDbContextFactory<SqliteDb>.CreateDbContext(string[] args) =>
        new(SqliteStore.Options(DatabaseUrl.Parse("sqlite:///design.db", ".")));

    PostgresDb IDesignTimeDbContextFactory<PostgresDb>.CreateDbContext(string[] args) =>
        new(PostgresStore.Options(DatabaseUrl.Parse("postgres://localhost/design", ".")));
}
