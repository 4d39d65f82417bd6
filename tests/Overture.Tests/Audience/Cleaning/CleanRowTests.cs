using Overture.Audience.Cleaning;
using Overture.Audience.Columns;

namespace Overture.Tests.Audience.Cleaning;

public class CleanRowTests(ITestOutputHelper output)
{
    [Fact]
    public void A_line_becomes_a_lead()
    {
        var map = MapColumns.Run(["First Name", "Last Name", "Email", "Company", "Website", "Job Title", "Country", "Time zone", "LinkedIn", "Phone", "City", "Notes"], []);

        var lead = CleanRow.Run(map, ["ANNA", "o'neil", " Anna@ACME.com", "ACME INC.", "www.acme.com", "Head of  Sales", "Germany", "Europe/Berlin", "linkedin.com/in/anna", "+49 30 1", "Berlin", " as it stood "]);

        Assert.Equal(new CleanLead("Anna@acme.com", "anna@acme.com", null, "https://www.acme.com/", "acme.com", "Anna", "O'Neil", "Anna O'Neil", "Acme", "Head of Sales",
            "https://linkedin.com/in/anna", "+49 30 1", "Berlin", "DE", "Europe/Berlin", "email:anna@acme.com", lead.Extra), lead);
        Assert.Equal([new ExtraField("notes", " as it stood ")], lead.Extra);
    }

    [Theory]
    [InlineData("n/a")]
    [InlineData("N/A")]
    [InlineData(" - ")]
    [InlineData("None")]
    [InlineData("unknown")]
    [InlineData("Not available")]
    [InlineData("?")]
    public void A_cell_that_says_there_is_nothing_to_say_gives_nothing(string cell)
    {
        var lead = CleanRow.Run(MapColumns.Run(["First Name", "Company", "Title", "City"], []), ["Anna", cell, cell, cell]);

        Assert.Equal((null, null, null), (lead.Company, lead.Title, lead.City));
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("3M")]
    [InlineData("Unknown Worlds")]
    public void A_company_is_not_taken_for_nothing(string cell) =>
        Assert.Equal(cell, CleanRow.Run(MapColumns.Run(["Company"], []), [cell]).Company);

    [Fact]
    public void A_full_name_gives_first_and_last()
    {
        var lead = CleanRow.Run(MapColumns.Run(["Name"], []), ["Dr. Anna Berg, MBA"]);

        Assert.Equal(("Anna", "Berg", "Anna Berg"), (lead.FirstName, lead.LastName, lead.FullName));
    }

    [Theory]
    [InlineData("Email,Name", "Anna@Acme.com,Anna Berg", "email:anna@acme.com")]
    [InlineData("Email,Website", "broken@,https://www.acme.com/", "url:acme.com")]
    [InlineData("Website", "HTTP://acme.com", "url:acme.com")]
    [InlineData("Name,Company", "ANNA BERG,Acme Inc.", "name:anna berg|acme")]
    [InlineData("First Name,Company,Website", "Anna,Acme,acme.com", "name:anna|acme")]
    [InlineData("First Name,Website", "Anna,acme.com", "name:anna|acme.com")]
    [InlineData("First Name,LinkedIn", "Anna,https://linkedin.com/in/anna/", "url:linkedin.com/in/anna")]
    [InlineData("Company", "Acme Inc.", "name:|acme")]
    [InlineData("First Name,Notes", "Anna,x", null)]
    [InlineData("Notes", "x", null)]
    public void A_lead_is_known_by_what_the_line_gives(string headers, string cells, string? identity) =>
        Assert.Equal(identity, CleanRow.Run(MapColumns.Run(headers.Split(','), []), cells.Split(',')).Identity);

    [Fact]
    public void A_line_without_a_usable_address_says_why()
    {
        Assert.Equal("cannot be mailed: the address has no @", CleanRow.Run(MapColumns.Run(["Email"], []), ["anna"]).Unmailable);
        Assert.Equal("cannot be mailed: no address", CleanRow.Run(MapColumns.Run(["Email"], []), []).Unmailable);
        Assert.Equal("cannot be mailed: the file has no e-mail column", CleanRow.Run(MapColumns.Run(["Name"], []), ["Anna"]).Unmailable);
    }

    [Fact]
    public void A_ragged_line_loses_no_cell()
    {
        var map = MapColumns.Run(["Email", "Notes", "More"], []);

        Assert.Equal([new("notes", ""), new("more", "")], CleanRow.Run(map, ["a@b.example"]).Extra);
        Assert.Equal([new("notes", "n"), new("more", "m"), new("column_4", "x"), new("column_5", "")], CleanRow.Run(map, ["a@b.example", "n", "m", "x", ""]).Extra);
    }

    [Fact]
    public void Thirty_thousand_lines_are_cleaned_in_no_time()
    {
        var map = MapColumns.Run(["First Name", "Last Name", "Email", "Company", "Website", "Title"], []);
        string[][] lines =
        [
            ["Anna", "Berg", "anna.berg@acme.com", "Acme Widgets GmbH", "www.acme.com", "Head of Sales"],
            ["Bo", "Lindqvist", "Bo@Bolt.example", "BOLT INC.", "https://bolt.example/", "CEO"],
            ["Eva", "van der Berg", "eva@vdb.nl", "Van der Berg Bouw", "vdb.nl/over-ons", "Directeur"],
        ];
        CleanRow.Run(map, lines[0]);
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 30_000; i++)
        {
            CleanRow.Run(map, lines[i % lines.Length]);
        }

        var took = clock.GetElapsedTime(start);
        output.WriteLine($"{30_000 / took.TotalSeconds:N0} rows/s, {(GC.GetAllocatedBytesForCurrentThread() - before) / 30_000} bytes a row");
        Assert.True(took < TimeSpan.FromSeconds(60), $"{took} for 30,000 lines: something hangs");
    }
}
