namespace Overture.Tests.House;

public sealed class RoomTests
{
    private const string Guilty = """
        using System;
        [assembly: System.Reflection.AssemblyMetadata("a", "b")]
        namespace Overture.Accounts
        {
            public sealed class Mailbox;
            public sealed class Trouble : Exception;
            public sealed class Mark : Attribute { public Mark(Type of) { } }
        }
        namespace Overture.Drafting
        {
            public class Draft { public Overture.Accounts.Mailbox? Uses; public static int Count = 0; }
            public sealed class Lost : Exception;
        }
        namespace Overture.Drafting.Pages { public sealed class Review { public Overture.Reports.Funnel? Shows; } }
        namespace Overture.Reports { public sealed class Funnel; }
        namespace Overture.Audience
        {
            public sealed class ByField { private Overture.Drafting.Draft? draft; public object? Get() => draft; }
            public sealed class ByList { public System.Collections.Generic.List<Overture.Drafting.Draft[]>? All; }
            public sealed class ByConstraint<T> where T : Overture.Drafting.Draft;
            public sealed class ByMethodConstraint { public void Take<T>() where T : Overture.Drafting.Draft { } }
            public sealed class ByCatch { public int Try() { try { return int.Parse("1"); } catch (Overture.Drafting.Lost) { return 0; } } }
            public sealed class ByBody { public int Count() => Overture.Drafting.Draft.Count; }
            public sealed class ByLambda { public Func<int> Count() => () => Overture.Drafting.Draft.Count; }
            [Overture.Accounts.Mark(typeof(Overture.Drafting.Draft))] public sealed class ByAttribute;
            public sealed class ByPage { public object New() => new Overture.Drafting.Pages.Review(); }
            public sealed class Lawful { public int Try() { try { return 1; } catch (Overture.Accounts.Trouble) { return 0; } } }
        }
        namespace Overture.Storage
        {
            public sealed class AppDb { public Overture.Drafting.Draft? Drafts; }
            public sealed class Leaky { public Overture.Access.Workspace? Of; }
        }
        namespace Overture.Access { public sealed class Workspace; }
        namespace Overture.Cellar { public sealed class Odd { public int Size; } }
        """;

    [Fact]
    public void A_room_uses_only_the_rooms_above_it() => Holds(RoomRule.RoomsUsingOnesBelow);

    [Fact]
    public void Nothing_but_a_page_uses_a_page() => Holds(RoomRule.OthersUsingPages);

    [Fact]
    public void Plumbing_uses_no_room() => Holds(RoomRule.PlumbingUsingRooms);

    [Fact]
    public void Every_folder_is_a_room_or_plumbing() => Holds(RoomRule.FoldersWithoutAPlace);

    [Fact]
    public void The_rules_find_every_way_to_use_a_room_below()
    {
        using var module = Sample.Module(Guilty);
        var uses = RoomRule.Uses(module);

        string[] guilty = ["ByAttribute", "ByBody", "ByCatch", "ByConstraint`1", "ByField", "ByLambda", "ByList", "ByMethodConstraint", "ByPage"];
        Assert.Equal(guilty.Select(name => $"Overture.Audience.{name}"), Names(RoomRule.RoomsUsingOnesBelow(uses)));
        Assert.Equal(["Overture.Audience.ByPage"], Names(RoomRule.OthersUsingPages(uses)));
        Assert.Equal(["Overture.Storage.Leaky"], Names(RoomRule.PlumbingUsingRooms(uses)));
        Assert.Equal(["Overture.Cellar.Odd"], Names(RoomRule.FoldersWithoutAPlace(uses)));
    }

    /// <summary>A rule that reads nothing finds nothing: what it read is counted first.</summary>
    private static void Holds(Func<IReadOnlyList<(Mono.Cecil.TypeDefinition, Mono.Cecil.TypeReference)>, IEnumerable<string>> rule)
    {
        using var module = Product.Module();
        var uses = RoomRule.Uses(module);

        Assert.True(uses.Count > 10, $"Only {uses.Count} uses were read.");
        Product.AssertNone(rule(uses));
    }

    private static IEnumerable<string> Names(IEnumerable<string> findings) => findings.Select(finding => finding.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal);
}
