using System.Text.Json.Serialization;

namespace Overture.Audience.Columns;

/// <summary>What a column can mean.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Field>))]
internal enum Field
{
    FirstName,
    LastName,
    FullName,
    Email,
    Company,
    Title,
    Website,
    LinkedIn,
    Phone,
    City,
    Country,
    TimeZone,
}
