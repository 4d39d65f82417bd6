using System.Globalization;
using System.Net;
using Overture.Drafting.Sites;

namespace Overture.Tests.Drafting.Sites;

/// <summary>Every spelling of a place a lead's URL must not lead to, asked of the real reader: no connection is ever opened.</summary>
public class ForbiddenPlacesTests(SmallInternet net) : IClassFixture<SmallInternet>
{
    private static readonly string[] Places =
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.0.9", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
        "198.18.0.1", "192.0.2.7", "224.0.0.1", "255.255.255.255",
    ];

    private static readonly string[] Others =
    [
        "http://[::]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[fe80::1]/", "http://[fe80::1%25lo]/", "http://[fd00:ec2::254]/", "http://[fc00::1]/", "http://[ff02::1]/",
        "http://[2001:db8::1]/", "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[::ffff:7f00:1]/", "http://0/", "http://0x0/", "http://00/", "http://127/", "http://1/",
        "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://intranet/", "http://db.internal/", "http://router.home.arpa/", "http://nas.local/",
        "http://ⓛocalhost/", "http://ｌｏｃａｌｈｏｓｔ/", "http://metadata.google.internal/computeMetadata/v1/", "http://rebinder.example.com/", "http://127.0.0.1.nip.io/",
        "file:///etc/passwd", "file://localhost/etc/passwd", "gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/", "ftp://127.0.0.1/", "ldap://127.0.0.1/", "jar:http://127.0.0.1!/", "netdoc:///etc/passwd",
        "data:text/html,hello", "javascript:alert(1)", "ws://127.0.0.1/", "unix:/var/run/docker.sock", "http:127.0.0.1", "http:/127.0.0.1/", "http:////127.0.0.1/", "http://\\127.0.0.1/", "http://example.com\\@127.0.0.1/",
        "http://example.com@127.0.0.1/", "http://example.com:80@127.0.0.1/", "http://127.0.0.1#@example.com/", "http://127.0.0.1?@example.com/", "http://127.0.0.1\t/", "http://127.0.0.1%00.example.com/", "http://%31%32%37.0.0.1/",
        "//127.0.0.1/", "127.0.0.1", "127.1:80", "localhost:80", "http://example.com:22/", "http://example.com:25/", "http://example.com:6379/", "http://example.com:0/", "http://example.com:80:80/", "http://example.com:-1/",
    ];

    public static TheoryData<string> Spellings() => [.. Places.SelectMany(Forms).Concat(Others).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task No_spelling_of_a_private_place_opens_a_connection(string address)
    {
        net.Connected.Clear();
        net.Names = _ => [IPAddress.Loopback];

        var verdict = await net.ReadAsync(address);

        Assert.True(Assert.IsType<PageVerdict.NotReadable>(verdict).Reason is UnreadableReason.RefusedAddress or UnreadableReason.BadAddress, verdict.ToString());
        Assert.Empty(net.Connected);
    }

    [Fact]
    public void There_are_hundreds_of_them() => Assert.InRange(Spellings().Count, 400, 2_000);

    private static IEnumerable<string> Forms(string place)
    {
        var b = IPAddress.Parse(place).GetAddressBytes();
        var all = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        var low16 = (b[2] << 8) | b[3];
        var low24 = (b[1] << 16) | low16;
        string[] hosts =
        [
            place, $"{place}.", all.ToString(CultureInfo.InvariantCulture), $"0x{all:x8}", $"0X{all:X}", $"0{Octal(all)}", $"000{Octal(all)}",
            $"{b[0]}.{low24}", $"{b[0]}.{b[1]}.{low16}", $"0x{b[0]:x}.0x{b[1]:x}.0x{b[2]:x}.0x{b[3]:x}", $"0{Octal(b[0])}.0{Octal(b[1])}.0{Octal(b[2])}.0{Octal(b[3])}",
            $"{b[0]:000}.{b[1]:000}.{b[2]:000}.{b[3]:000}", $"0x{b[0]:x}.{low24}", $"{b[0]}.{b[1]}.{b[2]}.0x{b[3]:x}", place.Replace('.', '。'), place.Replace('.', '．'), place.Replace('.', '｡'),
            string.Concat(place.Select(c => char.IsDigit(c) ? (char)(c - '0' + '０') : c)), string.Concat(place.Select(c => c is >= '1' and <= '9' ? (char)(c - '1' + '①') : c)), place.Insert(1, "\u200B"), place.Insert(1, "\u00AD"),
            $"[::ffff:{place}]", $"[::{place}]", $"[64:ff9b::{place}]", $"[2002:{b[0]:x2}{b[1]:x2}:{b[2]:x2}{b[3]:x2}::1]", $"[0:0:0:0:0:ffff:{b[0]:x2}{b[1]:x2}:{b[2]:x2}{b[3]:x2}]",
            $"user@{place}", $"user:pw@{place}", $"example.com@{place}", $"{place}:22", $"{place}:6379", $"{place}:80", $"{place.Replace(".", "%2e", StringComparison.Ordinal)}",
        ];
        return hosts.Select(host => $"http://{host}/").Append($"https://{place}/").Append($"http://{place}:443/").Append(place);
    }

    private static string Octal(uint value) => Convert.ToString((long)value, 8);
}
