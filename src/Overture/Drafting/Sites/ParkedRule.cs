using System.Text.RegularExpressions;

namespace Overture.Drafting.Sites;

/// <summary>
/// Whether nobody is at home: the domain is for sale, reserved, suspended, or shows the first page of a server nobody set up. Three signs, each
/// sure enough alone: the page came from a parking house, loads its machinery, or says so where a page of somebody at home would not (in
/// its title, or anywhere on a page that says little else).
/// </summary>
internal static partial class ParkedRule
{
    /// <summary>A page longer than this has something else to say.</summary>
    private const int LittleElse = 1_500;

    private const int Searched = 100_000;

    private static readonly string[] Houses =
    [
        "sedo.com", "sedoparking.com", "parkingcrew.net", "bodis.com", "above.com", "afternic.com", "dan.com", "undeveloped.com", "hugedomains.com", "parklogic.com",
        "cashparking.com", "uniregistry.com", "domainmarket.com", "buydomains.com", "brandbucket.com", "squadhelp.com", "atom.com", "epik.com", "domainname.de",
        "parkweb.co", "skenzo.com", "voodoo.com", "smartname.com", "fabulous.com", "namedrive.com", "rookmedia.net", "trafficz.com", "parked.com", "spaceship.com",
        "expireddomains.com", "domainlore.uk", "nicsell.com", "snapnames.com", "dropcatch.com", "parkingpage.namecheap.com", "searchhounds.com",
    ];

    private static readonly string[] Machinery =
    [
        "data-adblockkey=", "window.park =", "window.park=", "sedoparking.com/", "parkingcrew.net/", "parklogic.com/", "bodis.com/", "d38psrni17bvxu.cloudfront.net",
        "img1.wsimg.com/parking-lander", "parking-lander/static", "namecheap.com/assets/img/parking", "window.location.href=\"/lander\"", "/px.js?ch=", "afternic.com/forsale/", "dan.com/buy-domain/", "hugedomains.com/domain_profile.cfm",
    ];

    /// <summary>In lower case; the apostrophe is always straight.</summary>
    private static readonly string[] Phrases =
        """
        domain is for sale|domain name is for sale|domain may be for sale|buy this domain|make an offer on this domain|this domain is parked|domain parked|parked domain|parked free
        parking page|domain has expired|domain name has expired|domain is available for purchase|domain has been registered|this domain was recently registered|inquire about this domain
        the domain has been suspended|account suspended|this account has been suspended|website coming soon|site is under construction|website is under construction|future home of
        welcome to nginx|apache2 ubuntu default page|apache2 debian default page|iis windows server|test page for the apache|default web site page|web server's default page
        diese domain steht zum verkauf|domain steht zum verkauf|domain zu verkaufen|diese domain kaufen|domain ist geparkt|diese domain wurde registriert|hier entsteht eine neue internetpräsenz|hier entsteht in kürze
        ce domaine est à vendre|nom de domaine est à vendre|acheter ce domaine|ce domaine est parqué|ce nom de domaine a été enregistré|site en construction|domaine expiré
        este dominio está a la venta|dominio en venta|comprar este dominio|dominio aparcado|dominio estacionado|dominio caducado|página en construcción|sitio en construcción
        questo dominio è in vendita|dominio in vendita|acquista questo dominio|dominio parcheggiato|sito in costruzione|sito in allestimento|dominio scaduto
        este domínio está à venda|domínio à venda|compre este domínio|domínio estacionado|site em construção|domínio expirado
        dit domein is te koop|deze domeinnaam is te koop|domeinnaam te koop|domein geparkeerd|deze domeinnaam is geregistreerd|gereserveerd voor een klant
        ta domena jest na sprzedaż|domena na sprzedaż|domena jest na sprzedaż|kup tę domenę|domena zaparkowana|strona w budowie|domena wygasła
        domänen är till salu|denna domän är till salu|köp denna domän|domänen är parkerad|domännamnet är registrerat
        домен продается|домен продаётся|этот домен продается|этот домен продаётся|купить этот домен|домен припаркован|домен зарегистрирован|сайт находится в разработке|срок регистрации домена истек
        此域名出售|域名出售|本域名出售|购买此域名|域名停放|该域名已过期|网站建设中|此網域出售|購買此網域
        このドメインは売り出し中|ドメインは販売中|ドメインを購入|このドメインは取得|ドメインパーキング|このドメインは、お名前.com
        이 도메인은 판매|도메인 판매|도메인 구입|도메인 파킹|bu domain satılıktır|alan adı satılıktır|domæne er til salg|dette domænet er til salgs|verkkotunnus on myytävänä|doména je na prodej
        """.Split(['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Titles that say nothing else.</summary>
    private static readonly string[] Titles =
        ["coming soon", "under construction", "parked", "for sale", "default page", "index of /", "domain default page", "apache http server test page", "plesk obsidian", "welcome to nginx!"];

    /// <param name="asked">What was asked for: a parking house's own site is a site.</param>
    /// <param name="url">Where the page was found.</param>
    /// <param name="html">The page.</param>
    /// <param name="page">The same, reduced.</param>
    /// <returns>The sign, in words; null when somebody may be at home.</returns>
    public static string? Sign(Uri asked, Uri url, string html, ReducedPage page)
    {
        if (Houses.FirstOrDefault(house => IsAt(url.IdnHost, house) && !IsAt(asked.IdnHost, house)) is { } at)
        {
            return $"the domain leads to {at}";
        }

        var head = html.AsSpan(0, Math.Min(html.Length, Searched));
        foreach (var mark in Machinery)
        {
            if (head.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return "the page is the machinery of a parking service";
            }
        }

        return Phrase(page) is { } phrase ? $"the page says \"{phrase}\"" : null;
    }

    private static string? Phrase(ReducedPage page)
    {
        var title = Plain(page.Title ?? "");
        var said = page.Text.Length <= LittleElse ? Plain(page.Text) : title;
        return Array.Find(Phrases, phrase => said.Contains(phrase, StringComparison.Ordinal))
            ?? Array.Find(Titles, words => title == words || (page.Text.Length <= LittleElse && title.EndsWith($" {words}", StringComparison.Ordinal)));
    }

    private static bool IsAt(string host, string house) => host == house || host.EndsWith($".{house}", StringComparison.Ordinal);

    private static string Plain(string text) => Space().Replace(text.ToLowerInvariant().Replace('’', '\''), " ");

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
