using Overture.Audience;
using Overture.Audience.Files;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>What <c>overture write</c> is asked for.</summary>
/// <param name="Limit">Rows; null: all.</param>
/// <param name="All">Sample words for every row where there is no model.</param>
/// <param name="Choice">How the file is to be read, where it is not to be found.</param>
internal sealed record WriteOrder(FileInfo File, string Prompt, FileInfo? Out, int? Limit, bool All, ImportChoice? Choice)
{
    public FileInfo Finished => Out ?? new(Path.Combine(File.DirectoryName!, Path.GetFileNameWithoutExtension(File.Name) + "-finished" + (Has(File, ".csv", ".tsv", ".txt") ? ".csv" : ".xlsx")));

    /// <summary>Before anything is opened, asked or paid.</summary>
    /// <exception cref="Refused">Something in it cannot be.</exception>
    public void Check()
    {
        if (!File.Exists)
        {
            throw new FileRefused("file", File.FullName, "there is no such file", "Check the path");
        }

        if (Limit < 1)
        {
            throw new Refused("--limit", $"{Limit}", "it is no number of rows", "Choose 1 or more, or leave it out for all rows");
        }

        if (!Has(Finished, ".csv", ".xlsx"))
        {
            throw new Refused("--out", Finished.Name, "only .csv and .xlsx are written", "Give the file one of these endings");
        }

        if (!Finished.Directory!.Exists)
        {
            throw new Refused("--out", Finished.FullName, "there is no such folder", "Make it, or choose another");
        }

        if (Finished.FullName == File.FullName)
        {
            throw new Refused("--out", Finished.Name, "it is the file with the leads", "Choose another name: that file stays as it is");
        }
    }

    private static bool Has(FileInfo file, params string[] endings) => endings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);
}
