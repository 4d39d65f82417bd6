namespace Overture.Drafting.Export;

/// <summary>Writes a finished file to disk, whole or not at all: under another name first, of this process alone, for two may finish at once.</summary>
internal static class WriteFile
{
    public static async Task Run(Finished file, FileInfo to, CancellationToken ct)
    {
        to.Directory?.Create();
        var part = $"{to.FullName}.{Environment.ProcessId}.part";
        try
        {
            await using (var stream = File.Create(part))
            {
                await (to.Extension is ".csv" ? WriteCsv.Run(file, stream, null, ct) : WriteXlsx.Run(file, stream, ct));
            }

            File.Move(part, to.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
