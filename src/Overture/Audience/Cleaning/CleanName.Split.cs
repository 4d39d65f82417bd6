using System.Text.RegularExpressions;

namespace Overture.Audience.Cleaning;

internal static partial class CleanName
{
    // Family names of two characters; all others have one.
    private const string DoubleSurnames = "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 皇甫 令狐 尉迟 长孙 慕容 公孙 宇文 司徒";

    /// <summary>
    /// A full name as first and last name. Degrees and middle names fall away; "van der Berg" stays together; a surname written first
    /// is known by a comma, by capitals ("DUPONT Jean"), by a Russian patronymic or by its script. A name that cannot be parted is a first name.
    /// </summary>
    public static (string First, string Last) Split(string full)
    {
        var name = InOrder(Bared(full));
        var (first, last) = EastAsian(name) ?? Capitals(name) ?? Russian(name) ?? Western(name);
        return (Cased(first, mayBeginSmall: false), Cased(last, mayBeginSmall: true));
    }

    // "山田 太郎", "王小明", "マイケル・ジャクソン"
    private static (string First, string Last)? EastAsian(string name)
    {
        if (name.Length == 0 || name[0] < '\u2E80')
        {
            return null;
        }

        var dot = name.IndexOf('・', StringComparison.Ordinal);
        if (dot > 0)
        {
            return (name[..dot], name[(name.LastIndexOf('・') + 1)..]);
        }

        var space = name.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0)
        {
            return (name[(space + 1)..], name[..space]);
        }

        return name.Length > 2 && DoubleSurnames.Contains(name[..2], StringComparison.Ordinal) ? (name[2..], name[..2]) : (name, "");
    }

    private static (string First, string Last)? Capitals(string name)
    {
        var words = name.Split(' ');
        var shouted = words.TakeWhile(word => word.Length > 1 && TitleCase.IsShouted(word) && !AreInitials(word)).Count();
        return shouted > 0 && shouted < words.Length && !words[shouted..].Any(word => word.Length > 1 && TitleCase.IsShouted(word))
            ? (words[shouted], string.Join(' ', words[..shouted]))
            : null;
    }

    private static (string First, string Last)? Russian(string name)
    {
        var words = name.Split(' ');
        return words.Length switch
        {
            3 when Patronymic().IsMatch(words[2]) => (words[1], words[0]),
            3 when Patronymic().IsMatch(words[1]) => (words[0], words[2]),
            2 when RussianSurname().IsMatch(words[0]) && !RussianSurname().IsMatch(words[1]) && !Patronymic().IsMatch(words[1]) => (words[1], words[0]),
            _ => null,
        };
    }

    private static (string First, string Last) Western(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return (name, "");
        }

        var first = words[0].Length == 2 && words[0][1] == '.' && words.Length > 2 && words[1].Length > 2 ? 1 : 0; // "J. Robert Smith" is a Robert
        var last = Array.FindIndex(words, first + 1, word => Small.Contains(word.ToLowerInvariant()));
        return (words[first], string.Join(' ', words[(last < 0 || last == words.Length - 1 ? words.Length - 1 : last)..]));
    }

    [GeneratedRegex("(вич|ьич|мич|вна|чна|шна)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Patronymic();

    [GeneratedRegex("..(ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|цкий|ская|цкая|енко|чук)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex RussianSurname();
}
