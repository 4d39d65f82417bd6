namespace Overture.Tests.Drafting;

/// <summary>Leads as files have them, made from a seed.</summary>
internal static class Leads
{
    private static readonly string[] s_first = "Anna Mark Grace Olivia Liam Noah Emma José Siobhán Wei Priya Fatima Ivan Olga Jürgen Zoë Chloé Mateo Lucía Giulia Paolo Beatriz Sanne Marta Elin Mette Kari Aino Elif Kenji Yuki Chen Ming Omar Aisha Kwame Thabo Noor Leila Dmitri Björn Łukasz Ágnes Nikos Eleni Tomás Will Hope Joy Frank Rose May Jack Bill Hunter Mary-Jane D'Arcy".Split(' ');
    private static readonly string[] s_last = "Kovacs Young Okafor O'Brien Müller Weber Smith Taylor Green Black García López Rossi Silva Janssen Kowalski Lindqvist Nielsen Hansen Virtanen Yılmaz Tanaka Wang Li Haddad Mensah Dlamini Petrova Novák Szabó Papadopoulos Dubois Lefèvre Schneider Fischer Price King Bishop Long Short Day Winter Stone Hill van-der-Berg McDonald Nguyen Kim Park Singh Patel Sharma Ali Cohen".Split(' ');
    private static readonly string[] s_head = "Bright Nord Blue Green Silver Apex Nova Lumen Kestrel Harbor Summit Cedar Falcon Vertex Quanta Helio Terra Aqua Iron Maple Orchid Pixel Rapid Solid Stellar Urban Vivid Zephyr Acorn Beacon".Split(' ');
    private static readonly string[] s_tail = "path works labs logistics systems foods media health energy partners studio consulting retail motors textiles software analytics freight dental interiors".Split(' ');
    private static readonly string[] s_form = ["", " Inc.", " GmbH", " Ltd", " LLC", " & Sons", " S.p.A.", " AG", " Group"];
    private static readonly string[] s_title = ["CEO", "Head of Operations", "VP Sales", "Office Manager", "Founder", "Head of Growth & Marketing", "Geschäftsführer", "COO", "", "Finance Director"];
    private static readonly string[] s_city = ["Berlin", "London", "São Paulo", "New York", "Zürich", "Kraków", "", "Tokyo", "Austin", "Lyon"];

    public static IEnumerable<Dictionary<string, string>> Generate(int count)
    {
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            var (first, last) = (Pick(s_first), Pick(s_last));
            var company = $"{Pick(s_head)}{(i % 3 == 0 ? " " : "")}{(i % 3 == 0 ? char.ToUpperInvariant(Pick(s_tail)[0]) + Pick(s_tail)[1..] : Pick(s_tail))}{Pick(s_form)}";
            yield return new()
            {
                ["first_name"] = first,
                ["last_name"] = last,
                ["full_name"] = $"{first} {last}",
                ["email"] = $"{first}.{last}{i}@{i}.example".ToLowerInvariant(),
                ["company"] = company,
                ["title"] = Pick(s_title),
                ["city"] = Pick(s_city),
                ["website"] = $"https://www.site{i}.example/about",
            };
        }
        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
