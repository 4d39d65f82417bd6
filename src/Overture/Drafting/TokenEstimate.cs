namespace Overture.Drafting;

/// <summary>
/// About how many tokens a model counts for a text, before it is asked: a quarter of the letters of Latin scripts, half of those of other
/// alphabets, one for each ideograph. Within about 15 % of the common encodings on prose; meant to err upwards.
/// </summary>
internal static class TokenEstimate
{
    /// <summary>What a chat request adds around each message.</summary>
    public const int PerMessage = 4;

    public static int Of(ReadOnlySpan<char> text)
    {
        var quarters = 0L;
        foreach (var c in text)
            quarters += Weight(c);
        return (int)((quarters + 11) / 12);
    }

    // In twelfths of a token.
    private static int Weight(char c) => c switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or ' ' => 3,
        >= '0' and <= '9' => 5,
        < (char)128 => 6,
        < '\u0250' => 5,
        < '\u2000' => 6,
        >= '\u2000' and < '\u2E80' => 9,
        _ => 12,
    };
}
