using System.Globalization;
using System.Net;
using System.Text;
using Gan.Core.ModelFiles;

namespace Gan.Reports;

/// <summary>
/// What the reports have in common: one HTML file that needs no other, with pictures inside and no script, light or dark.
/// </summary>
internal static class ReportPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--paper:#fff;--good:#e6f4ea;--good-edge:#2da44e;
          --warn:#fff8e5;--warn-edge:#d4a72c;--fault:#ffebe9;--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#cc79a7;--s4:#b07a00;--s5:#3793c4}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#363d46;--paper:#0f1319;
          --good:#12331f;--good-edge:#3fb950;--warn:#33290d;--warn-edge:#d4a72c;--fault:#46191a;
          --s0:#58a6ff;--s1:#ff8c42;--s2:#3fc79a;--s3:#e29bc4;--s4:#e6b23c;--s5:#7cc7ee}}
        body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1200px;padding:1rem;color:var(--ink);background:var(--paper);
          overflow-wrap:anywhere}
        h1{font-size:1.6rem;line-height:1.25;margin:.6rem 0}h2{font-size:1.2rem;margin-top:2.5rem}
        .answer{font-size:1.1rem}.note{color:var(--soft)}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.3rem .7rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
        th:first-child,td:first-child{text-align:left;white-space:normal;min-width:9rem}
        .best{font-weight:700;background:var(--good)}.fault{font-weight:700;background:var(--fault)}
        .cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr))}
        figure{margin:0}figcaption{font-size:.85rem;color:var(--soft)}img,svg{max-width:100%;height:auto}
        .samples img{width:100%;max-width:640px;image-rendering:pixelated}
        .tiles{display:flex;flex-wrap:wrap;gap:.5rem}.tiles img{width:96px;image-rendering:pixelated}.tiles figcaption{max-width:96px}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:0}dt{color:var(--soft)}dd{margin:0}
        details{margin:.8rem 0}
        svg text{font:12px system-ui,sans-serif;fill:var(--soft)}svg .title{font-weight:600;fill:var(--ink)}
        .verdict{margin:.5rem 0;padding:.5rem .8rem;border-left:4px solid var(--warn-edge);background:var(--warn)}
        .verdict.good{border-color:var(--good-edge);background:var(--good)}
        .grid{stroke:var(--line);stroke-width:1}.floor{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:2 3}
        .key span{display:inline-block;margin-right:1.2rem}
        .key i{display:inline-block;width:1.6rem;border-top:3px solid;margin-right:.4rem;vertical-align:middle}
        .key .real{border-color:var(--soft);border-top-style:dotted}
        @media(max-width:600px){th,td{padding:.3rem .4rem}th:first-child,td:first-child{min-width:7rem}
          svg text{font-size:15px}dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
        """;

    /// <summary>Begins a page.</summary>
    public static StringBuilder Begin(string title) => new StringBuilder()
        .Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"data:,\">")
        .Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title><style>{Style}</style></head><body>");

    /// <summary>Ends the page and writes it, whole or not at all.</summary>
    public static void Write(string path, StringBuilder html)
    {
        html.Append("</body></html>\n");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html.ToString())));
    }

    /// <summary>A picture inside the page.</summary>
    public static string Figure(byte[] png, string caption) =>
        $"<figure><img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" "
        + $"alt=\"{Text(caption)}\"><figcaption>{Text(caption)}</figcaption></figure>";

    /// <summary>What is wrong with a run, or that nothing is.</summary>
    /// <param name="findings">Sentences; none when nothing was found.</param>
    /// <param name="nothing">What is said then.</param>
    public static string Findings(IReadOnlyCollection<string> findings, string nothing) => findings.Count == 0
        ? $"<p class=\"verdict good\">{Text(nothing)}</p>"
        : string.Concat(findings.Select(finding => $"<p class=\"verdict\">{Text(finding)}</p>"));

    /// <summary>Text as HTML.</summary>
    public static string Text(string value) => WebUtility.HtmlEncode(value);
}
