using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Overture.Tests.World;

/// <summary>The accessibility checker axe-core, fetched by npm into artifacts/ the first time it is wanted (its licence, MPL-2.0, stays with it there).</summary>
internal static class AxeCore
{
    private const string Version = "4.14.1";
    private static readonly Lazy<Task<string>> Script = new(ReadAsync);

    public static Task<string> ScriptAsync() => Script.Value;

    private static async Task<string> ReadAsync()
    {
        var file = Path.Combine(Repository.Root, "artifacts", $"axe-core-{Version}", "axe.min.js");
        if (!File.Exists(file))
        {
            await FetchAsync(file);
        }

        return await File.ReadAllTextAsync(file, CancellationToken.None);
    }

    private static async Task FetchAsync(string file)
    {
        var folder = Directory.CreateTempSubdirectory("overture-axe-");
        try
        {
            await PackAsync(folder.FullName);
            await using var package = new GZipStream(File.OpenRead(Directory.GetFiles(folder.FullName, "*.tgz").Single()), CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(package, folder.FullName, overwriteFiles: true, CancellationToken.None);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(Path.Combine(folder.FullName, "package", "LICENSE"), Path.Combine(Path.GetDirectoryName(file)!, "LICENSE"), overwrite: true);
            File.Copy(Path.Combine(folder.FullName, "package", "axe.min.js"), file + ".new", overwrite: true);
            File.Move(file + ".new", file, overwrite: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PackAsync(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["pack", $"axe-core@{Version}", "--silent"]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await Task.WhenAll(npm.StandardError.ReadToEndAsync(CancellationToken.None), npm.StandardOutput.ReadToEndAsync(CancellationToken.None));
        await npm.WaitForExitAsync(CancellationToken.None);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm pack axe-core@{Version} ended with code {npm.ExitCode}: {string.Join('\n', said)}");
        }
    }
}
