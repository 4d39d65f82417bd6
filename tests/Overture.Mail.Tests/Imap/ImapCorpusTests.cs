using Overture.Mail.Imap;
using Overture.Mail.Tests.World;

namespace Overture.Mail.Tests.Imap;

public class ImapCorpusTests
{
    // of no use to a reader of mail, and kept as they came
    private static readonly string[] Kept = ["ACL", "LISTRIGHTS", "MYRIGHTS", "QUOTA", "QUOTAROOT", "METADATA", "THREAD"];
    private const string CutInTwo = "headers.1+unsolicited-info.txt"; // a line ends before the closing parenthesis
    private static readonly string[] KeptOfMessages = ["ANNOTATION", "PREVIEW"];

    [Fact]
    public async Task Every_recorded_conversation_is_read_whole()
    {
        var wrong = new List<string>();
        foreach (var path in Corpus.Files("imap").Where(path => path.EndsWith(".txt", StringComparison.Ordinal)))
        {
            try
            {
                var responses = await Transcript.FileAsync(path);
                wrong.AddRange(responses.OfType<ImapResponse.Untagged>().Where(untagged => (untagged.IsMended && !path.EndsWith(CutInTwo, StringComparison.Ordinal)) || IsUnknown(untagged.Data)).Select(untagged => $"{path}: {untagged}"));
                wrong.AddRange(responses.Count == 0 ? [path + ": nothing"] : []);
            }
            catch (IOException e)
            {
                wrong.Add($"{path}: {e.Message}");
            }
        }

        Assert.Empty(wrong);
    }

    private static bool IsUnknown(ImapUntagged data) => data switch
    {
        ImapUntagged.Other other => !Kept.Contains(other.Name),
        ImapUntagged.Message { Data: var message } => message.Others.Any(item => !KeptOfMessages.Contains(item.Key) && !item.Key.StartsWith("XAOL", StringComparison.Ordinal)),
        _ => false,
    };
}
