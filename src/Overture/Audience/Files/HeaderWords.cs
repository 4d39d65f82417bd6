using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Overture.Audience.Cleaning;

namespace Overture.Audience.Files;

/// <summary>Words that name a column and hardly ever fill one.</summary>
internal static class HeaderWords
{
    private static readonly FrozenSet<string> Words = """
        name names firstname lastname fullname surname givenname familyname middlename username prename contact contactname person
        email emails mail emailaddress workemail businessemail company companyname companies organization organisation employer account firm business
        title jobtitle position role job department seniority industry sector website websites site url urls link links domain domains homepage webpage web
        linkedin linkedinurl linkedinprofile twitter phone phones phonenumber telephone mobile cell fax
        city town state region province county country countrycode zip zipcode postcode postalcode address street location timezone
        id uuid date time notes note comment comments description status type tags source language gender employees revenue
        vorname nachname familienname firma unternehmen stelle beruf telefon telefonnummer handy stadt ort land strasse plz webseite anrede adresse
        prenom nom nomdefamille societe entreprise poste fonction telephone ville pays adresse codepostal siteweb courriel
        nombre apellido apellidos empresa cargo puesto telefono movil ciudad pais correo correoelectronico direccion sitioweb
        nome cognome azienda societa ruolo citta paese indirizzo sito sitoweb telefono
        sobrenome apelido cidade telefone endereco
        voornaam achternaam bedrijf bedrijfsnaam functie telefoonnummer plaats naam
        imie nazwisko firma stanowisko telefon miasto kraj adres strona stronawww
        fornamn efternamn foretag befattning titel stad ort telefonnummer epost
        имя фамилия отчество фио компания организация должность почта телефон город страна сайт адрес
        姓名 名字 姓 名 公司 公司名称 职位 职务 邮箱 电子邮件 电话 手机 城市 国家 网站 网址 公司名稱 職稱 電話 電子郵件 網站
        氏名 名前 会社 会社名 企業名 役職 部署 メール メールアドレス 電話番号 住所 国 都市 ウェブサイト サイト
        이름 성명 성 회사 회사명 직책 이메일 전화 전화번호 도시 국가 웹사이트 주소
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a cell is such a word, however it is spelt: "First Name", "first_name", "FIRST-NAME", "Prénom".</summary>
    public static bool Knows(string cell)
    {
        if (cell.Length > 40)
            return false;
        var letters = new StringBuilder();
        foreach (var c in CleanText.Whole(cell).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetter(c))
                letters.Append(char.ToLowerInvariant(c));
            else if (c > '\u036F' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                letters.Append(c);
        }
        return Words.Contains(letters.ToString().Normalize(NormalizationForm.FormC));
    }
}
