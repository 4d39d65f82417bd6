namespace Overture.Tests.House;

public sealed class TypeTests
{
    private const string Guilty = """
        namespace Overture.Audience
        {
            public class Open;
            public sealed class LeadManager { public sealed class RowDto; }
            public abstract class ReaderBase<T>;
            public sealed class CsvReader : ReaderBase<int>;
            public abstract record Answer { public sealed record Yes : Answer; }
            public sealed class Base64;
            public abstract class Shape;
            public sealed class Round : Shape;
            public static class Rules;
        }
        """;

    [Fact]
    public void No_type_has_a_hollow_name() => Holds(NameRule.Hollow);

    [Fact]
    public void A_class_is_sealed_static_or_abstract() => Holds(SealedRule.Open);

    [Fact]
    public void Our_own_classes_inherit_only_from_records_and_the_database_context() => Holds(SealedRule.Inheriting);

    [Fact]
    public void The_rules_find_what_they_look_for()
    {
        using var module = Sample.Module(Guilty);

        Assert.Equal(3, NameRule.Hollow(module).Count());
        Assert.Equal(["Overture.Audience.Open is neither sealed nor abstract"], SealedRule.Open(module));
        Assert.Equal(2, SealedRule.Inheriting(module).Count());
        Assert.Contains("Overture.Audience.Round inherits from Overture.Audience.Shape", SealedRule.Inheriting(module));
    }

    private static void Holds(Func<Mono.Cecil.ModuleDefinition, IEnumerable<string>> rule)
    {
        using var module = Product.Module();
        Product.AssertNone(rule(module));
    }
}
