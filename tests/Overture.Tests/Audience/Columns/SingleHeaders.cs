using Overture.Audience.Columns;

namespace Overture.Tests.Audience.Columns;

/// <summary>Single headers by language and field, as people and programs write them; gathered apart from the product's table.</summary>
internal static class SingleHeaders
{
    public static IEnumerable<(string Header, Field Field)> Of(string language) => Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(line => line[0].StartsWith(language + " ", StringComparison.Ordinal))
        .SelectMany(line => line[1].Split('|', StringSplitOptions.TrimEntries).Select(header => (header, Enum.Parse<Field>(line[0].Split(' ')[1]))));

    private const string Text = """
        en FirstName: First Name | firstname | first_name | Given name | FIRST | Forename | fName | Contact First Name
        en LastName: Last Name | lastname | last_name | Surname | Family Name | lName | Contact Last Name
        en FullName: Full Name | Name | full_name | Contact Name | Contact Person | Lead name | Person Name
        en Email: Email | E-mail | email_address | Email ID | Work Email | Business Email | Mail | Contact Email | Primary Email | Professional Email
        en Company: Company | company_name | Organisation | Organization Name | Employer | Business Name | Account Name | Current Company
        en Title: Title | Job Title | job_title | Position | Role | Designation | Occupation | Current Title
        en Website: Website | URL | Web site | Company Website | Homepage | Domain | Site | company_domain | Web Address
        en LinkedIn: LinkedIn | LinkedIn URL | linkedin_profile | LinkedIn Profile URL | Person Linkedin Url | Linkedin Link
        en Phone: Phone | Phone Number | Telephone | Mobile | Cell Phone | Tel | Contact Number | Direct Dial | Work Phone
        en City: City | Town | Contact City | city_name | Company City
        en Country: Country | country_code | Country/Region | Nation | Company Country
        en TimeZone: Time Zone | timezone | time_zone | TZ | UTC Offset
        de FirstName: Vorname | VORNAME | Rufname | Vorname(n)
        de LastName: Nachname | Familienname | Zuname
        de FullName: Name | Vollständiger Name | Ansprechpartner | Vor- und Nachname | Kontaktperson | Name, Vorname
        de Email: E-Mail | E-Mail-Adresse | Email-Adresse | Mailadresse | E-Mail geschäftlich | eMail | E-Mail (geschäftlich)
        de Company: Firma | Firmenname | Unternehmen | Unternehmensname | Organisation | Arbeitgeber | Firmenbezeichnung
        de Title: Position | Funktion | Berufsbezeichnung | Stellenbezeichnung | Jobtitel | Rolle | Beruf
        de Website: Webseite | Website | Internetseite | Homepage | Internetadresse | Webadresse | Firmenwebsite
        de LinkedIn: LinkedIn | LinkedIn-Profil | LinkedIn URL | Linkedin-Link | LinkedIn-Profil-URL
        de Phone: Telefon | Telefonnummer | Tel. | Handy | Mobilnummer | Rufnummer | Tel.-Nr. | Mobiltelefon | Durchwahl
        de City: Stadt | Ort | Wohnort | Standort
        de Country: Land | Staat | Ländercode | Länderkürzel | Land/Region
        de TimeZone: Zeitzone | Lokale Zeitzone
        fr FirstName: Prénom | prenom | PRÉNOM | Prénom(s) | Prénom du contact
        fr LastName: Nom de famille | NOM | Patronyme
        fr FullName: Nom complet | Nom et prénom | Prénom Nom | Nom du contact | Interlocuteur
        fr Email: E-mail | Courriel | Adresse e-mail | Adresse mail | Mail | Adresse électronique | Email professionnel | Adresse email
        fr Company: Entreprise | Société | societe | Raison sociale | Nom de l'entreprise | Organisation | Employeur | Nom de la société
        fr Title: Poste | Fonction | Intitulé du poste | Titre | Titre du poste | Profession | Métier
        fr Website: Site web | Site internet | site | Page web | URL du site | Adresse web | Site de l'entreprise
        fr LinkedIn: LinkedIn | Profil LinkedIn | URL LinkedIn | Lien LinkedIn | Compte LinkedIn
        fr Phone: Téléphone | Tél. | Numéro de téléphone | Portable | Mobile | Téléphone portable | telephone | N° de téléphone
        fr City: Ville | Commune | Localité | VILLE
        fr Country: Pays | Code pays | Pays/Région
        fr TimeZone: Fuseau horaire | fuseau | Fuseau
        es FirstName: Nombre de pila | Nombre | Primer nombre | Nombres | nombre
        es LastName: Apellido | Apellidos | Primer apellido | APELLIDOS
        es FullName: Nombre completo | Nombre y apellidos | Persona de contacto | Nombre de contacto | Nombre y Apellido
        es Email: Correo electrónico | Correo | E-mail | Email | Dirección de correo electrónico | correo_electronico | Dirección de correo | Correo corporativo
        es Company: Empresa | Compañía | Nombre de la empresa | Razón social | Organización | Nombre empresa | Nombre comercial
        es Title: Cargo | Puesto | Puesto de trabajo | Título | Posición | Rol | Profesión
        es Website: Sitio web | Página web | Web | Sitio | URL | Dirección web | Pagina Web
        es LinkedIn: LinkedIn | Perfil de LinkedIn | URL de LinkedIn | Enlace de LinkedIn | Perfil LinkedIn
        es Phone: Teléfono | Móvil | Celular | Número de teléfono | Teléfono móvil | Tel. | telefono | Teléfono de contacto
        es City: Ciudad | Localidad | Población | Municipio
        es Country: País | pais | Código de país | País/Región
        es TimeZone: Zona horaria | Huso horario | zona_horaria
        it FirstName: Nome | Nome di battesimo | Primo nome
        it LastName: Cognome | COGNOME
        it FullName: Nome completo | Nome e cognome | Cognome e nome | Referente | Nominativo | Nome Cognome
        it Email: Email | E-mail | Indirizzo email | Posta elettronica | Indirizzo di posta elettronica | Indirizzo e-mail | Email aziendale
        it Company: Azienda | Società | Ragione sociale | Nome azienda | Impresa | Organizzazione | Ditta | Denominazione
        it Title: Ruolo | Posizione | Mansione | Qualifica | Titolo | Titolo professionale | Professione
        it Website: Sito web | Sito | Sito internet | Pagina web | Indirizzo web | Sito aziendale
        it LinkedIn: LinkedIn | Profilo LinkedIn | Link LinkedIn | URL LinkedIn
        it Phone: Telefono | Cellulare | Numero di telefono | Tel. | Recapito telefonico | Telefono cellulare
        it City: Città | citta | Comune | Località
        it Country: Paese | Nazione | Codice paese | Stato
        it TimeZone: Fuso orario | fuso_orario
        pt FirstName: Primeiro nome | Nome | Nome próprio | primeiro_nome
        pt LastName: Sobrenome | Apelido | Último nome | Nome de família
        pt FullName: Nome completo | Nome e sobrenome | Pessoa de contato | Nome do contato | Nome do contacto
        pt Email: E-mail | Email | Endereço de e-mail | Correio eletrónico | Correio eletrônico | E-mail corporativo | E-mail profissional
        pt Company: Empresa | Nome da empresa | Razão social | Companhia | Organização | Nome fantasia
        pt Title: Cargo | Função | Título | Posição | Profissão | Cargo/Função | Título do cargo
        pt Website: Site | Website | Página web | Sítio web | Endereço web | Site da empresa
        pt LinkedIn: LinkedIn | Perfil do LinkedIn | Perfil LinkedIn | Link do LinkedIn | URL do LinkedIn
        pt Phone: Telefone | Celular | Telemóvel | Número de telefone | Fone | Tel. | Telefone celular
        pt City: Cidade | Município | Localidade
        pt Country: País | Código do país | País/Região
        pt TimeZone: Fuso horário | Fuso | Fuso-horário
        nl FirstName: Voornaam | voornaam | Roepnaam
        nl LastName: Achternaam | Familienaam
        nl FullName: Naam | Volledige naam | Contactpersoon | Voor- en achternaam
        nl Email: E-mail | E-mailadres | Emailadres | e-mail adres | Mailadres | E-mail (werk) | Zakelijke e-mail
        nl Company: Bedrijf | Bedrijfsnaam | Organisatie | Onderneming | Naam bedrijf | Werkgever
        nl Title: Functie | Functietitel | Functienaam | Titel | Rol | Beroep
        nl Website: Website | Webadres | Site | Webpagina | Internetadres | Bedrijfswebsite
        nl LinkedIn: LinkedIn | LinkedIn profiel | LinkedIn-profiel | LinkedIn URL | LinkedIn pagina
        nl Phone: Telefoon | Telefoonnummer | Mobiel | Mobiel nummer | GSM | Tel. | Mobiele telefoon
        nl City: Plaats | Stad | Woonplaats | Plaatsnaam | Gemeente
        nl Country: Land | Landcode | Land/regio
        nl TimeZone: Tijdzone | tijdzone
        pl FirstName: Imię | imie | Imiona | Pierwsze imię
        pl LastName: Nazwisko | NAZWISKO
        pl FullName: Imię i nazwisko | Nazwisko i imię | Osoba kontaktowa | imie_i_nazwisko
        pl Email: E-mail | Adres e-mail | Email | Adres email | Adres mailowy | Poczta elektroniczna | E-mail służbowy
        pl Company: Firma | Nazwa firmy | Przedsiębiorstwo | Organizacja | Pracodawca | nazwa_firmy
        pl Title: Stanowisko | Funkcja | Stanowisko pracy | Tytuł | Rola
        pl Website: Strona internetowa | Strona www | WWW | Witryna | Adres strony | Strona | Adres www
        pl LinkedIn: LinkedIn | Profil LinkedIn | Link do LinkedIn | Profil na LinkedIn
        pl Phone: Telefon | Numer telefonu | Nr telefonu | Telefon komórkowy | Komórka | Tel. | Tel. kom.
        pl City: Miasto | Miejscowość
        pl Country: Kraj | Państwo | Kod kraju
        pl TimeZone: Strefa czasowa | Strefa czasu
        sv FirstName: Förnamn | fornamn | Tilltalsnamn
        sv LastName: Efternamn | EFTERNAMN
        sv FullName: Namn | Fullständigt namn | Kontaktperson | För- och efternamn | Hela namnet
        sv Email: E-post | E-postadress | Epost | Mejl | Mailadress | Mejladress | e-mail
        sv Company: Företag | Företagsnamn | Bolag | Organisation | Arbetsgivare | foretag
        sv Title: Titel | Befattning | Jobbtitel | Roll | Yrkestitel | Yrke
        sv Website: Webbplats | Hemsida | Webbsida | Webbadress | Webbsajt
        sv LinkedIn: LinkedIn | LinkedIn-profil | LinkedIn profil | LinkedIn-länk
        sv Phone: Telefon | Telefonnummer | Mobil | Mobilnummer | Mobiltelefon | Tfn
        sv City: Stad | Ort | Postort
        sv Country: Land | Landskod
        sv TimeZone: Tidszon | tidszon
        ru FirstName: Имя | имя | ИМЯ
        ru LastName: Фамилия | ФАМИЛИЯ
        ru FullName: ФИО | Ф.И.О. | Полное имя | Контактное лицо | Имя и фамилия | Фамилия Имя Отчество
        ru Email: Электронная почта | E-mail | Email | Почта | Эл. почта | Имейл | Адрес электронной почты | Рабочая почта
        ru Company: Компания | Организация | Название компании | Фирма | Предприятие | Наименование организации | Место работы
        ru Title: Должность | Позиция | Роль | Профессия
        ru Website: Сайт | Веб-сайт | Сайт компании | Вебсайт | Адрес сайта | Интернет-сайт
        ru LinkedIn: LinkedIn | Профиль LinkedIn | Ссылка на LinkedIn | Линкедин
        ru Phone: Телефон | Номер телефона | Мобильный | Мобильный телефон | Тел. | Контактный телефон | Рабочий телефон | Сотовый
        ru City: Город | Населенный пункт | Населённый пункт
        ru Country: Страна | Государство | Код страны
        ru TimeZone: Часовой пояс | Временная зона | Таймзона
        zh FirstName: 名 | 名（First Name）
        zh LastName: 姓 | 姓氏
        zh FullName: 姓名 | 全名 | 联系人 | 联系人姓名 | 聯絡人 | 名字
        zh Email: 邮箱 | 电子邮件 | 电子邮箱 | 邮箱地址 | 電子郵件 | 电邮 | 邮件地址 | 工作邮箱 | Email地址
        zh Company: 公司 | 公司名称 | 公司名 | 企业名称 | 单位 | 公司名稱 | 工作单位 | 企业
        zh Title: 职位 | 职务 | 职称 | 岗位 | 職位 | 職稱 | 头衔
        zh Website: 网站 | 网址 | 官网 | 公司网站 | 網站 | 官方网站 | 公司网址
        zh LinkedIn: 领英 | LinkedIn | 领英主页 | 领英链接 | LinkedIn链接
        zh Phone: 电话 | 手机 | 电话号码 | 手机号码 | 联系电话 | 電話 | 手机号
        zh City: 城市 | 所在城市 | 市
        zh Country: 国家 | 国家/地区 | 國家 | 国家代码
        zh TimeZone: 时区 | 時區
        ja FirstName: 名 | 名（漢字） | ファーストネーム
        ja LastName: 姓 | 苗字 | 姓（漢字） | ラストネーム
        ja FullName: 氏名 | 名前 | お名前 | 担当者名 | ご担当者名 | フルネーム | 担当者
        ja Email: メールアドレス | メール | Eメール | E-mail | 電子メール | Eメールアドレス | ｅメール
        ja Company: 会社名 | 会社 | 企業名 | 法人名 | 貴社名 | 勤務先 | 組織名 | 社名
        ja Title: 役職 | 役職名 | 肩書 | 肩書き | 職種 | 職位
        ja Website: ウェブサイト | ホームページ | URL | サイト | Webサイト | サイトURL | 会社URL
        ja LinkedIn: LinkedIn | リンクトイン | LinkedInプロフィール | LinkedIn URL
        ja Phone: 電話番号 | 電話 | 携帯電話 | TEL | 携帯番号 | ＴＥＬ | 携帯電話番号
        ja City: 市区町村 | 市 | 都市 | 市町村
        ja Country: 国 | 国名 | 国・地域 | 国コード
        ja TimeZone: タイムゾーン | 時間帯
        """;
}
