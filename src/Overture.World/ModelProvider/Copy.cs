using System.Text;

namespace Overture.World.ModelProvider;

/// <summary>
/// Words that would pass as a cold e-mail (a greeting and five sentences, 50 to 70 words) or an opener (two sentences). Put together from
/// halves of sentences by a number, so that a thousand million numbers give different texts.
/// </summary>
internal static class Copy
{
    static readonly string[] greetings = ["Hi there,", "Hello there,", "Good morning,", "Hey there,", "Good afternoon,", "Hello and welcome,", "Hi again,", "Warm hello,"];

    static readonly string[][] email =
    [
        ["I spent part of this morning", "Over lunch I was quietly", "Last week I found myself", "Between two calls I kept", "On the train I was", "Yesterday evening I sat down", "For a few days now I was", "Over a slow coffee I kept"],
        ["wondering how your team handles follow-ups.", "thinking about your busiest manual chores.", "picturing the inbox you must face.", "guessing where your week actually disappears.", "sketching what a calmer quarter brings.", "noticing how much still gets retyped.", "asking who chases all the paperwork.", "mapping the steps behind every quote."],
        ["Most people in your seat tell", "Nearly everyone in similar work tells", "The folks we talk to tell", "Plenty of busy owners often tell", "Two of our newest clients told", "Quite a few careful managers tell", "Several teams of your size told", "The last five people I met told"],
        ["me that small tasks pile up.", "me the reports eat whole Fridays.", "us their leads wait too long.", "us that notes get lost daily.", "me nobody enjoys copying those numbers.", "us scheduling is the worst part.", "me their spreadsheets have grown wild.", "us the handovers cause most mistakes."],
        ["We build little assistants which quietly", "My work is making helpers that", "What we set up are robots that", "I put together simple flows that", "Our small crew wires up tools that", "We teach plain software how it can", "I like to create routines which", "Our thing is gentle automation that"],
        ["take those chores off your plate.", "sort and answer the routine stuff.", "draft replies before anybody even asks.", "move data between systems without fuss.", "remind the right person in time.", "summarise long threads into three lines.", "fill in forms while you sleep.", "catch errors before your customers do."],
        ["One shop gained back roughly", "A recent customer now saves about", "Somebody much like you recovered nearly", "A small firm freed up almost", "The latest project returned more than", "Our favourite case so far saves", "A cautious sceptic ended up saving", "Last month a client got back"],
        ["nine hours every single week.", "a full day each fortnight.", "eleven hours in the first month.", "two afternoons out of every five.", "six hours per person and week.", "half of their Monday mornings.", "one whole salary over the year.", "a dozen evenings in one quarter."],
        ["Would it be silly if I", "Could it help if I simply", "Shall I go ahead and just", "Are you open to letting me", "Would you mind terribly if I", "Does it make sense that I", "Is it alright when I quickly", "May I be bold here and"],
        ["show you one idea next week?", "sent over a two minute sketch?", "walk through an example with you?", "record a short clip for you?", "share what I would try first?", "list three quick wins for you?", "ask you one question about that?", "explain how we would begin there?"],
    ];

    static readonly string[][] opener =
    [
        ["What stood out to me was", "I kept coming back to", "The part I liked best is", "It says a lot about you:", "I really did not expect", "You rarely see anybody show", "My favourite detail has to be", "I had to smile about"],
        ["how plainly you explain the work,", "the care behind every small step,", "the calm way you treat customers,", "how honestly you speak about timing,", "the patience in how you teach,", "how little noise there is anywhere,", "the pride you take in basics,", "how openly you share the process,"],
        ["and it made me wonder", "which left me rather curious", "so I started asking myself", "and naturally I began thinking", "and right away I wondered", "so now I am curious", "which got me asking", "and that raised a question:"],
        ["what you would do with ten spare hours.", "where the next stretch of growth hides.", "how much of it still runs by hand.", "which chore you would drop first.", "who keeps all those promises on track.", "what a quieter inbox might change.", "how you manage the busy months.", "which task nobody wants on Mondays."],
    ];

    static readonly string[][] subjects =
    [
        ["a small idea about", "quick thought on", "one question around", "something simple for", "two minutes on", "less fuss with", "a calmer way through", "an odd idea for"],
        ["your follow-ups", "the weekly reports", "those manual steps", "the busy mornings", "the repeat work", "your open quotes", "the handover notes", "all that retyping"],
    ];

    public const string German = """
        Guten Tag, ich habe mir heute Morgen überlegt, wie viel Zeit Ihre Leute jede Woche mit Nachfassen und Abtippen verlieren. Die meisten, mit denen
        wir sprechen, sagen uns, dass genau diese kleinen Aufgaben den Tag auffressen. Wir bauen stille Helfer, die das übernehmen und niemandem im Weg
        stehen. Darf ich Ihnen nächste Woche in zwei Minuten zeigen, womit ich anfangen würde?
        """;

    public const string Refusal = "I'm sorry, but I can't help with that request.";

    public const string AgainstRules = """
        Sure, here is your email:

        **Hello [First Name]**, visit https://offers.example-deals.com/win today! Buy now.

        Best regards,
        John Smith
        """;

    /// <summary>The words for a number.</summary>
    public static (string? Subject, string Body) Write(ulong number, CopyKind kind)
        => kind == CopyKind.Opener ? (null, Sentences(opener, number).ToString()) : (Subject(number), Email(number));

    static string Email(ulong number) => $"{greetings[(int)(Draw.Mix(number) % 8)]}\n\n{Sentences(email, number)}";

    static string Subject(ulong number) => $"{subjects[0][(int)(number >> 40) & 7]} {subjects[1][(int)(number >> 50) & 7]}";

    static StringBuilder Sentences(string[][] halves, ulong number)
    {
        var text = new StringBuilder(480);
        for (var i = 0; i < halves.Length; i++, number >>= 3)
            text.Append(i == 0 ? "" : i is 4 or 8 ? "\n\n" : " ").Append(halves[i][(int)(number & 7)]);
        return text;
    }
}
