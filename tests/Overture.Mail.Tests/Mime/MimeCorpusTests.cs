using Overture.Mail.Mime;
using Overture.Mail.Tests.World;

namespace Overture.Mail.Tests.Mime;

/// <summary>Hard messages that nobody here wrote: each is read without an exception, written back equal, and reads as a person would read it.</summary>
public class MimeCorpusTests
{
    // file | subject | from | how the text begins
    private const string Expected = """
        mikel/attachment_emails/attachment_nonascii_filename.eml | testing | foo@example.com | This is the first part.
        mikel/attachment_emails/attachment_pdf_lf.eml | Another PDF with 🎉 Unicode chars in it 🍿 | Test Tester <xxxx@xxxx.com> | Just attaching another PDF
        mikel/attachment_emails/attachment_with_quoted_filename.eml | Eelanalüüsi päring | Jeffrey Hardy <jeff@37signals.com> |
        mikel/error_emails/bad_encoded_subject.eml | =?NONE?B?VEVTVA=?= | | TEST
        mikel/error_emails/bad_subject.eml | MySurvey.com:  You have a survey waiting!  91123105 | MySurvey.com & Carol Adams <carol@mysurvey.com> | You have a survey waiting!
        mikel/error_emails/content_transfer_encoding_qp_with_space.eml | Low or High Blood Pressure? We can help. | Wilmer Capps <fyouizjnp@swissonline.ch> | If you're in need
        mikel/error_emails/content_transfer_encoding_text-html.eml | Re: We will help you refinance your home. | chianfong cuthbert <abhijit.862153drinnan@datavalet.com> | Hello,<p>
        mikel/error_emails/content_transfer_encoding_x_uuencode.eml | PGP Comments on RTO West Release of Dec. 14 | Lon L. Peters <lpeters@PACIFIER.COM> | Attached are the comments
        mikel/error_emails/encoding_madness.eml | eBay Bid - 2008 Ford Super Duty F-350 DRW King Ranch Crew Cab 4x4 (156) - Stock# XXXX | no-reply@crm.el-example.org | Body Text
        mikel/error_emails/header_fields_with_empty_values.eml | Testmail | Jørn Støylen <jorn@prikkprikkprikk.no> | --
        mikel/error_emails/invalid_subject_characters.eml | Formação FrenetikPolis: Mega Campanha Final Verão | Cursos de Setembro | Formação Frenetikpolis <info@formacaofrenetik.info> | TEST
        mikel/error_emails/multiple_content_types.eml | Redacted | redacted@flashmail.net | foo
        mikel/error_emails/multiple_invalid_content_dispositions.eml | Redacted | redacted@flashmail.net | <p>foo</p>
        mikel/error_emails/weird_to_header.eml | | anonymous@i.tp.host | CONTACT:
        mikel/mime_emails/email_with_similar_boundaries.eml | Xxxxxx | Xxxxx <xxxxxx@xxxxxxxx.xxx> | Test
        mikel/mime_emails/raw_email_encoded_stack_level_too_deep.eml | Nicolas Fouché has accepted your invitation to Gmail | Gmail Team <gmail-noreply@google.com> | Nicolas Fouché has accepted
        mikel/mime_emails/raw_email_with_illegal_boundary.eml | Testing outlook | Mikel Lindsaar <email_test@me.nowhere> | Hello
        mikel/mime_emails/raw_email_with_mimepart_without_content_type.eml | Warning: could not send message for past 1 day | Mail Delivery Subsystem <MAILER-DAEMON@antivirus.uqam.ca> | ******
        mikel/mime_emails/raw_email_with_nested_attachment.eml | Testing attachments | Jamis Buck <jamis@37signals.com> | Here is a test of an attachment via email.
        mikel/mime_emails/raw_email4.eml | Filth | xxx@xxxx.xxx | Some text
        mikel/mime_emails/sig_only_email.eml | Re: Testing multipart/signed | Test <test@test.lindsaar.net> | This is random text
        mikel/multi_charset/japanese_attachment_long_name.eml | まみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめもまみむめも | Mikel Lindsaar <mikel@test.lindsaar.net> |
        mikel/multi_charset/japanese_iso_2022.eml | まみむめも | Mikel Lindsaar <raasdnil@gmail.com> | すみません。
        mikel/multi_charset/japanese_shift_jis.eml | test | xxxxxxx@docomo.ne.jp | あいうえお
        mikel/multi_charset/japanese.eml | まみむめも | Mikel Lindsaar <raasdnil@gmail.com> | かきくえこ
        mikel/multi_charset/ks_c_5601-1987.eml | test | from@example.com | 스티해
        mikel/multipart_report_emails/report_530.eml | Returned mail: see transcript for details | Mail Delivery Subsystem <MAILER-DAEMON@tttttt.com.au> | The original message was received
        mikel/plain_emails/basic_email_lf.eml | Testing 123 | Mikel Lindsaar <test@lindsaar.net> | Plain email.
        mikel/plain_emails/raw_email_bad_time.eml | [0]: XXXXXXX XXXXX XXXXX ! | Атиковa <yusuf75thu@auracom.net> | Filter2:
        mikel/plain_emails/raw_email_double_at_in_header.eml | NOTE: 한국말로 하는 것 | Jamis Buck <jamis@37signals.com> | 대부분의 마찬가지로, 우리는 하나님을 믿습니다.
        mikel/plain_emails/raw_email_with_partially_quoted_subject.eml | Re: Test: "漢字" mid "漢字" tail | Jamis Buck <jamis@37signals.com> |
        mikel/plain_emails/raw_email_with_at_display_name.eml | Testing 123 | Mikel Lindsaar <test@lindsaar.net>, jack@lindsar.com | Plain email.
        mikel/rfc2822/example02.eml | Saying Hello | John Doe <jdoe@machine.example> | This is a message just to say hello.
        mikel/rfc2822/example10.eml | | Pete <pete@silly.test> | Testing.
        mikel/rfc2822/example13.eml | Saying Hello | John Doe <jdoe@machine.example> | This is a message just to say hello.
        mikel/rfc6532/utf8_headers.eml | Säying Hello | Jöhn Doe <jdöe@mächine.example> |
        mimekit/body.6.txt | MimeMessage.TextBody and HtmlBody tests | MimeKit Unit Tests <mimekit@mimekit.net> | This is the text body.
        mimekit/bounce.txt | Undelivered Mail Returned to Sender | Mail Delivery System <MAILER-DAEMON@hmail.jitbit.com> | This is the mail system at host
        mimekit/empty-multipart.txt | test of empty multipart/alternative | mimekit@example.com | This part should be on the same level
        mimekit/epilogue.txt | Re: The Once and Future OS | Peter Urka <pcu@umich.edu> | > NeXTSTEP
        mimekit/issue358.txt | R: R: R: I: FR-selca LA selcaE | jang.abcdef@xyzlinu <jang.abcdef@xyzlinux12345678.it> | Test headers
        mimekit/japanese.txt | 日本語メールテスト (testing Japanese emails) | Atsushi Eno <x@x.com> | Let's see if both subject and body works fine...
        mimekit/stack-overflow.txt | Message Subject | test <test@test.com> | Message Body
        """;

