using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Overture.Drafting.Prompts;

namespace Overture.Drafting.Writing;

/// <summary>Promise 2: what decides the words of a row, but the take. Equal keys are paid for once.</summary>
internal static class CopyKey
{
    /// <param name="snapshot">Hash of the page the row was written from; null when none was read.</param>
    public static byte[] Of(WritingPlan plan, RowWork row, string? snapshot)
    {
        var parts = new StringBuilder(256);
        Add(parts, plan.Workspace.ToString("N", CultureInfo.InvariantCulture));
        Add(parts, plan.PromptVersion.ToString("N", CultureInfo.InvariantCulture));
        Add(parts, plan.Sample ? "sample" : string.Join(',', plan.Models));
        Add(parts, plan.Recipe.Parameters.ToString());
        foreach (var field in plan.Template.FieldsFor(row.Fields))
        {
            Add(parts, field);
            Add(parts, field is MergeName.SiteText ? snapshot : row.Fields.GetValueOrDefault(field));
        }

        Add(parts, row.Draw.ToString(CultureInfo.InvariantCulture));
        return Hash(parts.ToString());
    }

    /// <summary>A number drawn from a text: the same for the same text, everywhere and always.</summary>
    public static ulong Draw(string text) => BinaryPrimitives.ReadUInt64BigEndian(Hash(text));

    /// <summary>The seed of a row's own random draws.</summary>
    public static ulong Seed(byte[] key, int take) => BinaryPrimitives.ReadUInt64BigEndian(key) ^ ((ulong)take * 0x9E37_79B9_7F4A_7C15);

    /// <summary>Length before text, so that no two lists of parts read the same.</summary>
    private static void Add(StringBuilder parts, string? part) =>
        parts.Append(part?.Length ?? -1).Append(':').Append(part).Append(';');

    private static byte[] Hash(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, bytes);
        var hash = SHA256.HashData(bytes.AsSpan(0, count));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
