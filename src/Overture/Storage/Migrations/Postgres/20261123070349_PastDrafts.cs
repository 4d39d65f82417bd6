using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Storage.Migrations.Postgres
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
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body = table.Column<string>(type: "text", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true),
                    original_body = table.Column<string>(type: "text", nullable: true),
                    original_subject = table.Column<string>(type: "text", nullable: true),
                    words = table.Column<int>(type: "integer", nullable: false),
                    failures = table.Column<string>(type: "text", nullable: false),
                    passed = table.Column<bool>(type: "boolean", nullable: false),
                    review = table.Column<int>(type: "integer", nullable: false),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    row_status = table.Column<int>(type: "integer", nullable: false),
                    row_error = table.Column<string>(type: "text", nullable: true)
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
