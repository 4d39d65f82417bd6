namespace Overture.Mail.Tests.World;

/// <summary>Mails and conversations that nobody here wrote. They stand beside the checkout, or where OVERTURE_CORPORA says.</summary>
internal static class Corpus
{
    private static readonly string? Root = Find();

    /// <summary>The files of a folder and those below it, by name; none, and said so, where there is no corpus.</summary>
    /// <param name="folder">As <c>imap</c> or <c>mime/mimekit</c>.</param>
    public static IReadOnlyList<string> Files(string folder)
    {
        if (Root is null)
        {
            TestContext.Current.SendDiagnosticMessage($"no corpus {folder} beside this checkout: nothing to try");
            return [];
        }

        return [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    /// <summary>One line a set, in the log.</summary>
    public static void Tell(string set, int good, int all) =>
        Console.WriteLine(Root is null ? $"corpus {set} is not beside the checkout" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"corpus {set} {100.0 * good / Math.Max(1, all):0.0} % ({good}/{all})"));

    /// <summary>One file's whole path; null where there is no corpus.</summary>
    public static string? File(string path) => Root is null ? null : Path.Combine(Root, path);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("OVERTURE_CORPORA") is { Length: > 0 } told)
        {
            return told;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var beside = Path.Combine(folder.FullName, "..", "shared", "corpora");
            if (Directory.Exists(beside))
            {
                return Path.GetFullPath(beside);
            }
        }

        return null;
    }
}
