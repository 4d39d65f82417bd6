using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

public sealed class EncodingRuleTests
{
    private const string French = "prénom,nom,société\nFrançois,Lefèvre,Hôtel de la Forêt\nAgnès,Gérard,Café des Étoiles\nZoé,Crépin,Boulangerie Noël\n";
    private const string German = "Vorname,Nachname,Firma\nJürgen,Müller,Bäckerei Groß\nKäthe,Schröder,Möbel Weiß\nSören,Löwe,Gebrüder Jäger\n";
    private const string Spanish = "nombre,empresa,ciudad\nJosé Núñez,Peñafiel y Compañía,Córdoba\nMaría Ibáñez,Diseño Español,Cádiz\n";
    private const string Portuguese = "nome,empresa\nJoão Gonçalves,Construções São José\nConceição Araújo,Informática Avançada\n";
    private const string Danish = "navn,firma\nSøren Kjær,Rødgrød ApS\nÅse Nørgård,Brødrene Møller\nJørgen Bæk,Smørrebrød A/S\n";
    private const string Polish = "imię,nazwisko,firma\nŁukasz,Wiśniewski,Zakład Usług Komunalnych\nMałgorzata,Dąbrowska,Sklep Żółty\nStanisław,Wójcik,Piekarnia Świętokrzyska\n";
    private const string Czech = "jméno,příjmení,firma\nJiří,Dvořák,Česká pošta\nŽofie,Novotná,Těšínské pivovary\nLuděk,Kučera,Uhlíř a synové\n";
    private const string Hungarian = "név,cég\nErdős Péter,Tűzoltó Kft.\nSzűcs Gergő,Győri Keksz\nŐry Dezső,Hűtőház Zrt.\n";
    private const string Russian = "имя,фамилия,компания\nИван,Петров,Рога и копыта\nОльга,Смирнова,Северный ветер\nДмитрий,Кузнецов,Щёлковский завод\n";
    private const string RussianCapitals = "ИВАНОВ,МОСКВА,ЗАВОД\nПЕТРОВА,КАЗАНЬ,ТОРГОВЫЙ ДОМ\nСИДОРОВ,САМАРА,СТРОИТЕЛЬ\n";
    private const string Ukrainian = "ім'я,місто\nОлексій,Київ\nЄвгенія,Чернівці\nЇжакевич,Запоріжжя\n";
    private const string Japanese = "氏名,会社,役職\n田中太郎,株式会社サンプル,代表取締役\n佐藤花子,東京商事,営業部長\n鈴木一郎,大阪製作所,課長\n";
    private const string JapaneseProse = "コメント\nお世話になっております。資料をお送りください。\nとても良い製品だと思います。\n";
    private const string Chinese = "姓名,公司,职位\n王伟,北京科技有限公司,经理\n李娜,上海贸易公司,总监\n张敏,深圳电子有限公司,销售代表\n";
    private const string Taiwanese = "姓名,公司,職稱\n陳志明,台北科技股份有限公司,經理\n林淑芬,高雄貿易公司,業務代表\n黃建宏,新竹電子,總監\n";
    private const string Korean = "이름,회사,직책\n김철수,삼성전자,부장\n이영희,현대자동차,대리\n박지민,서울상사,대표이사\n";

