namespace Overture.Accounts.Models;

/// <summary>A model call that gave no words that can be used. Its message never holds the key.</summary>
internal sealed class ModelCallFailed(ModelAnswer.Failure failure, Exception? inner = null) : Exception(failure.Message, inner)
{
    public ModelAnswer.Failure Failure => failure;

    public Fault Fault => failure.Fault;

    /// <summary>The HTTP status; null when none arrived.</summary>
    public int? Status => failure.Status;

    /// <summary>How long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter => failure.RetryAfter;

    /// <summary>What is billed although it failed.</summary>
    public Tokens Used => failure.Used;

    public RateHeaders Rates => failure.Rates;
}
