using Microsoft.Win32.SafeHandles;

namespace Overture.Mail.Mime;

/// <summary>Takes a stream into memory up to a length, and from there into a temporary file.</summary>
internal sealed class MimeSpool(int inMemory) : IDisposable
{
    private readonly MemoryStream memory = new();
    private SafeFileHandle? file;
    private long length;

    public async Task TakeAsync(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0; length += read)
        {
            if (file is null && length + read <= inMemory)
            {
                memory.Write(buffer, 0, read);
                continue;
            }

            file ??= await SpillAsync(ct);
            await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), length, ct);
        }
    }

    /// <summary>What was taken; the file, if there is one, is the source's from now on.</summary>
    public MimeSource Source()
    {
        var source = file is null ? new MimeSource(memory.GetBuffer().AsMemory(0, (int)length)) : new MimeSource(file, length);
        file = null;
        return source;
    }

    public void Dispose()
    {
        file?.Dispose();
        memory.Dispose();
    }

    private async Task<SafeFileHandle> SpillAsync(CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        await RandomAccess.WriteAsync(handle, memory.GetBuffer().AsMemory(0, (int)memory.Length), 0, ct);
        memory.SetLength(0);
        memory.Capacity = 0;
        return handle;
    }
}
