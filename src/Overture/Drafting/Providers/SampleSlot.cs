namespace Overture.Drafting.Providers;

/// <summary>What a sample line leaves open.</summary>
[Flags]
internal enum SampleSlot
{
    None = 0,
    Chore = 1,
    Time = 2,
    Who = 4,
    First = 8,
    Company = 16,
    Title = 32,
    City = 64,
    Page = 128,
}
