using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Overture.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AskedRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "asked",
                table: "rows",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "input_tokens",
                table: "rows",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "output_tokens",
                table: "rows",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_rows_workspace_id_job_id",
                table: "rows",
                columns: new[] { "workspace_id", "job_id" },
                filter: "asked");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_rows_workspace_id_job_id",
                table: "rows");

            migrationBuilder.DropColumn(
                name: "asked",
                table: "rows");

            migrationBuilder.DropColumn(
                name: "input_tokens",
                table: "rows");

            migrationBuilder.DropColumn(
                name: "output_tokens",
                table: "rows");
        }
    }
}
