using System.Collections;

namespace Overture.Mail.Mime;

/// <summary>The fields of one header, in their order.</summary>
public sealed class HeaderList : IReadOnlyList<HeaderField>
{
    private readonly IReadOnlyList<HeaderField> fields;

    internal HeaderList(IReadOnlyList<HeaderField> fields) => this.fields = fields;

    /// <inheritdoc/>
    public int Count => fields.Count;

    /// <inheritdoc/>
    public HeaderField this[int index] => fields[index];

    /// <summary>The first field of a name, or null.</summary>
    /// <param name="name">In ASCII; case does not matter.</param>
    public HeaderField? Find(string name)
    {
        foreach (var field in fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Every field of a name, in their order.</summary>
    /// <param name="name">In ASCII; case does not matter.</param>
    public IEnumerable<HeaderField> All(string name) => fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IEnumerator<HeaderField> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
