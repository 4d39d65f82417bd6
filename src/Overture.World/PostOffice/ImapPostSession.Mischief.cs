using System.Text;

namespace Overture.World.PostOffice;

internal sealed partial class ImapPostSession
{
    private static readonly byte[] Block = Encoding.ASCII.GetBytes(new string('a', 64 * 1024));
    private static readonly byte[] Lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("* 1 EXISTS\r\n", 5000)));

    /// <summary>Does what is asked for at this verb. Gives whether the command is to be answered after all.</summary>
    private async Task<bool> MischiefAsync(string verb, string tag, CancellationToken ct)
    {
        switch (post.Mischief.GetValueOrDefault(verb))
        {
            case ImapMischief.None:
                return true;
            case ImapMischief.Bye:
                await wire.SayAsync("* BYE [UNAVAILABLE] going down", ct);
                isOver = true;
                return false;
            case ImapMischief.HangUp:
                isOver = true;
                return false;
            case ImapMischief.Silence:
                while (true)
                {
                    await wire.LineAsync(ct); // until the client goes
                }

            case ImapMischief.Refuse:
                await wire.SayAsync($"{tag} NO [UNAVAILABLE] not now", ct);
                return false;
            case ImapMischief.Garbage:
                wire.Add([0xff, 0xfe, 0x80, .. "what? ((( {5 \"\\"u8, 0xc3, 0x28, .. "\r\n"u8]);
                return await FlushedAsync(ct);
            case ImapMischief.Nul:
                wire.Add("\0\0\0 \0\r\n"u8);
                return await FlushedAsync(ct);
            case ImapMischief.Flood:
                await ForEverAsync("", Lines, ct);
                return false;
            case ImapMischief.EndlessLine:
                await ForEverAsync("* OK ", Block, ct);
                return false;
            case ImapMischief.EndlessLiteral:
                await ForEverAsync("* 1 FETCH (UID 1 BODY[] {9223372036854775807}\r\n", Block, ct);
                return false;
            case ImapMischief.DeepList:
                wire.Add("* 1 FETCH " + new string('(', 100_000));
                return await FlushedAsync(ct);
            case ImapMischief.HugeLiteral:
                await HugeAsync(ct);
                await wire.SayAsync($"{tag} OK done", ct);
                return false;
            case ImapMischief.ShortLiteral:
                await wire.SayAsync("* 1 FETCH (UID 1 BODY[] {1000}\r\nonly so much", ct);
                isOver = true;
                return false;
            case ImapMischief.LongLiteral:
                wire.Add("* 1 FETCH (UID 1 BODY[] {5}\r\nmuch longer than told)");
                return true;
            case ImapMischief.ExpungeBetween:
                Tear();
                return true;
            case ImapMischief.Interrupt:
                wire.Add("* OK [ALERT] the disk is nearly full");
                folder?.Add("Subject: news\r\n\r\n"u8.ToArray());
                _ = folder?.Messages is [var one, ..] ? folder.Flag(one.Uid, flags => [.. flags, "$Touched"]) : null;
                Sync(mayExpunge: false);
                return true;
            default:
                return true;
        }
    }

    private async Task<bool> FlushedAsync(CancellationToken ct)
    {
        await wire.FlushAsync(ct);
        return true;
    }

    private async Task ForEverAsync(string start, byte[] block, CancellationToken ct)
    {
        wire.Add(Encoding.ASCII.GetBytes(start));
        while (true)
        {
            wire.Add(block);
            await wire.FlushAsync(ct);
        }
    }

    private async Task HugeAsync(CancellationToken ct)
    {
        wire.Add("* 1 FETCH (UID 1 BODY[] {52428800}\r\n"u8);
        for (var sent = 0; sent < 52_428_800; sent += Block.Length)
        {
            wire.Add(Block);
            await wire.FlushAsync(ct);
        }

        wire.Add(")");
    }

    /// <summary>Another session expunges the last message while the first are being sent.</summary>
    private void Tear()
    {
        if (view.Count > 0)
        {
            folder!.Expunge(message => message.Uid == view[^1].Uid);
            Sync(mayExpunge: true);
        }
    }
}
