namespace Overture.Web.Settings;

/// <summary>A value that cannot be read: the start stops and says which, and how it should look.</summary>
internal sealed class SettingsInvalid(string name, string value, string cure)
    : Exception($"{name} is '{value}', which cannot be used: {cure}")
{
    public string Name => name;
}
