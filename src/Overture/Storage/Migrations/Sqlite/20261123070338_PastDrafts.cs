using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PastDrafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "past_drafts",
                columns: table => new
                {
                    job_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    draft_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    workspace_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    original_body = table.Column<string>(type: "TEXT", nullable: true),
                    original_subject = table.Column<string>(type: "TEXT", nullable: true),
                    words = table.Column<int>(type: "INTEGER", nullable: false),
                    failures = table.Column<string>(type: "TEXT", nullable: false),
                    passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    review = table.Column<int>(type: "INTEGER", nullable: false),
                    reviewed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reviewed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_status = table.Column<int>(type: "INTEGER", nullable: false),
                    row_error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_past_drafts", x => new { x.job_id, x.changed_at, x.draft_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_past_drafts_workspace_id_changed_at",
                table: "past_drafts",
                columns: new[] { "workspace_id", "changed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "past_drafts");
        }
    }
}
