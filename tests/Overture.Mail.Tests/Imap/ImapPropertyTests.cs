using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Overture.Mail.Imap;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Imap;

public class ImapPropertyTests
{
    private static readonly string[] Seeds =
    [
        "* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[HEADER.FIELDS (DATE)]<0> {6}\r\nab\r\ncd MODSEQ (4))\r\nA1 OK [READ-ONLY] done\r\n",
        "* 2 FETCH (ENVELOPE (\"d\" {3}\r\nabc ((NIL NIL \"g\" NIL)(\"n\" NIL \"m\" \"h\")(NIL NIL NIL NIL)) NIL NIL NIL NIL NIL NIL \"<i>\"))\r\n",
        "* 3 FETCH (BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"A\" \"b\") NIL NIL \"7BIT\" 5 1 NIL (\"attachment\" (\"filename\" \"x\")) NIL NIL)(\"MESSAGE\" \"RFC822\" NIL NIL NIL NIL 5 (NIL NIL) (\"A\" \"B\") 3) \"MIXED\"))\r\n",
        "* LIST (\\Sent) \"/\" \"&AOk-\"\r\n* STATUS a (MESSAGES 1)\r\n* ESEARCH (TAG \"A1\") UID ALL 1:3,5 MODSEQ 4\r\n* SEARCH 1 2 3\r\n* VANISHED (EARLIER) 1:3\r\n",
        "* OK [COPYUID 1 1:3 4:6] x\r\n* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n* ID (\"a\" NIL)\r\n+ go\r\n* CAPABILITY IMAP4rev1\r\n* 5 EXPUNGE\r\nA1 NO [UNKNOWN-CTE] no\r\n",
    ];

    [Fact]
    public void Any_name_comes_back_from_modified_utf7() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), name => ModifiedUtf7.Decode(ModifiedUtf7.Encode(name ?? "")) == (name ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Modified_utf7_is_printable_ascii() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), name => ModifiedUtf7.Encode(name ?? "").All(c => c is >= ' ' and <= '~')).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("Entwürfe & Müll", "Entw&APw-rfe &- M&APw-ll")]
    [InlineData("", "")]
    public void Modified_utf7_is_that_of_rfc_3501(string name, string encoded) => Assert.Equal(encoded, ModifiedUtf7.Encode(name));

    [Theory]
    [InlineData("&")]
    [InlineData("&AOk")]
    [InlineData("&A-")]
    [InlineData("&AGE-")] // an a that needs no shift
    public void What_is_no_modified_utf7_is_not_decoded(string encoded) => Assert.Null(ModifiedUtf7.Decode(encoded));

    [Fact]
    public void A_value_that_is_sent_is_read_back() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        var value = (text ?? "").Replace("\0", "", StringComparison.Ordinal);
        var command = new ImapCommand("X").Value(value);
        var line = command.Literals is [var (_, literal)] ? $"{{{literal.Length}}}\r\n{Encoding.UTF8.GetString(literal.Span)}" : command.Rest[2..];
        var message = Assert.Single(Transcript.ReadAsync($"* 1 FETCH (BODY[] {line} UID 7)\r\n").GetAwaiter().GetResult().Data<ImapUntagged.Message>()).Data;
        return message.Uid == 7 && Encoding.UTF8.GetString(message.Contents[0].Octets.Span) == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_transcripts_end_in_nothing_but_a_mail_exception() => Prop.ForAll(Damaged().ToArbitrary(), octets =>
    {
        try
        {
            Transcript.ReadAsync(octets, new() { ResponseLimit = 100_000, LiteralLimit = 1000 }).GetAwaiter().GetResult();
            return true;
        }
        catch (MailException e)
        {
            return e.Failure is MailFailure.Malformed or MailFailure.Lost;
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_set_is_read_back_from_its_text() => Prop.ForAll(ArbMap.Default.ArbFor<uint[]>(), numbers =>
    {
        var set = ImapIdSet.Of(numbers.Where(n => n > 0));
        return set.IsEmpty || (ImapIdSet.TryParse(set.ToString(), out var read) && read.Equals(set) && read.SequenceEqual(numbers.Where(n => n > 0)));
    }).QuickCheckThrowOnFailure();

    private static Gen<byte[]> Damaged() =>
        from seed in Gen.Elements(Seeds)
        from edits in Gen.ListOf(from at in Gen.Choose(0, 10_000) from kind in Gen.Choose(0, 3) from with in Gen.Elements(Encoding.Latin1.GetBytes("\0\r\n {}()[]\"\\*+é1A9<>")) select (at, kind, with))
        select Damage(Encoding.UTF8.GetBytes(seed), [.. edits]);

    private static byte[] Damage(byte[] octets, (int At, int Kind, byte With)[] edits)
    {
        var all = octets.ToList();
        foreach (var (at, kind, with) in edits.Where(_ => all.Count > 0))
        {
            var place = at % all.Count;
            switch (kind)
            {
                case 0:
                    all[place] = with;
                    break;
                case 1:
                    all.Insert(place, with);
                    break;
                case 2:
                    all.RemoveAt(place);
                    break;
                default:
                    all.AddRange(all.Skip(place).Take(50).ToList());
                    break;
            }
        }

        return [.. all];
    }
}
