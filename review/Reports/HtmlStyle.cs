namespace Review.Reports;

/// <summary>How the page looks.</summary>
internal static class HtmlStyle
{
    public const string Text = """
        :root{color-scheme:light dark;--ink:#1f2328;--dim:#59636e;--page:#fff;--rim:#d1d9e0;--soft:#f6f8fa;--new:#1a7f37;--newbox:#dafbe1;--old:#cf222e;--oldbox:#ffebe9;--alt:#9a6700;--altbox:#fff8c5}
        @media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--dim:#9198a1;--page:#0d1117;--rim:#3d444d;--soft:#151b23;--new:#3fb950;--newbox:#12261e;--old:#f85149;--oldbox:#2d1518;--alt:#d29922;--altbox:#272115}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        main{max-width:1000px;margin:0 auto;padding:20px}
        h1{margin:0;font-size:2em;line-height:1.2}
        h2{margin:1.6em 0 .5em;padding-bottom:.2em;border-bottom:1px solid var(--rim);font-size:1.3em}
        h3{margin:.8em 0 .2em;font-size:1em}
        p,li,td,th,summary{overflow-wrap:anywhere}
        code,pre,.change{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.87em}
        code{padding:.1em .35em;border-radius:5px;background:var(--soft);border:1px solid var(--rim)}
        pre{margin:.4em 0;padding:10px;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);border-radius:6px}
        header{padding:16px 20px;border-radius:10px;border:1px solid var(--rim);border-left:10px solid var(--new);background:var(--newbox)}
        header.look{border-left-color:var(--alt);background:var(--altbox)}
        header.danger{border-left-color:var(--old);background:var(--oldbox)}
        header p{margin:.4em 0 0}
        header .stack{margin:0;color:var(--dim)}
        .error{margin-top:12px;padding:2px 16px 8px;border:1px solid var(--old);border-radius:8px}
        ul{margin:.2em 0;padding-left:1.2em}
        li{margin:.25em 0}
        li::marker{color:var(--dim)}
        .care{display:inline-block;padding:0 .5em;border-radius:1em;font-size:.8em;border:1px solid var(--alt);color:var(--alt);background:var(--altbox)}
        .danger>.care{border-color:var(--old);color:var(--old);background:var(--oldbox)}
        details{margin:.5em 0;border:1px solid var(--rim);border-radius:6px}
        summary{padding:7px 12px;cursor:pointer}
        details[open]>summary{border-bottom:1px solid var(--rim)}
        details>p,details>ul,details>pre{margin-left:12px;margin-right:12px}
        .more{display:inline-block;margin:0;border:0}
        .more>summary,.more[open]>summary{padding:0;border:0;color:var(--dim);text-decoration:underline}
        .change{padding:6px 0}
        .change p{margin:0;padding:1px 12px;white-space:pre-wrap}
        .change .line{padding-left:34px;text-indent:-1em;word-break:break-all}
        .new{color:var(--new);background:var(--newbox)}
        .old{color:var(--old);background:var(--oldbox)}
        .alt{color:var(--alt);background:var(--altbox)}
        td.new,td.old{font-weight:600}
        .hint,.legend{color:var(--dim);font-size:.9em;margin:.4em 0}
        .legend span{padding:.1em .6em;border-radius:1em}
        .narrow{display:none}
        svg{display:block;max-width:100%;height:auto}
        table{width:100%;border-collapse:collapse}
        th,td{padding:6px 12px;border:1px solid var(--rim);text-align:left;vertical-align:top}
        th{background:var(--soft)}
        @media(max-width:719px){
        main{padding:12px}
        header{padding:12px 14px}
        .wide{display:none}
        .narrow{display:block}
        thead{display:none}
        tr{display:block;margin:0 0 10px;border:1px solid var(--rim);border-radius:6px}
        td{display:flex;gap:10px;border:0;border-bottom:1px solid var(--rim)}
        td:last-child{border-bottom:0}
        td::before{content:attr(data-head);flex:0 0 6.5em;color:var(--dim);font-weight:400}
        }
        """;
}
