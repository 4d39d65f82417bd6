using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.World.ModelProvider;

/// <summary>Options and behaviour as JSON and as arguments.</summary>
internal static class Arguments
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static ModelProviderOptions Read(string[] args)
    {
        var options = new ModelProviderOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            options = args[i] switch
            {
                "--port" => options with { Port = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = ulong.Parse(args[i + 1], CultureInfo.InvariantCulture) },
                "--keys" => options with { Keys = args[i + 1].Split(',') },
                "--models" => options with { Models = args[i + 1].Split(',') },
                "--behave" => options with { Behaviour = JsonSerializer.Deserialize<Behaviour>(args[i + 1], Json)! },
                _ => throw new ArgumentException($"'{args[i]}' is not an option. Known: --port, --seed, --keys, --models, --behave."),
            };
        }

        return options;
    }
}
