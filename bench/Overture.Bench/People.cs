using System.Globalization;
using System.Text;

namespace Overture.Bench;

/// <summary>Made-up people, all different; of two files with different <c>batch</c> too.</summary>
internal static class People
{
    private static readonly string[] First = ["Anna", "Boris", "Carla", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Klara"];
    private static readonly string[] Last = ["Abel", "Brandt", "Costa", "Dorn", "Eriksen", "Falk", "Gomez", "Hahn", "Ivanov", "Jensen", "Kolar", "Lopez", "Novak"];
    private static readonly string[] Kind = ["Granit", "Kupfer", "Lumen", "Nordic", "Ocean", "Pioneer", "Quartz"];

    public static void Write(string path, int count, int batch = 0)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false));
        file.Write("first_name,last_name,email,company_name,title,city\r\n");
        for (var i = 1; i <= count; i++)
        {
            var (first, last, kind) = (First[i % First.Length], Last[i % Last.Length], Kind[i % Kind.Length]);
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{first},{last},{first}.{last}{i}@{kind}{batch}{i % 997}.example,{kind} Works {i % 997} Inc.,Head of Sales,Berlin\r\n"));
        }
    }
}
