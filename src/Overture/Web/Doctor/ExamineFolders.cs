using Overture.Web.Settings;

namespace Overture.Web.Doctor;

/// <summary>The folders that are written to: there, writable, with room.</summary>
internal sealed class ExamineFolders(StorageSettings storage, LogSettings logs)
{
    private const long LeastRoom = 100L << 20;
    private const long EnoughRoom = 1L << 30;

    public Task<IReadOnlyList<Finding>> Run(CancellationToken ct)
    {
        _ = ct;
        var log = logs.File is { } file ? Path.GetDirectoryName(Path.GetFullPath(file)) : null;
        IReadOnlyList<Finding> findings =
        [
            Look("data folder", "DATA_DIR", storage.DataDir),
            .. storage.UploadDir == Path.Combine(storage.DataDir, "uploads") ? Array.Empty<Finding>() : [Look("upload folder", "UPLOAD_DIR", storage.UploadDir)],
            .. log is null ? Array.Empty<Finding>() : [Look("log folder", "LOG_FILE", log)],
        ];
        return Task.FromResult(findings);
    }

    private static Finding Look(string check, string variable, string folder)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            var there = Deepest(path);
            Try(there);
            var room = new DriveInfo(there).AvailableFreeSpace;
            return room switch
            {
                < LeastRoom => Finding.Fail(check, $"{path} has {Gigabytes(room)} of room left.", "Free some, or move it with " + variable),
                < EnoughRoom => Finding.Warn(check, $"{path} has {Gigabytes(room)} of room left.", "Free some before a large file comes"),
                _ => Finding.Ok(check, $"{path} can be written{(there == path ? "" : " (it will be made)")}; {Gigabytes(room)} of room."),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail(check, $"{path} cannot be written: {e.Message}", $"Give this user the right to write there, or set {variable} to another folder");
        }
    }

    /// <summary>The folder, or the nearest one above it that is there.</summary>
    private static string Deepest(string path)
    {
        if (File.Exists(path))
        {
            throw new IOException("it is a file, not a folder");
        }

        return Directory.Exists(path) || Path.GetDirectoryName(path) is not { } above ? path : Deepest(above);
    }

    private static void Try(string folder)
    {
        using var probe = new FileStream(Path.Combine(folder, $".overture-{Environment.ProcessId}"), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
        probe.WriteByte(0);
    }

    private static string Gigabytes(long bytes) => $"{bytes / (double)(1L << 30):0.0} GB";
}
