namespace Overture.Accounts.Models;

/// <summary>Why a model call gave no words that can be used. What to do about each is the caller's: wait, try again, pause, cut, or hold.</summary>
internal enum Fault
{
    /// <summary>429: too many requests or tokens for now.</summary>
    RateLimited,

    /// <summary>No money or quota left; waiting does not help, paying does.</summary>
    QuotaExhausted,

    /// <summary>401 or 403: the key is wrong, revoked or not allowed.</summary>
    Unauthorized,

    /// <summary>404: no such model (or no such address).</summary>
    ModelNotFound,

    /// <summary>The prompt does not fit the model or the key's tokens per minute.</summary>
    ContextTooLong,

    /// <summary>Another 4xx: the same request would fail again.</summary>
    BadRequest,

    /// <summary>500, 502, 503, 504 and their like.</summary>
    ServerError,

    /// <summary>529, or a 503 that says so.</summary>
    Overloaded,

    /// <summary>Nothing, or not all, within the time allowed.</summary>
    Timeout,

    /// <summary>No connection, or one that broke before the answer was whole.</summary>
    ConnectionLost,

    /// <summary>200 that is no answer: HTML, broken JSON, no choices, tool calls, or more than the size allowed.</summary>
    BadAnswer,

    /// <summary>A whole answer without a word in it.</summary>
    Empty,

    /// <summary>The model declined.</summary>
    Refused,

    /// <summary>The answer ended at the token limit.</summary>
    CutOff,

    /// <summary>The provider's filter stopped the prompt or the answer.</summary>
    ContentFiltered,
}
