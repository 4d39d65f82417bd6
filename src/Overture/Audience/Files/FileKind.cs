namespace Overture.Audience.Files;

/// <summary>What a file is, judged by its content. Csv stands for any delimited text.</summary>
internal enum FileKind
{
    Csv,
    Xlsx,
    Xls,
}