    [Theory]
    [InlineData("windows-1252", French)]
    [InlineData("windows-1252", German)]
    [InlineData("windows-1252", Spanish)]
    [InlineData("windows-1252", Portuguese)]
    [InlineData("windows-1252", Danish)]
    [InlineData("windows-1252", French + German + Spanish + Danish)]
    [InlineData("windows-1250", Polish)]
    [InlineData("windows-1250", Czech)]
    [InlineData("windows-1250", Hungarian)]
    [InlineData("windows-1250", Polish + Czech + Hungarian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("windows-1251", RussianCapitals)]
    [InlineData("windows-1251", Ukrainian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("koi8-r", RussianCapitals)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("shift_jis", JapaneseProse)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("euc-jp", JapaneseProse)]
    [InlineData("gb18030", Chinese)]
    [InlineData("big5", Taiwanese)]
    [InlineData("euc-kr", Korean)]
    [InlineData("utf-16le", Japanese)]
    [InlineData("utf-16be", Chinese)]
    [InlineData("utf-16le", German)]
    [InlineData("utf-16be", Russian)]
    [InlineData("utf-8", Korean)]
    [InlineData("utf-8", "plain,ascii\n1,2\n")]
    public void Text_tells_its_encoding(string encoding, string text) =>
        Assert.Equal(encoding, EncodingRule.Find(TextEncodings.Get(encoding).GetBytes(text)));

    [Theory]
    [InlineData("name,prix\nŒuvres,12 €\nCœur,8 €\n", "iso-8859-15")]
    [InlineData("nimi,hinta\nŠkoda,9 €\nŽivago,1 €\n", "iso-8859-15")]
    [InlineData("nimi,hinta\nMäkelä,9 €\nJärvinen,1 €\n", "iso-8859-15")]
    [InlineData("name,prix\nŒuvres,12 €\nCœur,8 €\n", "windows-1252")]
    public void The_euro_sign_tells_Latin_9_from_Windows(string text, string encoding) =>
        Assert.Equal(encoding, EncodingRule.Find(TextEncodings.Get(encoding).GetBytes(text)));

    [Theory]
    [InlineData("a,b\nThe Smiths,“Best” – ever\nAnn’s,£5\n")]
    [InlineData("name,company\nJohn Smith,Café Central\nBob Ray,Initech\n")]
    [InlineData("name,price\nMug,£12\nCup,£9\n")]
    public void A_little_beyond_ASCII_reads_as_Windows_1252(string text) =>
        Assert.Equal("windows-1252", EncodingRule.Find(TextEncodings.Get("windows-1252").GetBytes(text)));

    [Fact]
    public void A_stray_byte_does_not_make_UTF_8_something_else()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Czech), 0xE9, (byte)'\n'];

        Assert.Equal("utf-8", EncodingRule.Find(bytes));
    }

    [Fact]
    public void A_few_NULs_do_not_make_a_text_UTF_16()
    {
        var one = "name,email,city\nAnn,ann@acme.example,Rome\nBob,bob@acme.example,Oslo\nCid,cid@globex.example,Bern\nDora,dora@initech.example\n"u8.ToArray();
        var rows = AFile.Lines(200, i => $"\0Ann {i:000},Rome");

        Assert.Equal("utf-8", EncodingRule.Find([.. one[..41], 0, .. one[41..]]));
        Assert.Equal("utf-8", EncodingRule.Find([.. one[..40], 0, .. one[40..]]));
        Assert.Equal("utf-8", EncodingRule.Find(Encoding.ASCII.GetBytes(rows)));
        Assert.Equal(200, AFile.Of("name,city\n" + rows).Records().Count);
    }

    [Fact]
    public void NULs_strewn_into_a_text_change_nothing_and_UTF_16_is_found_whatever_it_says()
    {
        string[] texts = [French, German, Polish, Russian, RussianCapitals, Ukrainian, Japanese, JapaneseProse, Chinese, Taiwanese, Korean];
        var texted = Gen.Elements(texts).ListOf().Where(parts => parts.Count > 0).Select(parts => string.Concat(parts));
        var strewn = from text in Gen.Elements(French, German, Russian, "first_name,company\nAnn,Acme Inc.\nBob,Globex Ltd\n")
            from encoding in Gen.Elements("utf-8", "windows-1252", "koi8-r")
            from every in Gen.Choose(8, 60)
            from parity in Gen.Choose(0, 1)
            select Strewn(TextEncodings.Get(encoding).GetBytes(text), every, parity);

        Prop.ForAll(strewn.ToArbitrary(), bytes => !EncodingRule.Find(bytes).StartsWith("utf-16", StringComparison.Ordinal)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        Prop.ForAll(texted.ToArbitrary(), text => EncodingRule.Find(Encoding.Unicode.GetBytes(text)) == "utf-16le" && EncodingRule.Find(Encoding.BigEndianUnicode.GetBytes(text)) == "utf-16be")
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    // Always at odd or always at even places, as would be worst.
    private static byte[] Strewn(byte[] text, int every, int parity)
    {
        var bytes = new List<byte>(text.Length + text.Length / every);
        foreach (var b in text)
        {
            if (bytes.Count % every < 2 && bytes.Count % 2 == parity && bytes.Count >= every)
                bytes.Add(0);
            bytes.Add(b);
        }
        return [.. bytes];
    }
}
