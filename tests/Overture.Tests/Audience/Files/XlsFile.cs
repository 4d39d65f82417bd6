using System.Buffers.Binary;
using System.Text;

namespace Overture.Tests.Audience.Files;

/// <summary>A small Excel 97 workbook: BIFF8 records ([MS-XLS] §2.4) in a compound file ([MS-CFB] §2).</summary>
internal static class XlsFile
{
    private const int Sector = 512;

    /// <summary>One sheet of text and numbers.</summary>
    public static MemoryStream Of(string sheet, params object[][] rows)
    {
        var globals = new List<byte[]> { Record(0x809, [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) };
        byte[] name = [(byte)sheet.Length, 0, .. Encoding.Latin1.GetBytes(sheet)];
        var start = globals.Sum(r => r.Length) + 4 + 6 + name.Length + 4;
        globals.Add(Record(0x85, [.. UInt32(start), 0, 0, .. name]));
        globals.Add(Record(0x0A, []));
        var records = new List<byte[]> { Record(0x809, [0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) };
        records.Add(Record(0x200, [.. UInt32(0), .. UInt32(rows.Length), .. UInt16(0), .. UInt16(rows.Max(r => r.Length)), 0, 0]));
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
                records.Add(Cell(r, c, rows[r][c]));
        }
        records.Add(Record(0x0A, []));
        return Compound("Workbook", [.. globals.SelectMany(b => b), .. records.SelectMany(b => b)]);
    }

    /// <summary>What Excel writes for a workbook with a password: the workbook itself is nowhere to be seen.</summary>
    public static MemoryStream Encrypted() => Compound("EncryptedPackage", new byte[8_000]);

    private static byte[] Cell(int row, int column, object value)
    {
        byte[] at = [.. UInt16(row), .. UInt16(column), .. UInt16(0)];
        return value is double number
            ? Record(0x203, [.. at, .. BitConverter.GetBytes(number)])
            : Record(0x204, [.. at, .. UInt16(((string)value).Length), 1, .. Encoding.Unicode.GetBytes((string)value)]);
    }

    private static byte[] Record(int type, byte[] content) => [.. UInt16(type), .. UInt16(content.Length), .. content];

    private static byte[] UInt16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] UInt32(int value) => [.. UInt16(value), .. UInt16(value >> 16)];

    // Sector 0: allocation table; sector 1: directory; the stream follows, padded so that it needs no mini stream.
    private static MemoryStream Compound(string name, byte[] content)
    {
        Array.Resize(ref content, Math.Max((content.Length + Sector - 1) / Sector * Sector, 8 * Sector));
        var file = new byte[Sector * 3 + content.Length];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file, 0);
        Put(file, 24, 0x3E, 3, 0xFFFE, 9, 6);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(44), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(48), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(56), 4_096);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(60), -2);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(68), -2);
        file.AsSpan(76, Sector - 76).Fill(0xFF);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(76), 0);
        var table = file.AsSpan(Sector, Sector);
        table.Fill(0xFF);
        var sectors = content.Length / Sector;
        BinaryPrimitives.WriteInt32LittleEndian(table, -3);
        BinaryPrimitives.WriteInt32LittleEndian(table[4..], -2);
        for (var i = 0; i < sectors; i++)
            BinaryPrimitives.WriteInt32LittleEndian(table[((i + 2) * 4)..], i == sectors - 1 ? -2 : i + 3);
        Entry(file.AsSpan(Sector * 2, 128), "Root Entry", type: 5, child: 1, start: -2, size: 0);
        Entry(file.AsSpan(Sector * 2 + 128, 128), name, type: 2, child: -1, start: 2, size: content.Length);
        content.CopyTo(file, Sector * 3);
        return new MemoryStream(file);
    }

    private static void Put(byte[] file, int at, params int[] values)
    {
        foreach (var (value, i) in values.Select((v, i) => (v, i)))
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + i * 2), (ushort)value);
    }

    private static void Entry(Span<byte> entry, string name, byte type, int child, int start, int size)
    {
        Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(name.Length * 2 + 2));
        entry[66] = type;
        entry[67] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(entry[68..], -1);
        BinaryPrimitives.WriteInt32LittleEndian(entry[72..], -1);
        BinaryPrimitives.WriteInt32LittleEndian(entry[76..], child);
        BinaryPrimitives.WriteInt32LittleEndian(entry[116..], start);
        BinaryPrimitives.WriteInt32LittleEndian(entry[120..], size);
    }
}
