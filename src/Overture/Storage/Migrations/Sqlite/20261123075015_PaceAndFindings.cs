using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PaceAndFindings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "call_ms",
                table: "jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "pace_from",
                table: "jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pace_from_done",
                table: "jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "pace_next",
                table: "jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pace_next_done",
                table: "jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "findings",
                table: "imports",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_drafts_lead_id",
                table: "drafts",
                column: "lead_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_drafts_lead_id",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "call_ms",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "pace_from",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "pace_from_done",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "pace_next",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "pace_next_done",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "findings",
                table: "imports");
        }
    }
}
