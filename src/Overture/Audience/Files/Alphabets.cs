using System.Buffers;

namespace Overture.Audience.Files;

/// <summary>Letters beyond ASCII by language, in lower case (Unicode CLDR exemplar characters).</summary>
internal static class Alphabets
{
    public static readonly string[] Western =
    [
        "àâçéèêëîïôùûüÿœæ",   // French
        "äöüß",               // German
        "áéíñóúü",            // Spanish
        "áâãàçéêíóôõú",       // Portuguese
        "àéèìíîòóùú",         // Italian
        "àçéèíïòóúü",         // Catalan
        "áàâäéèëêïíôóöüúç",   // Dutch
        "åäöéàü",             // Swedish, Finnish
        "æøåéêòôó",           // Danish, Norwegian
        "áéíóúýæðþö",         // Icelandic
        "õäöüšž",             // Estonian
    ];

    public static readonly string[] Central =
    [
        "ąćęłńóśźż",          // Polish
        "áčďéěíňóřšťúůýž",    // Czech
        "áäčďéíĺľňóôŕšťúýž",  // Slovak
        "áéíóöőúüű",          // Hungarian
        "ăâîşţșț",            // Romanian
        "čćđšž",              // Croatian, Slovene
        "äöüß",               // German, which neighbours share files with
    ];

    /// <summary>Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian.</summary>
    public static readonly SearchValues<char> Cyrillic = SearchValues.Create(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџѓќѕАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐЎЂЈЉЊЋЏЃЌЅ’'");

    /// <summary>The ten most frequent letters of Russian: about 65 % of any text.</summary>
    public const string FrequentCyrillic = "оеаинтсрвлі";
}
