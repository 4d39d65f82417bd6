using Overture.Audience.Columns;

namespace Overture.Tests.Audience.Columns;

/// <summary>
/// Header rows as other programs and people write them, gathered apart from the product's table: the whole row, and after "=" what
/// the column is ("" = none of the twelve fields).
/// </summary>
internal static class RealHeaders
{
    public static IEnumerable<(string Source, string[] Headers, Field?[] Fields)> Rows => Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split("::", StringSplitOptions.TrimEntries))
        .Select(line => (line[0], line[1].Split('|', StringSplitOptions.TrimEntries).Select(cell => cell.Split('=', StringSplitOptions.TrimEntries)).ToArray()))
        .Select(row => (row.Item1, row.Item2.Select(cell => cell[0]).ToArray(), row.Item2.Select(cell => cell.Length < 2 ? null : FieldOf(cell[1])).ToArray()));

    private static Field? FieldOf(string letter) => letter switch
    {
        "F" => Field.FirstName, "L" => Field.LastName, "N" => Field.FullName, "E" => Field.Email, "C" => Field.Company, "T" => Field.Title,
        "W" => Field.Website, "I" => Field.LinkedIn, "P" => Field.Phone, "Y" => Field.City, "O" => Field.Country, "Z" => Field.TimeZone,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "no field"),
    };

    // F first, L last, N full name, E e-mail, C company, T title, W website, I LinkedIn, P phone, Y city, O country, Z zone
    private const string Text = """
        LinkedIn connections :: First Name=F | Last Name=L | Email Address=E | Company=C | Position=T | Connected On
        Apollo :: First Name=F | Last Name=L | Title=T | Company=C | Company Name for Emails | Email=E | Email Status | Email Confidence | Seniority | Departments | Contact Owner | Work Direct Phone=P | Home Phone | Mobile Phone | Corporate Phone | Stage | Lists | Last Contacted | Account Owner | # Employees | Industry | Keywords | Person Linkedin Url=I | Website=W | Company Linkedin Url | Facebook Url | Twitter Url | City=Y | State | Country=O | Company Address | Company City | Company State | Company Country | Company Phone | SEO Description | Technologies | Annual Revenue | Total Funding
        HubSpot contacts :: Record ID | First Name=F | Last Name=L | Email=E | Phone Number=P | Lead Status | Marketing contact status | Create Date | Associated Company=C | Job Title=T | City=Y | Country/Region=O | Website URL=W | Time Zone=Z
        HubSpot companies :: Record ID | Company name=C | Company owner | Create Date | Phone Number=P | City=Y | Country/Region=O | Industry | Company Domain Name=W
        Salesforce leads :: Lead ID | Salutation | First Name=F | Last Name=L | Title=T | Company / Account=C | Email=E | Phone=P | Mobile | Lead Source | Lead Status | Street | City=Y | State/Province | Country=O | Website=W
        Salesforce API :: Id | FirstName=F | LastName=L | Email=E | Title=T | Account Name=C | MailingCity=Y | MailingCountry=O | Phone=P | LinkedIn_Profile__c=I | OwnerId
        Outlook :: Title | First Name=F | Middle Name | Last Name=L | Suffix | Company=C | Department | Job Title=T | Business Street | Business City=Y | Business Country/Region=O | Home Street | Home City | Home Country/Region | Business Fax | Business Phone=P | Mobile Phone | E-mail Address=E | E-mail Type | E-mail Display Name | E-mail 2 Address | Web Page=W | Birthday | Notes
        Google contacts old :: Name=N | Given Name=F | Additional Name | Family Name=L | Birthday | Notes | Group Membership | E-mail 1 - Type | E-mail 1 - Value=E | E-mail 2 - Type | E-mail 2 - Value | Phone 1 - Type | Phone 1 - Value=P | Address 1 - City=Y | Address 1 - Country=O | Organization 1 - Name=C | Organization 1 - Title=T | Website 1 - Value=W
        Google contacts new :: First Name=F | Middle Name | Last Name=L | Nickname | Organization Name=C | Organization Title=T | Organization Department | Birthday | Notes | Photo | Labels | E-mail 1 - Label | E-mail 1 - Value=E | Phone 1 - Label | Phone 1 - Value=P | Website 1 - Label | Website 1 - Value=W
        Sales Navigator tool :: profileUrl=I | fullName=N | firstName=F | lastName=L | companyName=C | title=T | companyId | companyUrl=W | regularCompanyUrl | summary | titleDescription | industry | location | connectionDegree
        Lemlist :: email=E | firstName=F | lastName=L | companyName=C | icebreaker | phone=P | linkedinUrl=I | picture | companyDomain=W
        Instantly :: Email=E | First Name=F | Last Name=L | Company Name=C | Personalization | Phone=P | Website=W | Location
        Hunter :: Domain name=W | Email address=E | Type | Confidence score | First name=F | Last name=L | Position=T | Twitter handle | LinkedIn URL=I | Phone number=P | Company=C
        ZoomInfo :: ZoomInfo Contact ID | Last Name=L | First Name=F | Middle Name | Salutation | Suffix | Job Title=T | Job Function | Management Level | Email Address=E | Direct Phone Number=P | Mobile phone | Person City=Y | Person State | Country=O | Company Name=C | Website=W | LinkedIn Contact Profile URL=I
        Cognism :: First Name=F | Last Name=L | Job Title=T | Email=E | Direct Dial=P | Mobile | Company Name=C | Company Website=W | Contact LinkedIn URL=I | Contact City=Y | Contact Country=O
        Lusha :: First Name=F | Last Name=L | Full Name=N | Company Name=C | Company Domain=W | Job Title=T | Work Email=E | Private Email | Direct Phone=P | Phone 2 | LinkedIn URL=I
        Clay :: Full Name=N | First Name=F | Last Name=L | Job Title=T | Company=C | Company Domain=W | LinkedIn Profile=I | Work Email=E | Location
        Mailchimp :: Email Address=E | First Name=F | Last Name=L | Address | Phone Number=P | TIMEZONE=Z | MEMBER_RATING | OPTIN_TIME | LEID | EUID | NOTES | TAGS
        Mailchimp merge tags :: EMAIL=E | FNAME=F | LNAME=L | COMPANY=C | PHONE=P
        Pipedrive people :: Person - Name=N | Person - Organization=C | Person - Email=E | Person - Phone=P | Person - Job title=T | Person - Owner
        Zoho :: Lead Id | Lead Owner | First Name=F | Last Name=L | Company=C | Designation=T | Email=E | Phone=P | Website=W | Lead Source | City=Y | Country=O
        Dynamics :: Full Name=N | Email=E | Company Name=C | Business Phone=P | Job Title=T | Address 1: City=Y | Address 1: Country/Region=O
        Old generator :: first_name=F | company_name=C | title=T
        Snake :: first_name=F | last_name=L | email_address=E | job_title=T | company=C | phone_number=P | linkedin_url=I | website_url=W | city=Y | country=O | time_zone=Z | employees
        Camel :: firstName=F | lastName=L | emailAddress=E | jobTitle=T | organizationName=C | phoneNumber=P | linkedInUrl=I | websiteUrl=W | timeZone=Z
        Upper :: FIRST_NAME=F | LAST_NAME=L | E_MAIL=E | COMPANY_NAME=C | JOB_TITLE=T | TEL=P
        Event list :: Attendee # | First Name=F | Surname=L | Email=E | Job title=T | Organisation=C | Mobile=P | Dietary requirements
        Two addresses :: Name=N | Email=E | Secondary Email | Company=C
        Site list :: URL=W
        Site list 2 :: Company=C | URL=W | Notes
        Person at company :: Company Name=C | Name=N | Email=E
        Contact person :: Company=C | Contact Person=N | E-Mail=E | Phone No.=P | Web=W
        Excel de 1 :: Anrede | Titel=T | Vorname=F | Nachname=L | Firma=C | Straße | PLZ | Ort=Y | Land=O | Telefon=P | Mobil | E-Mail-Adresse=E | Webseite=W
        Excel de 2 :: Name=L | Vorname=F | Firma=C | E-Mail=E | Tel.=P
        Excel de 3 :: Firmenname=C | Ansprechpartner=N | Position=T | E-Mail=E | Telefonnummer=P | Stadt=Y | Homepage=W | LinkedIn-Profil=I | Bemerkung
        Outlook de :: Anrede | Vorname=F | Weitere Vornamen | Nachname=L | Suffix | Firma=C | Abteilung | Position=T | Ort geschäftlich=Y | Land/Region geschäftlich=O | Telefon geschäftlich=P | Mobiltelefon | E-Mail-Adresse=E | Webseite=W
        DATEV-like :: KUNDENNR | FIRMA=C | VORNAME=F | NACHNAME=L | EMAIL=E | TELEFON=P | ORT=Y | LAND=O
        Umlauts lost :: Vorname=F | Familienname=L | Unternehmen=C | Funktion=T | Emailadresse=E | Zeitzone=Z
        Excel fr 1 :: Civilité | Nom=L | Prénom=F | Société=C | Fonction=T | Adresse e-mail=E | Téléphone=P | Ville=Y | Pays=O | Site web=W
        Excel fr 2 :: prenom=F | nom=L | entreprise=C | poste=T | email=E | tel=P | Profil LinkedIn=I
        Excel fr 3 :: Nom complet=N | Raison sociale=C | Courriel=E | Intitulé du poste=T | Site internet=W | Numéro de téléphone=P | Fuseau horaire=Z | Code postal
        Excel es 1 :: Nombre=F | Apellidos=L | Empresa=C | Cargo=T | Correo electrónico=E | Teléfono=P | Ciudad=Y | País=O | Sitio web=W
        Excel es 2 :: Nombre completo=N | Razón social=C | Puesto=T | Correo=E | Móvil=P | Página web=W | Perfil de LinkedIn=I | Zona horaria=Z | Sector
        Excel it 1 :: Nome=F | Cognome=L | Azienda=C | Ruolo=T | Email=E | Telefono=P | Città=Y | Paese=O | Sito web=W
        Excel it 2 :: Ragione sociale=C | Referente=N | Indirizzo e-mail=E | Cellulare=P | Sito internet=W | Fuso orario=Z | Provincia | Partita IVA
        Excel pt 1 :: Nome=F | Sobrenome=L | Empresa=C | Cargo=T | E-mail=E | Telefone=P | Cidade=Y | País=O | Site=W | Fuso horário=Z
        Excel pt 2 :: Primeiro Nome=F | Apelido=L | Nome da empresa=C | Função=T | Endereço de e-mail=E | Telemóvel=P | Localidade=Y
        Excel nl 1 :: Voornaam=F | Tussenvoegsel | Achternaam=L | Bedrijfsnaam=C | Functie=T | E-mailadres=E | Telefoonnummer=P | Plaats=Y | Land=O | Website=W
        Excel nl 2 :: Naam=N | Bedrijf=C | E-mail=E | Mobiel=P | Woonplaats=Y | LinkedIn profiel=I | Tijdzone=Z
        Excel pl 1 :: Imię=F | Nazwisko=L | Firma=C | Stanowisko=T | Adres e-mail=E | Telefon=P | Miasto=Y | Kraj=O | Strona www=W
        Excel pl 2 :: Imię i nazwisko=N | Nazwa firmy=C | E-mail=E | Numer telefonu=P | Strona internetowa=W | Strefa czasowa=Z | NIP | Branża
        Excel sv 1 :: Förnamn=F | Efternamn=L | Företag=C | Titel=T | E-post=E | Telefon=P | Ort=Y | Land=O | Hemsida=W
        Excel sv 2 :: Namn=N | Företagsnamn=C | Befattning=T | E-postadress=E | Mobilnummer=P | Webbplats=W | Tidszon=Z | Organisationsnummer
        Excel ru 1 :: Имя=F | Фамилия=L | Отчество | Компания=C | Должность=T | Электронная почта=E | Телефон=P | Город=Y | Страна=O | Сайт=W
        Excel ru 2 :: ФИО=N | Название компании=C | E-mail=E | Мобильный телефон=P | Веб-сайт=W | Часовой пояс=Z | ИНН | Комментарий
        Excel zh 1 :: 姓名=N | 公司=C | 职位=T | 邮箱=E | 电话=P | 城市=Y | 国家=O | 网站=W | 备注
        Excel zh 2 :: 名=F | 姓=L | 公司名称=C | 职务=T | 电子邮件=E | 手机=P | 网址=W | 时区=Z | 领英=I
        Excel zh 3 :: 聯絡人=N | 公司名稱=C | 職稱=T | 電子郵件=E | 電話=P | 城市=Y | 國家=O | 網站=W
        Excel ja 1 :: 氏名=N | フリガナ | 会社名=C | 役職=T | メールアドレス=E | 電話番号=P | 市区町村=Y | 国=O | URL=W
        Excel ja 2 :: 姓=L | 名=F | セイ | メイ | 企業名=C | 部署名 | 肩書き=T | Eメール=E | 携帯電話=P | ウェブサイト=W | タイムゾーン=Z
        Sansan-like :: 会社名=C | 部署名 | 役職=T | 姓=L | 名=F | e-mail=E | 郵便番号 | 住所 | TEL=P | FAX | 携帯電話 | URL=W
        Two languages :: Vorname / First name=F | Nachname / Last name=L | Firma / Company=C | 邮箱 Email=E | Notizen / Notes
        Decorated :: *First Name*=F | Last Name:=L | Email (required)=E | [Company]=C | {{title}}=T | Phone #=P
        Agency list :: Contact First Name=F | Contact Last Name=L | Contact Email=E | Contact Title=T | Business Name=C | Contact Phone=P | Niche
        Shop customers :: Kundennummer | Anrede | Vorname=F | Nachname=L | Firma=C | Straße | PLZ | Ort=Y | Land=O | E-Mail=E | Telefon=P | Name L | Firma L | Ort L | Land L
        Staff list :: Mitarbeiternummer | Vorname=F | Nachname=L | Geburtsdatum | Email=E | Position=T | Rolle
        Newsletter :: Mail=E | Vorname=F | Nachname=L | Anrede | Sprache | Telefon=P | Notiz
        Ticket sale :: Montant adhésion | Code promo | Statut | Moyen de paiement | Nom=L | Prénom=F | Société=C | Date | Email=E | Nom acheteur | Prénom acheteur | Ville acheteur
        Business cards :: 会社名=C | 部署名 | 役職=T | 氏名=N | TEL-1(1)=P | Email(1)=E | 対応状況
        New year cards :: 姓1=L | 名1=F | 敬称1 | 姓2 | 名2 | 敬称2 | 〒番号 | 住所1 | 会社名=C | 部署 | 役職=T | 御中
        Address book :: 姓=L | 名=F | 姓（カナ） | 名（カナ） | 敬称 | 郵便番号 | 都道府県 | 市区町村=Y | 番地 | 会社名=C | メモ
        Customers zh :: ID | 姓名=N | 公司=C | 职位=T | LTV | 阶段 | 状态 | Campaign Name | Source Channel | Landing Page
        Register es :: Cedula | Nombre=F | Apellidos=L | Email=E | Telefono=P | Direccion | Ciudad=Y | Pais=O | Tipo Usuario
        Register ru :: Фамилия=L | Имя=F | Отчество | ИНН | Страна=O | Область | город=Y | улица | дом | должность=T
        Phone book ru :: Фамилия=L | Имя=F | Номер_телефона=P | Комментарий
        Web form :: Your Name=N | Your Email=E | Message
        Local businesses :: name=N | address | phone=P | website=W | rating | reviews | place_id
        Unknown :: Icebreaker | Score | Segment | Employees | Industry | Address | Zip | State | Notes | Owner | Status | Created At | Lead Source | Revenue | Username | Street | Department | Gender | Birthday | Language | Fax | Postal Code | Twitter | Facebook | Password
        Unknown in others :: Anrede | Straße | PLZ | Bundesland | Bemerkungen | Branche | Code postal | Adresse | Secteur | Civilité | Provincia | Código postal | Indirizzo | CAP | Endereço | CEP | Adres | Postcode | Kod pocztowy | Ulica | Postnummer | Адрес | Индекс | Отрасль | 地址 | 邮编 | 行业 | 备注 | 住所 | 郵便番号 | 部署 | 業種
        """;
}
