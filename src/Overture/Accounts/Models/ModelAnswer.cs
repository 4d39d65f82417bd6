namespace Overture.Accounts.Models;

/// <summary>What came of one call, as a value.</summary>
internal abstract record ModelAnswer(RateHeaders Rates)
{
    /// <summary>Words, and what they cost.</summary>
    internal sealed record Words(string Text, string Model, Tokens Used, RateHeaders Rates) : ModelAnswer(Rates);

    /// <summary>
    /// None that can be used. <see cref="Used"/> counts what is billed all the same; <see cref="Text"/> is what there was of a text;
    /// <see cref="Parameter"/> names the request's member that the provider objects to.
    /// </summary>
    internal sealed record Failure(Fault Fault, int? Status, string Message, TimeSpan? RetryAfter, Tokens Used, RateHeaders Rates, string Text = "", string? Parameter = null)
        : ModelAnswer(Rates);
}

/// <summary>Tokens as the provider counted them.</summary>
internal readonly record struct Tokens(int Input, int Output);
