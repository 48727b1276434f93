/** The CSS of the page, for light and dark, wide, narrow and print. */
export const style: string = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --card: #ffffff; --ink: #1c1e21; --soft: #5a6068; --line: #e3e4e1; --edge: #8b9097;
  --tint: #f3f3f0; --accent: #2f4fb5; --on-accent: #ffffff;
  --good: #1b7146; --bad: #b3261e; --doubt: #85590a;
  --good-tint: #e5f2ea; --bad-tint: #fbe9e7; --doubt-tint: #f8eed9; --accent-tint: #e9edfa;
  --bar: #a9b3c1; --bar-bad: #d9877f;
  --o-unaffected: #b9d8c6; --o-recovered: #5fa982; --o-degraded: #a7bbdc; --o-abstained: #7391c4;
  --o-escalated: #5470a8; --o-failed-loud: #dba94a; --o-silently-wrong: #df8078;
  --o-unsafe: #b3261e; --o-hung: #6d1a16;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1b1e22; --ink: #e6e7e9; --soft: #a3a9b2; --line: #30343a; --edge: #767c85;
    --tint: #22262b; --accent: #9db2f5; --on-accent: #14192b;
    --good: #74c79a; --bad: #f2938b; --doubt: #dfb25c;
    --good-tint: #1b3527; --bad-tint: #43211f; --doubt-tint: #3a2e16; --accent-tint: #232c48;
    --bar: #5d6774; --bar-bad: #9c4d47;
    --o-unaffected: #35574a; --o-recovered: #4f9a75; --o-degraded: #44587c; --o-abstained: #5f7db3;
    --o-escalated: #8aa6dc; --o-failed-loud: #b98a35; --o-silently-wrong: #b2605a;
    --o-unsafe: #e4675d; --o-hung: #f7b4ae;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
