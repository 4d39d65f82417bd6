namespace Overture.Tests.House;

internal static class RepositoryRule
{
    private static readonly string[] Files =
    [
        ".dockerignore", ".editorconfig", ".env.example", ".gitattributes", ".gitignore", "BannedSymbols.txt", "CHANGELOG.md", "CONTRIBUTING.md", "Directory.Build.props",
        "Directory.Packages.props", "Dockerfile", "LICENSE", "NOTICE", "Overture.slnx", "Procfile", "README.md", "SECURITY.md", "compose.yaml", "global.json", "nuget.config",
        "railway.json", "render.yaml", "test",
    ];

    private static readonly string[] Folders = [".ci", ".config", "bench", "deploy", "docs", "samples", "src", "tests", "tools"];

    private static readonly string[] Wanted = [".ci/run", ".editorconfig", ".gitignore", "CONTRIBUTING.md", "LICENSE", "test"];

    public static IEnumerable<string> Unexpected(IEnumerable<string> files) =>
        from file in files
        let cut = file.IndexOf('/', StringComparison.Ordinal)
        let name = cut < 0 ? file : file[..cut]
        where !(cut < 0 ? Files : Folders).Contains(name)
        group file by cut < 0 ? name : name + "/" into strange
        select $"{strange.Key} does not belong in the root";

    public static IEnumerable<string> Missing(IEnumerable<string> files) => Wanted.Except(files, StringComparer.Ordinal).Select(file => $"{file} is missing");

    public static IEnumerable<string> Unlocked(IReadOnlyCollection<string> files) =>
        from file in files
        where file.EndsWith(".csproj", StringComparison.Ordinal)
        where !files.Contains(Path.GetDirectoryName(file)!.Replace('\\', '/') + "/packages.lock.json")
        select $"{file} has no packages.lock.json beside it";
}
