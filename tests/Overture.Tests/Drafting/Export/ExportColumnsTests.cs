using Overture.Drafting.Export;

namespace Overture.Tests.Drafting.Export;

public sealed class ExportColumnsTests
{
    [Fact]
    public void Ours_follow_the_original_ones_in_their_order() => Assert.Equal(
        ["site", "name", "email_subject", "email", "email_status", "error", "model", "words", "cost"],
        ExportColumns.Of(["site", "name"], subject: true));

    [Fact]
    public void Copy_without_a_subject_is_an_opener() => Assert.Equal(
        ["site", "opener", "email_status", "error", "model", "words", "cost"],
        ExportColumns.Of(["site"], subject: false));

    [Fact]
    public void A_name_the_file_has_gets_a_number_whatever_its_case() => Assert.Equal(
        ["Email", "error", "error_2", "email_subject", "email_2", "email_status", "error_3", "model", "words", "cost"],
        ExportColumns.Of(["Email", "error", "error_2"], subject: true));
}
