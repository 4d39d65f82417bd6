using System.Diagnostics;

namespace Overture.Tests.World;

/// <summary>The files that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>All that is committed or about to be (what .gitignore names is not), by path from the root.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Listed().Order(StringComparer.Ordinal)];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Overture.slnx"))
            ? folder
            : Above(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."));

    private static IEnumerable<string> Listed()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = Root, RedirectStandardOutput = true })!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return files.Length > 0 ? files.Where(file => File.Exists(Path.Combine(Root, file))) : throw new InvalidOperationException("git lists no files.");
    }
}
