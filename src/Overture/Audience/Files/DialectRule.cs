namespace Overture.Audience.Files;

/// <summary>
/// Delimiter, quote and escape of a text. Each combination that could be is tried; the best one cuts the lines into equally many
/// cells (pattern) of which most look like something (type). After van den Burg, Nazábal and Sutton, "Wrangling messy CSV
/// files by detecting row and type patterns" (2019), with the rarer delimiters held to more.
/// </summary>
internal static class DialectRule
{
    private const string Usual = ",;\t|";
    private const string Rare = ":^~ \u0001\u001F";
    private const int Rows = 200;

    /// <param name="sample">Text from the start of the file.</param>
    /// <param name="found">What is known already; newline above all.</param>
    /// <param name="choice">What is not to be found but given.</param>
    public static Dialect Find(string sample, Dialect found, DialectChoice choice)
    {
        if (Declared(sample) is { } declared && choice.Delimiter is null)
            choice = choice with { Delimiter = declared };
        var single = OneColumn(sample) && choice.Delimiter is null;
        var best = Candidates(sample, found, choice)
            .Select(candidate => (Dialect: candidate, Score: Score(sample, candidate, choice)))
            .DefaultIfEmpty((Dialect: Default(found, choice), Score: 0))
            .MaxBy(scored => scored.Score);
        if (single || best.Score <= 0 && choice.Delimiter is null)
            return Default(found, choice);
        return best.Dialect;
    }

    private static Dialect Default(Dialect found, DialectChoice choice) => found with
    {
        Delimiter = choice.Delimiter ?? ',',
        Quote = choice.Unquoted ? null : choice.Quote ?? '"',
        Escape = choice.Escape ?? (choice.Unquoted ? null : choice.Quote ?? '"'),
        SkipInitialSpace = choice.SkipInitialSpace ?? false,
    };

    // Excel's own hint: a first line "sep=;".
    private static char? Declared(string sample) =>
        sample.Length > 4 && sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && (sample.Length == 5 || sample[5] is '\r' or '\n') ? sample[4] : null;

    // Addresses, URLs and times are full of would-be delimiters.
    private static bool OneColumn(string sample)
    {
        var lines = sample.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(Rows).ToList();
        var whole = lines.Count(line => line.IndexOfAny([',', ';', '\t', '|', ' ']) < 0 && CellTypeRule.Of(line) is CellType.Url or CellType.Email or CellType.Date);
        return whole > 0 && whole >= lines.Count - 1 - lines.Count / 10;
    }

    private static IEnumerable<Dialect> Candidates(string sample, Dialect found, DialectChoice choice)
    {
        var delimiters = choice.Delimiter is { } given ? [given] : (Usual + Rare).Where(c => sample.Contains(c, StringComparison.Ordinal));
        foreach (var delimiter in delimiters)
        {
            foreach (var quote in Quotes(sample, delimiter, choice).Where(quote => quote != delimiter))
            {
                foreach (var escape in Escapes(sample, quote, choice))
                {
                    var space = choice.SkipInitialSpace ?? SpacesFollow(sample, delimiter);
                    yield return found with { Delimiter = delimiter, Quote = quote, Escape = escape, SkipInitialSpace = space };
                }
            }
        }
    }

    private static char?[] Quotes(string sample, char delimiter, DialectChoice choice)
    {
        if (choice.Unquoted)
            return [null];
        if (choice.Quote is { } quote)
            return [quote];
        return OpensCells(sample, delimiter, '\'') ? ['"', '\''] : ['"'];
    }

    private static bool OpensCells(string sample, char delimiter, char quote)
    {
        for (var at = sample.IndexOf(quote, StringComparison.Ordinal); at >= 0; at = sample.IndexOf(quote, at + 1))
        {
            if (at == 0 || sample[at - 1] == delimiter || sample[at - 1] is '\n' or '\r')
                return true;
        }
        return false;
    }

    private static char?[] Escapes(string sample, char? mark, DialectChoice choice)
    {
        if (choice.Escape is { } escape)
            return [escape];
        if (mark is not { } quote)
            return [null];
        var usual = quote == '\'' && IsDoubled(sample, '"') ? '"' : quote;
        return sample.AsSpan().Count($"\\{quote}") > CountWithinWords(sample, quote) ? [usual, '\\'] : [usual];
    }

    // Who wraps cells in ' after doubling their " means "": 48"" is 48".
    private static bool IsDoubled(string sample, char quote)
    {
        var found = false;
        for (var at = sample.IndexOf(quote); at >= 0; at = sample.IndexOf(quote, at + 2))
        {
            if (at + 1 == sample.Length || sample[at + 1] != quote)
                return false;
            found = true;
        }
        return found;
    }

    // One \' among many a bare "don't" is no way of writing but a backslash.
    private static int CountWithinWords(string sample, char quote)
    {
        var count = 0;
        for (var at = sample.IndexOf(quote, Math.Min(1, sample.Length)); at >= 0; at = sample.IndexOf(quote, at + 1))
            count += at + 1 < sample.Length && char.IsLetterOrDigit(sample[at - 1]) && char.IsLetterOrDigit(sample[at + 1]) ? 1 : 0;
        return count;
    }

    // "a, b, c": a blank after (nearly) every delimiter; columns aligned by runs of blanks.
    private static bool SpacesFollow(string sample, char delimiter)
    {
        if (delimiter == ' ')
            return sample.Contains("   ", StringComparison.Ordinal);
        int all = 0, spaced = 0;
        for (var at = sample.IndexOf(delimiter, StringComparison.Ordinal); at >= 0; at = sample.IndexOf(delimiter, at + 1))
        {
            all++;
            spaced += at + 1 < sample.Length && sample[at + 1] is ' ' or '\n' or '\r' ? 1 : 0;
        }
        return all > 0 && spaced >= all * 0.95 && sample.Contains($"{delimiter} ", StringComparison.Ordinal);
    }

    private static double Score(string sample, Dialect dialect, DialectChoice choice)
    {
        var table = SampleTable.Read(sample, dialect, Rows);
        if (table.Rows.Count == 0)
            return 0;
        var score = table.Pattern * table.Type * (1 - (double)table.Torn / table.Rows.Count);
        if (choice.Delimiter is null && Rare.Contains(dialect.Delimiter, StringComparison.Ordinal))
            score *= IsConvincing(table, dialect.Delimiter) ? 0.5 : 0;
        return score;
    }

    // A colon or blank is in most texts; only cells that are data make it a delimiter.
    private static bool IsConvincing(SampleTable table, char delimiter) => delimiter switch
    {
        ' ' => table.Agreement >= 0.7 && table.Data >= 0.25 && table.Width > 2,
        ':' => table.Agreement >= 0.9 && table.Width > 2,
        _ => table.Agreement >= 0.8,
    };
}
