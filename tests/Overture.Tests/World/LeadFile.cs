using System.Globalization;
using System.Text;

namespace Overture.Tests.World;

/// <summary>Made-up people, as many as wanted, all different; <c>row-N</c> marks each for the model provider, in a field that prompts read.</summary>
internal static class LeadFile
{
    private static readonly string[] First = ["Anna", "Boris", "Carla", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Klara", "Liam", "Mona", "Nils", "Olga"];
    private static readonly string[] Last = ["Abel", "Brandt", "Costa", "Dorn", "Eriksen", "Falk", "Gomez", "Hahn", "Ivanov", "Jensen", "Kolar", "Lopez", "Novak"];
    private static readonly string[] Kind = ["Granit", "Kupfer", "Lumen", "Nordic", "Ocean", "Pioneer", "Quartz", "River", "Summit", "Timber", "Vista"];
    private static readonly string[] Title = ["CEO", "CTO", "Head of Sales", "Operations Manager", "Founder", "Marketing Lead"];

    public static string Csv(int count, int from = 1) => Csv(Enumerable.Range(from, count));

    /// <summary>These people, in this order; one may come more than once.</summary>
    public static string Csv(IEnumerable<int> people)
    {
        var text = new StringBuilder("first_name,last_name,email,company_name,title,note\r\n");
        foreach (var i in people)
        {
            var (first, last, kind) = (First[i % First.Length], Last[i % Last.Length], Kind[i % Kind.Length]);
            text.Append(CultureInfo.InvariantCulture, $"{first},{last},{first}.{last}{i}@{kind}{i % 97}.example,{kind} Works {i % 97} Inc.,{Title[i % Title.Length]} row-{i},row-{i}\r\n");
        }

        return text.ToString();
    }
}
