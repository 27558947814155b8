using System.Globalization;
using System.Net;
using System.Text;
using Gan.Core.ModelFiles;

namespace DogGan.Reports;

/// <summary>What the reports have in common: one HTML file that needs no other, with pictures inside and no script.</summary>
internal static class ReportPage
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1200px;padding:1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.3rem .7rem;border-bottom:1px solid #d8dee4;text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}
        .best{font-weight:700;background:#e6f4ea}.fault{font-weight:700;background:#ffebe9}.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr))}
        figure{margin:0}figcaption{font-size:.85rem;color:#57606a}img,svg{max-width:100%;height:auto}
        .tiles{display:flex;flex-wrap:wrap;gap:.5rem}.tiles img{width:96px;image-rendering:pixelated}.tiles figcaption{max-width:96px;overflow-wrap:anywhere}
        svg text{font:12px system-ui,sans-serif;fill:#57606a}svg .title{font-weight:600;fill:#1b1f24}
        .verdict{margin:.5rem 0;padding:.5rem .8rem;border-left:4px solid #d4a72c;background:#fff8e5}.verdict.good{border-color:#2da44e;background:#eef9f0}
        .grid{stroke:#d8dee4;stroke-width:1}.floor{stroke:#6e7781;stroke-width:1.5;stroke-dasharray:2 3}
        .key span{display:inline-block;margin-right:1.2rem}.key i{display:inline-block;width:1.6rem;border-top:3px solid;margin-right:.4rem;vertical-align:middle}
        @media(max-width:600px){th,td{padding:.3rem .4rem}th:first-child,td:first-child{white-space:normal;min-width:7rem}svg text{font-size:15px}}
        """;

    /// <summary>Begins a page.</summary>
    public static StringBuilder Begin(string title) => new StringBuilder().Append(
        CultureInfo.InvariantCulture,
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>{Text(title)}</title><style>{Style}</style></head><body>");

    /// <summary>Ends the page and writes it, whole or not at all.</summary>
    public static void Write(string path, StringBuilder html)
    {
        html.Append("</body></html>\n");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html.ToString())));
    }

    /// <summary>A picture inside the page.</summary>
    public static string Figure(byte[] png, string caption) =>
        $"<figure><img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" alt=\"{Text(caption)}\"><figcaption>{Text(caption)}</figcaption></figure>";

    /// <summary>Text as HTML.</summary>
    public static string Text(string value) => WebUtility.HtmlEncode(value);
}
