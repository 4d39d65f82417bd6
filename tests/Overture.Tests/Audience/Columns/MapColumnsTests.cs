using System.Text.Json;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Web;

namespace Overture.Tests.Audience.Columns;

public class MapColumnsTests
{
    [Fact]
    public void The_old_generators_file_is_accepted_as_it_is()
    {
        var map = Map("first_name,company_name,title", "Anna,Acme,CEO");

        Assert.Equal([Field.FirstName, Field.Company, Field.Title], map.Columns.Select(column => column.Field));
        Assert.Equal(["first_name", "company", "title"], map.MergeFields);
        Assert.True(map.Certain && map.HasName && !map.HasAddress && !map.HasSite);
    }

    [Theory]
    [InlineData("url")]
    [InlineData("")]
    [InlineData("https://acme.example")]
    [InlineData("where to look")]
    public void One_column_of_sites_is_known_with_and_without_a_header(string header)
    {
        var map = Map(header, "https://a.example", "b.example/team");

        Assert.Equal(Field.Website, Assert.Single(map.Columns).Field);
        Assert.True(map.Certain);
    }

    [Fact]
    public void One_column_of_addresses_is_known_without_a_header() => Assert.True(MapColumns.Run([], [["a@b.example"], ["c@d.example"]]).HasAddress);

    [Fact]
    public void Where_no_header_stands_cells_settle_only_what_is_unmistakable()
    {
        var map = MapColumns.Run([], [["Anna", "Berg", "anna@acme.example", "www.acme.example"], ["Bo", "Lind", "bo@bolt.example", "bolt.example"]]);

        Assert.Equal([null, null, Field.Email, Field.Website], map.Columns.Select(column => column.Field));
        Assert.Equal(["column_1", "column_2", "email", "website"], map.MergeFields);
    }

    [Fact]
    public void An_unknown_header_is_kept_and_never_guessed()
    {
        var map = Map("Email,Assigned to,Company Size (2024)", "a@b.example,rep@us.example,50", "c@d.example,rep@us.example,20");

        Assert.Equal([Field.Email, null, null], map.Columns.Select(column => column.Field));
        Assert.Equal(["email", "assigned_to", "company_size_2024"], map.MergeFields);
        Assert.True(map.Certain);
    }

