/** The one style sheet of a packet: light and dark, narrow and wide, on paper. Nothing in it comes from outside. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1d2127; --soft: #5b6470; --line: #e1e4e8; --quiet: #f2f3f5;
  --accent: #2f5bd0; --good: #14713a; --good-back: #e6f5eb; --bad: #b3261e; --bad-back: #fdeceb;
  --warn: #8a5700; --warn-back: #fff4dc; --plus: #e3f6e8; --plus-sign: #14713a; --minus: #fdeaea; --minus-sign: #b3261e;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --card: #1b1f25; --ink: #e3e7ec; --soft: #9aa5b1; --line: #2c333c; --quiet: #222831;
    --accent: #8ab0ff; --good: #6fd08f; --good-back: #15301f; --bad: #ff9b93; --bad-back: #3a1b1a;
    --warn: #f0c065; --warn-back: #33280f; --plus: #12301d; --plus-sign: #6fd08f; --minus: #3a1a1c; --minus-sign: #ff9b93;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--accent); color: var(--paper); padding: .5rem 1rem;
  border-radius: .4rem; z-index: 1; }
.skip:focus { top: 1rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: .18rem solid var(--accent); outline-offset: .15rem; border-radius: .25rem; }
main:focus { outline: none; }
.wrap { max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
.eyebrow { margin: 0; color: var(--soft); font-size: .85rem; letter-spacing: .02em; }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.15rem); line-height: 1.2; letter-spacing: -.015em; margin: .35rem 0 .6rem;
  text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -.01em; margin: 0 0 .75rem; }
h3 { font-size: 1rem; line-height: 1.4; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 .75rem; }
section { margin-top: 3rem; }
.lead { color: var(--soft); max-width: 48rem; }
.prose { max-width: 50rem; }
.prose > :last-child, .quote > :last-child, td > :last-child { margin-bottom: 0; }
.sub { font-weight: 600; margin-top: 1rem; }
.source { font-size: .85rem; color: var(--soft); margin: .4rem 0 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; padding: 0;
  list-style: none; }
.tile { background: var(--card); border: 1px solid var(--line); border-left: .25rem solid var(--line); border-radius: .6rem;
  padding: .8rem 1rem; }
.tile.good { border-left-color: var(--good); } .tile.bad { border-left-color: var(--bad); } .tile.warn { border-left-color: var(--warn); }
.tile b { display: block; font-size: 1.15rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .88rem; }
nav { margin-top: 1.5rem; padding: .75rem 0; border-block: 1px solid var(--line); }
nav ol { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; margin: 0; padding: 0; list-style: none; font-size: .92rem; }
.quote { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.15rem; white-space: pre-wrap;
  max-width: 50rem; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0 1rem; font-size: .92rem; background: var(--card);
  border: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid var(--line); }
th { font-weight: 600; font-size: .82rem; color: var(--soft); background: var(--quiet); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code, pre, .path, .l { font-family: var(--mono); font-size: .86em; }
code { background: var(--quiet); border-radius: .25rem; padding: .1em .3em; }
pre { background: var(--quiet); border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 .75rem; white-space: pre-wrap; line-height: 1.5; }
pre code { background: none; padding: 0; font-size: 1em; }
.badge { display: inline-block; font-size: .78rem; font-weight: 600; line-height: 1.5; border-radius: 1rem; padding: 0 .6rem;
  background: var(--quiet); color: var(--soft); white-space: nowrap; }
.badge.good { background: var(--good-back); color: var(--good); } .badge.bad { background: var(--bad-back); color: var(--bad); }
.badge.warn { background: var(--warn-back); color: var(--warn); }
.mark { font-size: .78rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.list { margin: 0 0 1rem; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
.list > li { display: grid; grid-template-columns: 2.6rem 5.5rem 1fr; gap: .25rem .5rem; align-items: baseline; padding: .6rem 1rem; }
.list > li + li { border-top: 1px solid var(--line); }
.list .more { grid-column: 3; }
.risks > li { grid-template-columns: 1fr; }
.risks p { margin: 0; } .risks ul { margin: .2rem 0 0; padding-left: 1.2rem; color: var(--soft); font-size: .9rem; }
details { margin: 0; }
summary { cursor: pointer; }
details.seen > summary { font-size: .88rem; color: var(--accent); width: fit-content; }
details.seen[open] > pre, details.seen > .quote { margin-top: .5rem; }
.quote + details.seen { margin-top: .5rem; }
.more p { margin-bottom: .2rem; } .more details { margin-bottom: .5rem; }
.file { border: 1px solid var(--line); border-radius: .6rem; background: var(--card); margin: 0 0 1rem; }
.file > summary { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; padding: .65rem 1rem; }
.file > summary::before { content: "▸"; color: var(--soft); width: .9rem; flex: none; }
.file[open] > summary::before { content: "▾"; }
.file > summary::-webkit-details-marker { display: none; }
.path { font-weight: 600; font-size: .92rem; }
.count { font-variant-numeric: tabular-nums; font-size: .85rem; margin-left: auto; white-space: nowrap; }
.plus { color: var(--plus-sign); } .minus { color: var(--minus-sign); }
.mentions { margin: 0; padding: 0 1rem .65rem 2.65rem; list-style: none; font-size: .88rem; color: var(--soft); }
.hunk { display: grid; grid-template-columns: minmax(0, 1fr) 17rem; border-top: 1px solid var(--line); }
.why { border-left: 1px solid var(--line); padding: .7rem .9rem; font-size: .85rem; line-height: 1.45; }
.why h4 { margin: 0 0 .25rem; font-size: .76rem; color: var(--soft); font-weight: 600; }
.why ul { list-style: none; margin: 0 0 .6rem; padding: 0; } .why li { margin-bottom: .3rem; }
.code { padding: .35rem 0; min-width: 0; }
.at { color: var(--soft); font-size: .8rem; padding: .1rem .75rem .3rem; margin: 0; }
.l { display: grid; grid-template-columns: 3.2rem 3.2rem 1.2rem minmax(0, 1fr); line-height: 1.5; }
.l > span { color: var(--soft); text-align: right; padding-right: .6rem; user-select: none; font-variant-numeric: tabular-nums; }
.l > i { font-style: normal; text-align: center; user-select: none; }
.l > b { font-weight: 400; white-space: pre-wrap; tab-size: 4; padding-right: .75rem; unicode-bidi: isolate; }
.l.added { background: var(--plus); } .l.removed { background: var(--minus); }
.l.added > i { color: var(--plus-sign); } .l.removed > i { color: var(--minus-sign); }
.cut { color: var(--warn); font-size: .9rem; padding: .35rem .75rem; margin: 0; }
.check { list-style: none; padding: 0; margin: 0; max-width: 50rem; }
.check li { display: grid; grid-template-columns: 1.8rem 1fr; padding: .5rem 0; border-top: 1px solid var(--line); }
.box { width: 1rem; height: 1rem; border: .12rem solid var(--soft); border-radius: .2rem; margin-top: .3rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
.hide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (min-width: 36rem) { th { min-width: 5rem; } }
@media (max-width: 60rem) {
  .hunk { grid-template-columns: minmax(0, 1fr); }
  .why { border-left: 0; border-bottom: 1px solid var(--line); background: var(--quiet); order: -1; padding: .6rem 1rem; }
}
@media (max-width: 36rem) {
  .wrap { padding: 1.25rem .9rem 3rem; }
  .l { grid-template-columns: 0 2.4rem 1rem minmax(0, 1fr); }
  .l > span:first-child { visibility: hidden; }
  .list > li { grid-template-columns: 2.2rem 1fr; } .list .text, .list .more { grid-column: 1 / -1; }
  th, td { padding: .35rem .4rem; } td.n, th.n { white-space: normal; }
}
@media (forced-colors: active) { .badge, .tile { border: 1px solid; } }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --quiet: #f3f3f3; --accent: #000; --good: #0b5a2b;
    --bad: #8c1710; --warn: #6b4300; --plus: #e8f6ec; --minus: #fdeeee; --plus-sign: #0b5a2b; --minus-sign: #8c1710;
    --good-back: #fff; --bad-back: #fff; --warn-back: #fff; }
  body { font-size: 10pt; } .wrap { max-width: none; padding: 0; } .skip, nav { display: none; }
  section { margin-top: 1.5rem; } h2, h3, summary { break-after: avoid; } .hunk, tr, .tile { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .l, .badge, .tile { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
