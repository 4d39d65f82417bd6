using Overture.Drafting.Export;

namespace Overture.Tests.Drafting.Export;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("+cmd")]
    [InlineData("-cmd")]
    [InlineData("+1+1")]
    [InlineData("-2*3")]
    [InlineData("+")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    [InlineData("＋1+1")]
    [InlineData("－1+1")]
    [InlineData("＠SUM(A1)")]
    public void A_cell_that_would_run_gets_an_apostrophe(string cell) => Assert.Equal("'" + cell, Formula.Disarm(cell));

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("+49 30 1234")]
    [InlineData("-1,234.50")]
    [InlineData("007")]
    [InlineData("a=1")]
    [InlineData("'=1+1")]
    [InlineData("maria@acme.example")]
    [InlineData(" text")]
    public void Other_cells_and_plain_signed_numbers_stay_as_they_are(string cell) => Assert.Equal(cell, Formula.Disarm(cell));
}
