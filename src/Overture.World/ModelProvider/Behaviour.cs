namespace Overture.World.ModelProvider;

/// <summary>How the provider answers from now on. Replaced as a whole, at any time: <see cref="ModelProvider.Behaviour"/> or POST /_world/behave.</summary>
public sealed record Behaviour
{
    /// <summary>Milliseconds before an answer; drawn between the two when the second is larger.</summary>
    public double DelayMs { get; init; }

    public double DelayMaxMs { get; init; }

    /// <summary>Limits of every (group, model) that <see cref="ModelLimits"/> does not name; null sets none and sends no rate headers.</summary>
    public RateLimits? Limits { get; init; }

    public IReadOnlyDictionary<string, RateLimits> ModelLimits { get; init; } = new Dictionary<string, RateLimits>(StringComparer.Ordinal);

    public RetryAfterForm RetryAfter { get; init; } = RetryAfterForm.Seconds;

    /// <summary>What a <see cref="ModelFault.RateLimited"/> or overload on demand tells the caller to wait; real limits compute their own.</summary>
    public double RetryAfterSeconds { get; init; } = 1;

    /// <summary>What every call meets.</summary>
    public ModelFault Fault { get; init; }

    /// <summary>Probability by fault; what is left answers well. Drawn from the seed, the prompt and how often it was asked.</summary>
    public IReadOnlyDictionary<ModelFault, double> Mix { get; init; } = new Dictionary<ModelFault, double>();

    public AnswerForm Form { get; init; }

    public CopyKind Copy { get; init; }

    /// <summary>Says this instead of copy of its own.</summary>
    public string? Text { get; init; }

    /// <summary>Names the row in the subject (or at the end of a text without one), so that a test can see which row got which words.</summary>
    public bool NameRow { get; init; }

    /// <summary>Milliseconds of <see cref="ModelFault.Silence"/> before the connection breaks.</summary>
    public double SilenceMs { get; init; } = 120_000;

    /// <summary>Milliseconds between the bytes of <see cref="ModelFault.Trickle"/>.</summary>
    public double TrickleMs { get; init; } = 50;

    /// <summary>Keys that meet 401 from now on.</summary>
    public IReadOnlyList<string> RevokedKeys { get; init; } = [];

    /// <summary>Keys that meet 429 insufficient_quota from now on.</summary>
    public IReadOnlyList<string> ExhaustedKeys { get; init; } = [];

    /// <summary>Models that are gone from now on.</summary>
    public IReadOnlyList<string> MissingModels { get; init; } = [];

    /// <summary>A prompt of more tokens meets 400 context_length_exceeded.</summary>
    public int ContextTokens { get; init; } = 1_000_000;

    /// <summary>Refuses `max_tokens` and `temperature` with the 400s of OpenAI's reasoning models.</summary>
    public bool Reasoning { get; init; }

    /// <summary>Refuses `max_completion_tokens` with the 400 of an older compatible server.</summary>
    public bool OldParameters { get; init; }
}

/// <summary>What one (group, model) may use; null is no limit.</summary>
public sealed record RateLimits
{
    public int? RequestsPerMinute { get; init; }

    public int? TokensPerMinute { get; init; }

    public int? RequestsPerDay { get; init; }

    public LimitKind Kind { get; init; }

    /// <summary>Seconds' worth of the minute's limits that a bucket holds when full.</summary>
    public double BurstSeconds { get; init; } = 60;

    /// <summary>False enforces in silence, as servers do that send no rate headers.</summary>
    public bool Headers { get; init; } = true;
}

public enum LimitKind
{
    /// <summary>Refilled without pause, as OpenAI and Anthropic describe theirs.</summary>
    TokenBucket,

    /// <summary>Counts what was accepted in the last 60 seconds.</summary>
    SlidingWindow,
}

public enum RetryAfterForm { Seconds, HttpDate, Milliseconds, None }

public enum AnswerForm { Json, SubjectLine, Body, FencedJson }

/// <summary>What the model writes; Auto writes an opener when the prompt speaks of one.</summary>
public enum CopyKind { Auto, Email, Opener }

public enum ModelFault
{
    None, RateLimited, InsufficientQuota, InvalidKey, ModelNotFound, ContextTooLong, BadRequest,
    Error500, Error502, Error503, Error504, Overloaded529,
    Reset, Silence, Trickle, TruncatedBody, TruncatedJson, Html, EmptyChoices, EmptyText,
    CutOff, ContentFilter, Refusal, WrongLanguage, BreaksRules, ToolCalls, Huge, Obeys,
}
