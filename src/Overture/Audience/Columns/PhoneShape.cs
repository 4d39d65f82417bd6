using System.Buffers;

namespace Overture.Audience.Columns;

/// <summary>What can be nothing but a phone number: "+39 06 555 0100", "(030) 555-0100", "555-010-0199"; never an id, a date or an amount.</summary>
internal static class PhoneShape
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789 +-()./\u00A0");
    private static readonly SearchValues<char> Joints = SearchValues.Create(" -()");

    public static bool Fits(string cell)
    {
        if (cell.Length is 0 or > 30 || cell.AsSpan().ContainsAnyExcept(Characters))
        {
            return false;
        }

        var digits = cell.Count(char.IsAsciiDigit);
        return cell[0] switch
        {
            '+' => digits is >= 7 and <= 15,
            '0' or '(' => digits is >= 9 and <= 15,
            _ => digits is >= 10 and <= 15 && cell.Count(Joints.Contains) > 1,
        };
    }
}
