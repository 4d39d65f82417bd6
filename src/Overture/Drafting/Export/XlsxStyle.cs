namespace Overture.Drafting.Export;

/// <summary>The looks a finished workbook has: by number in its style sheet.</summary>
internal static class XlsxStyle
{
    /// <summary>Text is formatted as text (49, <c>@</c>), so that editing a cell makes neither a number nor a formula of it.</summary>
    public const string Text = "1";

    public const string Header = "2";

    public const string Money = "3";

    public const string Count = "0";

    public static ReadOnlySpan<byte> Sheet =>
        """
        <?xml version="1.0" encoding="utf-8"?>
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
          <numFmts count="1"><numFmt numFmtId="164" formatCode="0.00####"/></numFmts>
          <fonts count="2">
            <font><sz val="11"/><name val="Calibri"/></font>
            <font><b/><sz val="11"/><name val="Calibri"/></font>
          </fonts>
          <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
          <borders count="1"><border/></borders>
          <cellStyleXfs count="1"><xf/></cellStyleXfs>
          <cellXfs count="4">
            <xf/>
            <xf numFmtId="49" applyNumberFormat="1"/>
            <xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>
            <xf numFmtId="164" applyNumberFormat="1"/>
          </cellXfs>
        </styleSheet>
        """u8;
}
