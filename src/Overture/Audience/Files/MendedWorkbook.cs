using System.IO.Compression;
using System.Xml;

namespace Overture.Audience.Files;

/// <summary>
/// A copy of a .xlsx with its sheets put in a way that ExcelDataReader 3.6 can read: it takes no column without a width, which ECMA-376
/// Part 1 §18.3.1.13 allows, and leaves out cells whose value is an error. Made only for workbooks that hold one of the two.
/// </summary>
internal static class MendedWorkbook
{
    private static readonly XmlReaderSettings Plain = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    public static bool IsSheet(ZipArchiveEntry entry) =>
        entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && entry.FullName.Contains("worksheets", StringComparison.OrdinalIgnoreCase);

    /// <returns>A file of its own that goes when it is closed.</returns>
    public static Stream Of(Stream workbook, CancellationToken ct)
    {
        var mended = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
        try
        {
            workbook.Position = 0;
            using (var from = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true))
            using (var to = new ZipArchive(mended, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var entry in from.Entries)
                    Copy(entry, to.CreateEntry(entry.FullName, CompressionLevel.Fastest), ct);
            }
            mended.Position = 0;
            return mended;
        }
        catch
        {
            mended.Dispose();
            throw;
        }
    }

    private static void Copy(ZipArchiveEntry from, ZipArchiveEntry to, CancellationToken ct)
    {
        using var read = from.Open();
        using var write = to.Open();
        if (!IsSheet(from))
        {
            read.CopyTo(write);
            return;
        }
        using var reader = XmlReader.Create(read, Plain);
        using var writer = XmlWriter.Create(write);
        for (var nodes = 0L; reader.Read(); nodes++)
        {
            if (nodes % 4_096 == 0)
                ct.ThrowIfCancellationRequested();
            Copy(reader, writer);
        }
    }

    private static void Copy(XmlReader reader, XmlWriter writer)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                CopyElement(reader, writer);
                break;
            case XmlNodeType.EndElement:
                writer.WriteFullEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                writer.WriteString(reader.Value);
                break;
        }
    }

    private static void CopyElement(XmlReader reader, XmlWriter writer)
    {
        var empty = reader.IsEmptyElement;
        var cell = reader.LocalName == "c";
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        if (reader.LocalName == "col" && reader.GetAttribute("width") is null)
            writer.WriteAttributeString("width", "9");
        while (reader.MoveToNextAttribute())
            writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, cell && reader is { LocalName: "t", Value: "e" } ? "str" : reader.Value);
        if (empty)
            writer.WriteEndElement();
    }
}
