using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Storage.Migrations.Postgres
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
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pace_from",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pace_from_done",
                table: "jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pace_next",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pace_next_done",
                table: "jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "findings",
                table: "imports",
                type: "text",
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
