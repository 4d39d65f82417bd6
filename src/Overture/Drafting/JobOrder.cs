namespace Overture.Drafting;

/// <summary>What a new job is to do.</summary>
internal sealed record JobOrder
{
    /// <summary>The job's id, where a request may come twice: the job there is under it is the answer.</summary>
    public Guid? Id { get; init; }

    public Guid? ImportId { get; init; }
    public Guid? ListId { get; init; }
    public required string Name { get; init; }

    /// <summary>A prompt's name or id, or the id of one of its versions.</summary>
    public string Prompt { get; init; } = "cold-email";

    public bool Start { get; init; }
    /// <summary>Null: all rows, or with sample words <see cref="CreateJob.SampleRows"/> unless <see cref="AllRows"/>.</summary>
    public int? RowLimit { get; init; }

    public bool AllRows { get; init; }
    public int? Pilot { get; init; }
    public decimal? SpendingCap { get; init; }
    public bool? NamesAlone { get; init; }

    /// <summary>Sample words even where there is a key.</summary>
    public bool Sample { get; init; }
}
