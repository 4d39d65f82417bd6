namespace Overture.Mail.Tests.World;

/// <summary>Programs of Debian packages that ./test unpacks beside the installed ones.</summary>
internal static class Unpacked
{
    /// <summary>The folder a package was unpacked into.</summary>
    /// <exception cref="DirectoryNotFoundException">It was not: ./test does it.</exception>
    public static string Folder(string package)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var there = Path.Combine(folder.FullName, "artifacts", "test", package);
            if (Directory.Exists(there))
            {
                return there;
            }
        }

        throw new DirectoryNotFoundException($"There is no artifacts/test/{package}: ./test unpacks it.");
    }
}