    [Fact]
    public void An_unknown_header_over_the_only_addresses_is_a_question_for_a_person()
    {
        var map = Map("Name,Reach me", "Anna,a@b.example", "Bo,c@d.example");

        Assert.False(map.HasAddress || map.Certain);
        Assert.Contains("choose", map.Columns[1].Doubt!, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_address_columns_the_first_is_mailed_and_the_other_kept()
    {
        var map = Map("Email,Work Email,Name", "a@b.example,c@d.example,Anna");

        Assert.Equal([Field.Email, null, Field.FullName], map.Columns.Select(column => column.Field));
        Assert.Equal(["email", "work_email", "full_name"], map.MergeFields);
        Assert.False(map.Certain);
    }

    [Fact]
    public void A_stronger_header_wins_over_an_earlier_one()
    {
        var map = Map("Personal Email,Email,Title,Job Title", "x@y.example,a@b.example,Ms,CEO");

        Assert.Equal([null, Field.Email, null, Field.Title], map.Columns.Select(column => column.Field));
        Assert.True(map.Certain);
    }

    [Theory]
    [InlineData("Name,Email", "Anna Berg,a@b.example", nameof(Field.FullName))]
    [InlineData("Name,Vorname", "Berg,Anna", nameof(Field.LastName))]
    [InlineData("Name,First Name", "Anna Berg,Anna", nameof(Field.FullName))]
    [InlineData("Name,Surname", "Anna,Berg", nameof(Field.FirstName))]
    [InlineData("Nombre,Empresa", "Ana García,Acme", nameof(Field.FullName))]
    [InlineData("Nombre,Empresa", "Ana,Acme", nameof(Field.FirstName))]
    [InlineData("Nom,Prénom", "Berg,Anna", nameof(Field.LastName))]
    [InlineData("Nom,Ville", "Anna Berg,Paris", nameof(Field.FullName))]
    public void A_bare_name_is_what_its_neighbours_leave(string headers, string row, string field) => Assert.Equal(field, Map(headers, row).Columns[0].Field.ToString());

    [Fact]
    public void Names_that_end_in_a_legal_form_are_companies()
    {
        var map = Map("Name,Website", "Acme GmbH,a.example", "Bolt Inc.,b.example", "Corner Shop,c.example");

        Assert.Equal(Field.Company, map.Columns[0].Field);
    }

    [Fact]
    public void Forms_of_address_are_no_job_titles()
    {
        var map = Map("Title,First Name", "Mr,Bo", "Dr.,Anna", "Frau,Eva");

        Assert.Equal([null, Field.FirstName], map.Columns.Select(column => column.Field));
        Assert.Equal("title_2", map.Columns[0].MergeName);
    }

    [Fact]
    public void The_url_of_a_linkedin_export_is_the_persons_page()
    {
        var map = Map("First Name,URL", "Anna,https://www.linkedin.com/in/anna", "Bo,https://www.linkedin.com/in/bo");

        Assert.Equal(Field.LinkedIn, map.Columns[1].Field);
    }

    [Fact]
    public void A_header_that_no_cell_bears_out_is_a_question_for_a_person()
    {
        var map = Map("Name,Mail", "A,yes", "B,no", "C,yes", "D,yes", "E,no");

        Assert.False(map.HasAddress || map.Certain);
    }

    [Fact]
    public void What_a_person_chose_holds()
    {
        var chosen = new Dictionary<string, string> { ["Reach me"] = "email", ["Email"] = "", ["#3"] = "Company" };

        var map = MapColumns.Run(["Email", "Reach me", ""], [["a@b.example", "c@d.example", "Acme"]], chosen);

        Assert.Equal([null, Field.Email, Field.Company], map.Columns.Select(column => column.Field));
        Assert.Equal("email_2", map.Columns[0].MergeName);
        Assert.True(map.Certain);
    }

    [Fact]
    public void A_choice_that_is_no_field_is_refused_with_the_fields_there_are()
    {
        var chosen = new Dictionary<string, string> { ["Notes"] = "shoe size" };

        var refused = Assert.Throws<Refused>(() => MapColumns.Run(["Notes"], [], chosen));

        Assert.Contains("'shoe size': the column “Notes” cannot be that. Choose one of first_name", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nope")]
    [InlineData("#3")]
    public void A_choice_for_a_column_that_is_not_there_is_refused_with_those_that_are(string column)
    {
        var refused = Assert.Throws<Refused>(() => MapColumns.Run(["Notes", "Firma"], [], new Dictionary<string, string> { [column] = "city" }));

        Assert.Equal(("columns", column), (refused.Field, refused.Value));
        Assert.Contains("Notes, Firma", refused.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_header_addresses_sites_phones_and_profiles_are_known_by_their_cells_and_the_rest_is_warned_about()
    {
        string[][] rows =
        [
            ["a@x.example", "Ana", "Acme Inc", "+1 555 010 0199", "x.example", "https://linkedin.com/in/ana", "12", "2024-01-31"],
            ["b@y.example", "Bo", "Bolt Ltd", "+44 20 7946 0018", "https://y.example/team", "linkedin.com/in/bo", "1200", "2024-02-29"],
            ["c@z.example", "Cy", "Corner", "(020) 7946-0018", "www.z.example", "https://www.linkedin.com/in/cy", "3", "2024-03-01"],
        ];

        var map = MapColumns.Run([.. Enumerable.Range(0, 8).Select(ColumnNames.OfPlace)], rows);

        Assert.Equal([Field.Email, null, null, Field.Phone, Field.Website, Field.LinkedIn, null, null], map.Columns.Select(column => column.Field));
        Assert.Contains("Column 2, Column 3, Column 7, Column 8", Assert.Single(ColumnWarnings.Of(map)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_blunder_among_ten_cells_does_not_hide_what_a_column_is()
    {
        string[][] rows = [.. Enumerable.Range(1, 9).Select(i => new[] { $"a{i}@x.example", "Ana" }), ["none", "Bo"]];

        Assert.True(MapColumns.Run(["Column 1", "Column 2"], rows).HasAddress);
    }

    [Theory]
    [InlineData("x_1,y_1", "foo,bar", true)]
    [InlineData("url", "https://a.example", false)]
    [InlineData("company,notes", "Acme,x", false)]
    [InlineData("linkedin", "https://linkedin.com/in/ana", false)]
    public void A_file_of_which_nothing_is_known_is_warned_about(string headers, string row, bool warned) =>
        Assert.Equal(warned, ColumnWarnings.Of(Map(headers, row)).Count > 0);

    [Fact]
    public void Repeated_and_blank_headers_get_names_of_their_own()
    {
        var map = MapColumns.Run(["Notes", "notes", "", "Notes_2", "2nd line"], []);

        Assert.Equal(["notes", "notes_2", "column_3", "notes_2_2", "column_2nd_line"], map.MergeFields);
    }

    [Fact]
    public void A_map_survives_json()
    {
        var map = Map("Email,Work Email,Größe", "a@b.example,c@d.example,3");

        var back = JsonSerializer.Deserialize<ColumnMap>(JsonSerializer.Serialize(map));

        Assert.Equal(map, back);
        Assert.Equal(0, back!.At(Field.Email));
    }

    private static ColumnMap Map(string headers, params string[] rows) => MapColumns.Run(headers.Split(','), [.. rows.Select(row => row.Split(','))]);
}