main { max-width: 62rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
h1, h2, h3, h4, p, dl, dd, ol, ul, figure, pre { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; font-weight: 650; }
h2 { font-size: 1.25rem; letter-spacing: -0.01em; font-weight: 650; margin: 3.5rem 0 1rem; }
h3 { font-size: 1.125rem; line-height: 1.35; font-weight: 650; }
h4 { font-size: 0.8125rem; font-weight: 600; color: var(--soft); margin: 1.5rem 0 0.5rem; }
code, pre, .mono { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 0.8125rem; }
code, .wrap { overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.small { font-size: 0.8125rem; }

.top { border-bottom: 1px solid var(--line); padding-bottom: 1.75rem; }
.brand { display: flex; justify-content: space-between; gap: 1rem; margin-bottom: 2rem; font-size: 0.875rem; }
.brand b { font-weight: 650; letter-spacing: -0.01em; }
.verdict { display: inline-block; font-size: 0.75rem; font-weight: 650; line-height: 1.5; padding: 0.0625rem 0.5rem; border-radius: 0.25rem; white-space: nowrap; }
.verdict.pass { color: var(--good); background: var(--good-tint); }
.verdict.fail { color: var(--bad); background: var(--bad-tint); }
.verdict.unknown { color: var(--doubt); background: var(--doubt-tint); }
.top .verdict { margin-bottom: 0.75rem; font-size: 0.875rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin-top: 0.75rem; color: var(--soft); font-size: 0.875rem; }
.totals { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin-top: 1.75rem; }
.totals div { display: flex; flex-direction: column-reverse; }
.totals dd { font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.totals dt { color: var(--soft); font-size: 0.8125rem; }
.totals .zero { color: var(--soft); font-weight: 400; }
.totals .bad { color: var(--bad); } .totals .doubt { color: var(--doubt); } .totals .good { color: var(--good); }
.warning { margin-top: 1.25rem; padding: 0.75rem 1rem; border-left: 3px solid var(--doubt); background: var(--doubt-tint); }
.errors li { margin-top: 0.75rem; overflow-wrap: anywhere; }
.errors code { display: block; }

nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 1.75rem; font-size: 0.875rem; }
nav:empty { display: none; }
a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
button, input, select { font: inherit; color: inherit; }
.word { display: inline; padding: 0; border: 0; background: none; cursor: help; text-align: inherit; text-decoration: underline dotted; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.meaning { max-width: 24rem; padding: 0.75rem 1rem; margin: auto auto 1rem; border: 1px solid var(--line); border-radius: 0.375rem; background: var(--card); color: var(--ink); box-shadow: 0 4px 16px rgb(0 0 0 / 0.2); font-size: 0.875rem; }
@supports (position-area: bottom) {
  .meaning { margin: 0.25rem 0; inset: auto; position-area: bottom span-right; position-try-fallbacks: flip-inline, flip-block, flip-inline flip-block; }
}
.copy, .filter input, .filter select { padding: 0.25rem 0.625rem; border: 1px solid var(--edge); border-radius: 0.375rem; background: var(--card); font-size: 0.8125rem; }
.copy { cursor: pointer; flex: none; min-width: 4.5rem; padding: 0.4375rem 0.75rem; } .copy:hover { border-color: var(--accent); }
.filter { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center; margin-top: 2.5rem; font-size: 0.875rem; color: var(--soft); }
.filter input { width: 16rem; max-width: 60vw; margin-left: 0.375rem; } .filter select { margin-left: 0.375rem; }
[hidden] { display: none !important; }
button:focus-visible, input:focus-visible, select:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
th { text-align: left; font-weight: 600; vertical-align: top; }
thead th { color: var(--soft); font-size: 0.8125rem; border-bottom: 1px solid var(--line); padding: 0 1rem 0.5rem 0; }
td, tbody th { padding: 0.875rem 1rem 0.875rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
.family th { padding: 1.5rem 0 0.375rem; color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.claim { font-weight: 600; overflow-wrap: anywhere; }
.notes { margin-top: 0.375rem; font-size: 0.8125rem; color: var(--soft); }
.notes li { overflow-wrap: anywhere; }
.matrix { margin-top: 1.5rem; }
.matrix th code, .matrix td:nth-child(3) code { display: inline-block; max-width: 17rem; overflow-wrap: break-word; }
.matrix td:nth-child(3) code { max-width: 11rem; }
.matrix td, .matrix tbody th { padding-top: 0.5rem; padding-bottom: 0.5rem; }
.scenarios col.c1 { width: 6rem; } .scenarios col.c3 { width: 4.5rem; } .scenarios col.c4 { width: 21rem; }

.ends { font-size: 0.875rem; }
.ends div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem; align-items: start; padding: 0.375rem 0; }
.ends svg { display: block; border-radius: 3px; margin: 0.0625rem 0 0.25rem; } .ends dd span { color: var(--soft); }
.rates div { grid-template-columns: 15rem 1fr; } .rates dt { overflow-wrap: anywhere; }
.rates dd { font-variant-numeric: tabular-nums; } .interval .track { fill: var(--line); } .interval .span { fill: var(--bar); }
.interval { overflow: visible; } .dot { fill: var(--accent); } .rates .interval { margin-bottom: 0; border-radius: 0; overflow: visible; }
.rates { margin-top: 0.75rem; } .risk { margin: 2rem 0 0; } .risk svg { max-width: 48rem; margin: 0.75rem 0; } .risk text { font-size: 0.75rem; fill: var(--soft); font-variant-numeric: tabular-nums; }
.risk p, .risk figcaption { font-size: 0.875rem; max-width: 48rem; } .band { fill: var(--accent-tint); } .curve { fill: none; stroke: var(--accent); stroke-width: 2; }
.rates-table { margin-top: 0.75rem; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
.mix { display: grid; grid-template-columns: 3.25rem 5.5rem 1fr; gap: 0.1875rem 0.625rem; align-items: center; font-size: 0.8125rem; line-height: 1.35; }
.mix svg { display: block; border-radius: 2px; }
.mix dt { color: var(--soft); }
.mix dd { display: contents; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0.75rem 0 0; font-size: 0.8125rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: 0.375rem; }
.legend svg { border-radius: 2px; }

.finding { background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1.5rem; margin-top: 1.25rem; }
.finding .head { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
.outcome { font-size: 0.8125rem; font-weight: 600; white-space: nowrap; padding-left: 0.75rem; border-left: 0.25rem solid var(--soft); }
.outcome.o-failed-loud { border-color: var(--o-failed-loud); } .outcome.o-silently-wrong { border-color: var(--o-silently-wrong); }
.outcome.o-unsafe { border-color: var(--o-unsafe); } .outcome.o-hung { border-color: var(--o-hung); }
.broken { margin-top: 0.75rem; }
.broken li { padding: 0.625rem 0; border-top: 1px solid var(--line); }
.failed { margin-top: 0.5rem; scroll-margin-top: 1rem; }
.failed:target, .scenarios tr:target { background: var(--accent-tint); }
.failed .nth { float: right; margin-left: 1rem; font-size: 0.8125rem; white-space: nowrap; color: var(--soft); text-decoration-color: var(--line); }
.claim a { color: inherit; text-decoration-color: var(--edge); }
.check { margin-top: 0.125rem; color: var(--bad); font-size: 0.875rem; }
.reason { font-size: 0.9375rem; overflow-wrap: anywhere; }
.about { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0.375rem 1rem; margin-top: 1.25rem; font-size: 0.9375rem; }
.about dt { color: var(--soft); }
.about dd { overflow-wrap: anywhere; min-width: 0; }
.command { display: flex; gap: 0.5rem; align-items: flex-start; margin-top: 0.75rem; }
.replay { flex: 1; min-width: 0; padding: 0.625rem 0.875rem; background: var(--tint); border-radius: 0.375rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.replay code { user-select: all; -webkit-user-select: all; }
.replay::before { content: '$ '; color: var(--soft); }

.lane { margin-top: 0.625rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
.lane > .name { font-size: 0.8125rem; font-weight: 600; }
.bar { display: grid; grid-template-columns: 19rem 1fr; gap: 0 1rem; align-items: center; padding: 0.1875rem 0.5rem; margin: 0 -0.5rem; border-radius: 0.25rem; }
.bar.lit { background: var(--accent-tint); }
.bar .who { display: flex; flex-wrap: wrap; gap: 0 0.625rem; font-size: 0.8125rem; line-height: 1.4; min-width: 0; }
.bar .who span { overflow-wrap: anywhere; min-width: 0; }
.bar .how { color: var(--soft); } .bar .how.bad { color: var(--bad); }
.bar .fault, .twin .fault { color: var(--bad); font-weight: 600; }
.bar .effect, .twin .effect { color: var(--ink); font-weight: 600; }
.bar svg, .axis svg { display: block; width: 100%; overflow: visible; }
.axis { display: grid; grid-template-columns: 19rem 1fr; gap: 0 1rem; margin-top: 0.375rem; }
.axis .note { font-size: 0.75rem; color: var(--soft); line-height: 1.35; }
.axis text { font-size: 0.6875rem; fill: var(--soft); font-variant-numeric: tabular-nums; }
.grid { stroke: var(--line); stroke-width: 1; }
.time { fill: var(--bar); } .time.bad { fill: var(--bar-bad); }
.time.open { fill: url(#hatch); stroke: var(--bar-bad); stroke-dasharray: 3 2; }
#hatch path { stroke: var(--bar-bad); stroke-width: 2; }
.m-fault { fill: var(--bad); stroke: var(--card); stroke-width: 1.5; }
.m-effect { fill: var(--ink); stroke: var(--card); stroke-width: 1.5; }
.m-lit { fill: none; stroke: var(--accent); stroke-width: 2; }
.ref { display: inline-block; min-width: 1.125rem; padding: 0 0.25rem; border-radius: 0.5625rem; background: var(--accent); color: var(--on-accent); font: 600 0.6875rem/1.125rem ui-sans-serif, system-ui, sans-serif; text-align: center; }
.evidence li, .events li { display: grid; grid-template-columns: 1.5rem 4.5rem 1fr; gap: 0 0.5rem; align-items: baseline; padding: 0.1875rem 0; font-size: 0.875rem; }
.evidence .at, .events .at { color: var(--soft); font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.evidence span, .events span { overflow-wrap: anywhere; min-width: 0; }

.twin { font-size: 0.8125rem; } .twin td, .twin tbody th { padding: 0.3125rem 1rem 0.3125rem 0.5rem; overflow-wrap: anywhere; } .twin thead th { padding-left: 0.5rem; }
.twin tbody th { font-weight: 400; width: 34%; } .twin td { color: var(--soft); width: 33%; } .twin td span { display: inline-block; } .twin .other td:last-child { color: var(--ink); }
.twin .first th, .twin .first td { background: var(--accent-tint); color: var(--ink); } .fork { color: var(--accent); font-size: 0.75rem; white-space: nowrap; }

blockquote { margin: 1.25rem 0 0; padding: 0.75rem 1rem; border-left: 3px solid var(--accent); background: var(--accent-tint); overflow-wrap: anywhere; }
.search > .head { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
.picture { margin-top: 0.5rem; }
.picture svg { width: 100%; overflow: visible; display: block; }
.growth li { display: grid; grid-template-columns: 4rem 1fr 8rem; gap: 0 1rem; align-items: center; padding: 0.1875rem 0; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
.picture .legend { margin: 0.5rem 0 0; } .picture .legend svg { width: 12px; }
.s-run { fill: var(--accent); } .s-audited { fill: var(--doubt); } .s-rule-0 { fill: var(--bar); }
.s-rule-1 { fill: var(--line); } .s-rule-2 { fill: var(--soft); } .s-open { fill: url(#hatch); stroke: var(--bar-bad); }
.stage { fill: var(--tint); stroke: var(--line); } .stage.odd { fill: var(--accent-tint); }
.course { margin-top: 0.25rem; } .course text { font-size: 0.75rem; fill: var(--ink); } .course .tick { fill: var(--soft); font-size: 0.6875rem; }
.m-stem { stroke: var(--bad); stroke-width: 1.5; } .m-found { fill: var(--bad); stroke: var(--paper); stroke-width: 1.5; }
.course .m-number { fill: var(--paper); font-weight: 650; font-size: 0.6875rem; }
.levels { margin-top: 1.25rem; font-size: 0.8125rem; } .levels td, .levels tbody th { padding-top: 0.375rem; padding-bottom: 0.375rem; }
.levels thead th.number { text-align: right; }
.signs { display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); gap: 0.25rem 1.5rem; margin: 0.75rem 0 1rem; font-size: 0.8125rem; color: var(--soft); }
.signs div { display: grid; grid-template-columns: 1.5rem 1fr; gap: 0.5rem; align-items: start; }
.signs dt { height: 1.25rem; border-radius: 0.1875rem; text-align: center; line-height: 1.25rem; }
.signs b { color: var(--ink); font-weight: 600; }
.sites { border: 1px solid var(--line); border-radius: 0.375rem; background: var(--card); }
.sites + .sites { margin-top: 1rem; }
.sites table { table-layout: fixed; font-size: 0.75rem; border-collapse: separate; border-spacing: 0; }
.sites th, .sites td { padding: 0; border: 0; }
.sites thead th { position: sticky; top: 0; z-index: 1; background: var(--card); border-bottom: 1px solid var(--line); vertical-align: bottom; font-weight: 500; color: var(--ink); }
.sites thead th span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 16rem; padding: 0.5rem 0; white-space: nowrap; line-height: 1.2; }
.sites thead th:first-child { width: 19rem; padding: 0.5rem 0.75rem; } .sites thead th:first-child span { writing-mode: horizontal-tb; transform: none; padding: 0; color: var(--soft); }
.sites tbody th { padding: 0.125rem 0.75rem; font-weight: 400; overflow-wrap: anywhere; border-right: 1px solid var(--line); }
.sites tbody th i { font-style: normal; color: var(--soft); }
.sites .point th { border-right: 0; background: var(--tint); font-weight: 600; padding: 0.25rem 0.75rem; }
.sites td { height: 1.5rem; text-align: center; vertical-align: middle; border-bottom: 1px solid var(--card); border-right: 1px solid var(--card); }
.sites tbody tr:hover th, .sites tbody tr:hover td { border-bottom-color: var(--accent); }
.k-broke { background: var(--bad); color: var(--paper); font-weight: 700; } .k-struck { background: var(--good-tint); color: var(--good); }
.k-idle { background: var(--tint); color: var(--soft); } .k-unknown { background: var(--doubt-tint); color: var(--doubt); }
.k-pruned { background: var(--accent-tint); color: var(--accent); } .k-unreached { background: var(--doubt-tint); color: var(--doubt); }

details { margin-top: 1rem; }
summary { cursor: pointer; font-size: 0.875rem; color: var(--accent); }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.output { margin-top: 0.5rem; padding: 0.75rem 0.875rem; background: var(--tint); border-radius: 0.375rem; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.45; }
.left { margin-top: 1.25rem; color: var(--soft); font-size: 0.875rem; }
.also { border-top: 1px solid var(--line); padding-top: 0.875rem; } .also .body { padding-top: 0.25rem; }
.caught { border-top: 1px solid var(--line); padding-top: 0.875rem; margin-top: 0.875rem; }
.caught .body { padding: 0.25rem 0 0.75rem; scroll-margin-top: 3rem; }
footer { margin-top: 4rem; padding-top: 1.25rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.8125rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@media (max-width: 46rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.5rem; }
  h2 { margin-top: 2.5rem; }
  .brand { margin-bottom: 1.25rem; }
  .finding { padding: 1.125rem 1rem; margin-left: -0.25rem; margin-right: -0.25rem; }
  table.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.stack, .stack tbody, .stack tr, .stack td, .stack tbody th { display: block; width: auto; }
  .stack td, .stack tbody th { border: 0; padding: 0.125rem 0; text-align: left; white-space: normal; }
  .stack td[data-label]::before { content: attr(data-label) ': '; color: var(--soft); }
  .levels th[data-label]::before { content: attr(data-label) ': '; }
  .stack .strikes, .stack .strikes li:first-child { display: inline; }
  .stack tr { padding: 0.875rem 0; border-bottom: 1px solid var(--line); }
  .stack tr.family { padding: 1rem 0 0; border: 0; }
  .matrix th code, .matrix td:nth-child(3) code { display: inline; overflow-wrap: anywhere; }
  .scenarios td.outcomes { padding-top: 0.5rem; }
  .growth li { grid-template-columns: 4rem 1fr; } .growth .soft { grid-column: 2; }
  .signs, .ends div { grid-template-columns: 1fr; } .risk text { font-size: 1.125rem; }
  .finding .head { flex-direction: column; gap: 0.375rem; }
  .command { flex-direction: column; } .copy { align-self: flex-start; }
  .sites table, .sites thead, .sites tbody { display: block; }
  .sites tr { display: flex; flex-wrap: wrap; padding: 0.125rem 0.375rem; }
  .sites thead tr { position: sticky; top: 0; align-items: flex-end; background: var(--card); border-bottom: 1px solid var(--line); }
  .sites thead th { position: static; border: 0; } .sites thead th:first-child { display: none; }
  .sites thead th span { max-height: 9rem; overflow: hidden; font-size: 0.6875rem; margin: 0 auto; display: block; }
  .sites tbody th { flex: 0 0 100%; border: 0; padding: 0.25rem 0; }
  .sites thead th, .sites td { flex: 1 1 0; min-width: 0; } .sites td { line-height: 1.5rem; }
  .bar, .axis { grid-template-columns: 1fr; }
  .bar { padding: 0.375rem 0.5rem; }
  .axis .note { order: 2; }
  .about { grid-template-columns: 1fr; gap: 0; }
  .about dd { margin-bottom: 0.625rem; }
  .evidence li, .events li { grid-template-columns: 1.5rem 1fr; }
  .evidence .at, .events .at { text-align: left; }
  .evidence .what, .events .what { grid-column: 2; }
}
@media print {
  :root { --paper: #fff; color-scheme: light; }
  .finding { margin-left: 0; margin-right: 0; }
  main { max-width: none; padding: 0; }
  .sites th { position: static !important; } .filter, .copy { display: none; }
  .bar, .evidence li, tr, .head, .replay { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
