using Overture.Audience.Files;

namespace Overture.Tests.World;

/// <summary>A finished file of people of <see cref="LeadFile"/>, row by row.</summary>
internal sealed record FinishedFile(IReadOnlyList<FinishedRow> Rows)
{
    public static FinishedFile Read(byte[] csv)
    {
        using var bytes = new MemoryStream(csv);
        var dialect = new Dialect { Bom = true, Header = true };
        var columns = ReadFile.Header(bytes, dialect, CancellationToken.None).ToList();
        string Cell(FileRecord record, string column) => record.Cells[columns.IndexOf(column)];
        return new([.. ReadFile.Run(bytes, dialect, CancellationToken.None).Select(record =>
            new FinishedRow(Cell(record, "note"), Cell(record, "email_status"), Cell(record, "email_subject"), Cell(record, "email_2"), Cell(record, "error")))]);
    }

    public static async Task<FinishedFile> ReadAsync(string path) => Read(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Every row of the file once, in its order, with words of its own.</summary>
    /// <param name="notes">What marks the rows, in their order.</param>
    public void AssertWhole(IEnumerable<string> notes)
    {
        Assert.Equal(notes, Rows.Select(row => row.Note));
        Assert.DoesNotContain(Rows, row => row.Status is not "completed" || row.Body.Length is 0);
        Assert.DoesNotContain(Rows, row => !row.Subject.EndsWith($"({row.Note})", StringComparison.Ordinal));
    }
}

/// <param name="Note">Which row it is.</param>
internal sealed record FinishedRow(string Note, string Status, string Subject, string Body, string Error);
