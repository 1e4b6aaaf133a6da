/// The look of a report.
enum ReportStyle {
    static let text = """
        :root{color-scheme:light;--ink:#1c2430;--soft:#5b6675;--line:#d9dee5;--mark:#0b5c6b}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.7rem;margin:0 0 .3rem}h2{margin:2.5rem 0 .5rem;border-bottom:2px solid var(--mark)}
        h3{margin:0 0 .4rem;font-size:1.05rem}time{color:var(--mark);font-variant-numeric:tabular-nums}
        article{border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:.8rem 0;
        content-visibility:auto;contain-intrinsic-size:auto 14rem}
        dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.1rem 1rem;margin:.3rem 0;font-size:.92rem}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        figure{margin:.8rem 0}img{max-width:100%;border:1px solid var(--line)}
        figcaption,.note{color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
        table{border-collapse:collapse;font-size:.88rem;margin:.6rem 0}caption{text-align:left;color:var(--soft)}
        th,td{border:1px solid var(--line);padding:.15rem .5rem;text-align:left;overflow-wrap:anywhere}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem;background:#f5f7f9;padding:.6rem}
        code{overflow-wrap:anywhere}.two{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}
        @media(max-width:45rem){.two{grid-template-columns:1fr}}
        @media print{article{break-inside:avoid;content-visibility:visible}}

        """
}
