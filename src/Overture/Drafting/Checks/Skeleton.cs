using System.Text;
using Overture.Audience.Cleaning;

namespace Overture.Drafting.Checks;

/// <summary>
/// A text as it looks, not as it is coded (after UTS 39 §4): compatibility forms, look-alike letters and odd dots become plain
/// lower-case letters, invisible characters go.
/// </summary>
internal static class Skeleton
{
    private const string Alike = "аbАaвbВbеeЕeкkКkмmМmнhНhоoОoрpРpсcСcтtТtуyУyхxХxіiІiјjЈjѕsЅsԁdԛqԝwһhӏlɡgɩiαaΑaΒbεeΕeΖzΗhιiΙiκkΚkΜmΝnοoΟoρpΡpΤtυuΥyΧxνvıiℓl";
    private static readonly Dictionary<char, char> s_alike = Pairs();

    public static string Of(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var plain = new StringBuilder(text.Length);
        foreach (var c in Compatible(text))
        {
            if (!Disguise.IsInvisible(c) && !char.IsLowSurrogate(c))
                plain.Append(Plain(c));
        }
        return plain.ToString();
    }

    /// <summary>Letters and digits only, with digits that stand for letters read as those: "3v1l c0m" is "evilcom".</summary>
    public static string Letters(string text) => LettersOf(Of(text));

    /// <summary>The same of a text that is a skeleton already.</summary>
    public static string LettersOf(string skeleton)
    {
        var (letters, count) = (System.Buffers.ArrayPool<char>.Shared.Rent(skeleton.Length), 0);
        foreach (var c in skeleton)
        {
            if (c is >= 'a' and <= 'z' ? c != 'l' : c >= 128 && char.IsLetterOrDigit(c))
                letters[count++] = c;
            else if (c is 'l' or >= '0' and <= '9' or '@' or '$')
                letters[count++] = Unleet(c);
        }
        var text = new string(letters, 0, count);
        System.Buffers.ArrayPool<char>.Shared.Return(letters);
        return text;
    }

    private static char Unleet(char c) => c switch
    {
        '0' => 'o',
        '1' => 'i',
        'l' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => c,
    };

    private static string Compatible(string text) => CleanText.Whole(text).Normalize(NormalizationForm.FormKC);

    private static char Plain(char c) => c switch
    {
        < (char)128 => char.ToLowerInvariant(c),
        '。' or '․' or '·' or '•' or '∙' or '⋅' or '܂' or '᠃' or '‧' => '.',
        '∕' or '⁄' or '⧸' => '/',
        '：' or '∶' or '꞉' => ':',
        '’' or '‘' => '\'',
        '‐' or '‑' => '-',
        _ => s_alike.TryGetValue(c, out var latin) ? latin : char.ToLowerInvariant(c),
    };

    private static Dictionary<char, char> Pairs()
    {
        var pairs = new Dictionary<char, char>();
        for (var i = 0; i < Alike.Length; i += 2)
            pairs[Alike[i]] = Alike[i + 1];
        return pairs;
    }
}
