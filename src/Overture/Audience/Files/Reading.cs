namespace Overture.Audience.Files;

/// <summary>How a span of text is understood as one record.</summary>
internal enum Reading
{
    /// <summary>A whole record.</summary>
    Record,

    /// <summary>The text ends before the record does.</summary>
    More,

    /// <summary>A quoted cell does not end as one.</summary>
    Torn,
}