    [Fact]
    public async Task Every_message_is_read_and_written_back_equal()
    {
        var files = Corpus.Files("mime");
        var unequal = new List<string>();
        foreach (var file in files)
        {
            var octets = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            using var message = MimeMessage.Parse(octets);
            using var streamed = await MimeMessage.LoadAsync(new MemoryStream(octets), new() { InMemory = 100 }, TestContext.Current.CancellationToken);
            var (written, again) = (await WrittenAsync(message), await WrittenAsync(streamed));
            if (!octets.SequenceEqual(written) || !octets.SequenceEqual(again) || Shape(message) != Shape(streamed))
            {
                unequal.Add(file);
            }
        }

        Corpus.Tell("mime", files.Count - unequal.Count, files.Count);
        Assert.Empty(unequal);
    }

    [Fact]
    public async Task Each_reads_as_a_person_would_read_it()
    {
        var wrong = new List<string>();
        var lines = Expected.Split('\n');
        foreach (var line in lines)
        {
            var first = line.IndexOf(" | ", StringComparison.Ordinal);
            if (Corpus.File("mime/" + line[..first]) is not { } path)
            {
                return;
            }

            var parts = line[(first + 2)..].Split(" |");
            var (subject, from, text) = (string.Join(" |", parts[..^2]).Trim(), parts[^2].Trim(), parts[^1].Trim());
            using var message = MimeMessage.Parse(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
            var begins = (message.TextBody ?? message.HtmlBody ?? "").TrimStart();
            if (message.Subject != subject || string.Join(", ", message.From) != from || !begins.StartsWith(text, StringComparison.Ordinal))
            {
                wrong.Add($"{line[..first]}: {message.Subject} | {string.Join(", ", message.From)} | {begins[..Math.Min(40, begins.Length)]}");
            }
        }

        Corpus.Tell("mime, as read", lines.Length - wrong.Count, lines.Length);
        Assert.Empty(wrong);
    }

    private static async Task<byte[]> WrittenAsync(MimeMessage message)
    {
        using var into = new MemoryStream();
        await message.WriteToAsync(into, TestContext.Current.CancellationToken);
        return into.ToArray();
    }

    private static string Shape(MimeMessage message) => string.Join('\n', message.Body.SelfAndBelow()
        .Select(part => $"{part.ContentType.MediaType} {part.Start} {part.BodyStart} {part.End} {part.ReadText().Length} {part.Message?.Subject}"));
}
