using System.IO.Compression;

namespace Overture.Audience.Files;

/// <summary>
/// What a .xlsx would unfold to, measured before anything reads it: by what it declares, then by inflating it, since what it
/// declares may be a lie (OWASP ASVS 5.0 §5.2.3). Archives within it stay unopened; links out of it are never followed.
/// </summary>
internal static class WorkbookArchive
{
    private const long Small = 1_000_000;

    /// <returns>Whether a sheet holds what the library cannot read (<see cref="MendedWorkbook"/>).</returns>
    /// <exception cref="FileRefused">A bomb, XML with entities, or an archive that is no workbook.</exception>
    public static bool Check(Stream file, string fileName, CancellationToken ct)
    {
        file.Position = 0;
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            CheckKind(archive, fileName);
            CheckDeclared(archive, file.Length, fileName);
            return CheckInflated(archive, file.Length, fileName, ct);
        }
        catch (InvalidDataException e)
        {
            throw new FileRefused("file", fileName, "it is a damaged archive", "Open it in a spreadsheet program and save it again as .xlsx or CSV", e);
        }
    }

    public static FileRefused Entities(string fileName, Exception? cause = null) =>
        new("file", fileName, "its XML declares entities (a DTD), which no workbook needs", "Open it in a spreadsheet program and save it again as .xlsx or CSV", cause);

    private static void CheckKind(ZipArchive archive, string fileName)
    {
        if (archive.Entries.Count > FileLimits.Entries)
            throw Bomb(fileName, $"it holds {archive.Entries.Count:N0} files; a workbook has at most {FileLimits.Entries:N0}");
        if (Has(archive, "xl/workbook.xml") || Has(archive, "xl/workbook.bin") || Has(archive, "[Content_Types].xml") && archive.Entries.Any(IsWorkbook))
            return;
        var what = Has(archive, "content.xml") ? "an OpenDocument file" : Has(archive, "word/document.xml") ? "a Word document" : "an archive without a workbook";
        throw new FileRefused("file", fileName, $"it is {what}", "Unpack it or open it, save the list as .xlsx or CSV, and choose that");
    }

    private static bool Has(ZipArchive archive, string name) =>
        archive.Entries.Any(e => string.Equals(e.FullName.Replace('\\', '/').TrimStart('/'), name, StringComparison.OrdinalIgnoreCase));

    private static bool IsWorkbook(ZipArchiveEntry entry) => entry.Name.StartsWith("workbook", StringComparison.OrdinalIgnoreCase);

    private static void CheckDeclared(ZipArchive archive, long length, string fileName)
    {
        var declared = 0L;
        foreach (var entry in archive.Entries)
        {
            declared = long.Max(declared, 0) + entry.Length;
            CheckSize(declared, length, fileName);
            CheckSize(entry.Length, entry.CompressedLength, fileName);
        }
    }

    private static void CheckSize(long inflated, long length, string fileName)
    {
        if (inflated is < 0 or > FileLimits.Inflated)
            throw Bomb(fileName, $"it would unfold to over {FileLimits.Inflated / 1_000_000} MB");
        if (inflated > Small && inflated > length * FileLimits.Ratio)
            throw Bomb(fileName, $"it would unfold to over {FileLimits.Ratio} times its size");
    }

    private static bool CheckInflated(ZipArchive archive, long length, string fileName, CancellationToken ct)
    {
        var buffer = new byte[64 << 10];
        var total = 0L;
        var mend = false;
        foreach (var entry in archive.Entries)
        {
            var inflated = 0L;
            var oddities = MendedWorkbook.IsSheet(entry) ? new SheetOddities() : null;
            using var content = entry.Open();
            for (int read; (read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
            {
                ct.ThrowIfCancellationRequested();
                if (inflated == 0 && IsXml(entry) && DeclaresEntities(buffer.AsSpan(0, read)))
                    throw Entities(fileName);
                oddities?.Look(buffer.AsSpan(0, read));
                inflated += read;
                total += read;
                CheckSize(total, length, fileName);
                CheckSize(inflated, entry.CompressedLength, fileName);
            }
            if (IsSharedStrings(entry) && inflated > FileLimits.SharedStrings)
                throw Bomb(fileName, $"its shared strings are over {FileLimits.SharedStrings / 1_000_000} MB, too many to hold in memory");
            mend |= oddities?.Any ?? false;
        }
        return mend;
    }

    private static bool IsXml(ZipArchiveEntry entry) =>
        entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static bool IsSharedStrings(ZipArchiveEntry entry) => entry.Name.StartsWith("sharedStrings", StringComparison.OrdinalIgnoreCase);

    private static bool DeclaresEntities(ReadOnlySpan<byte> head) => head.IndexOf("<!DOCTYPE"u8) >= 0 || head.IndexOf("<!ENTITY"u8) >= 0;

    private static FileRefused Bomb(string fileName, string reason) =>
        new("file", fileName, reason, "Save only the sheet with the list, as CSV or .xlsx");
}
