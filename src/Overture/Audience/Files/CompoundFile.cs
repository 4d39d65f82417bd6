namespace Overture.Audience.Files;

/// <summary>The container of Excel 97 workbooks, and of encrypted workbooks of any age.</summary>
internal static class CompoundFile
{
    private static readonly byte[] EncryptedPackage = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>Whether it holds the stream that encryption puts in place of the workbook ([MS-OFFCRYPTO] §2.3.4.4).</summary>
    public static bool HoldsEncryptedPackage(Stream file)
    {
        file.Position = 0;
        var overlap = EncryptedPackage.Length - 1;
        var chunk = new byte[(64 << 10) + overlap];
        for (var kept = 0; ;)
        {
            var length = kept + file.ReadAtLeast(chunk.AsSpan(kept), chunk.Length - kept, throwOnEndOfStream: false);
            if (chunk.AsSpan(0, length).IndexOf(EncryptedPackage) >= 0)
                return true;
            if (length < chunk.Length)
                return false;
            chunk.AsSpan(length - overlap, overlap).CopyTo(chunk);
            kept = overlap;
        }
    }
}
