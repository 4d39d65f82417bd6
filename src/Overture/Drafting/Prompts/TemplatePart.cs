namespace Overture.Drafting.Prompts;

/// <summary>What a template is made of.</summary>
internal abstract record TemplatePart
{
    public sealed record Text(string Words) : TemplatePart;

    /// <summary>{{name}}, {{name | default}}.</summary>
    public sealed record Field(string Name, string? Default) : TemplatePart;

    /// <summary>{{#if name}} … {{else}} … {{/if}}; <paramref name="Present"/> is false for unless.</summary>
    public sealed record When(string Name, bool Present, TemplatePart[] Then, TemplatePart[] Else) : TemplatePart;

    /// <summary>{one|another}.</summary>
    public sealed record Choice(TemplatePart[][] Options) : TemplatePart;

    /// <summary>{{fence}}: a mark that nobody who wrote a cell can know.</summary>
    public sealed record Fence : TemplatePart;
}
