namespace Overture.Audience.Files;

/// <summary>What to make of a quote that breaks the rules.</summary>
internal enum QuoteRule
{
    /// <summary>RFC 4180 §2: it tears the record.</summary>
    Strict,

    /// <summary>A quote within quotes that no delimiter follows is text: "a 5" nail".</summary>
    InnerIsText,

    /// <summary>The same, and doubled quotes are no escape: "a nail of 5"",x.</summary>
    InnerIsTextUnescaped,

    /// <summary>An opening quote that tears the record and has its cell to itself is text: "7,"said ""no""".</summary>
    LoneOpeningIsText,

    /// <summary>An opening quote that does not close on its line is text: "Ann,Acme.</summary>
    OpeningIsText,
}
