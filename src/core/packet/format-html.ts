import { formatChange } from './format-change.ts';
import { formatLine, formatProse } from './format-prose.ts';
import { wordCut } from './word-cut.ts';
import { link, Markup, markup } from './markup.ts';
import type { Excerpt, Packet, PacketWork } from './packet.ts';
import { formatTail } from './format-tail.ts';
import {
  countOf,
  countStandings,
  judgeGravity,
  riskWords,
  standingText,
  standingWords,
  sumCosts,
  wordDollars,
  wordRule,
  wordSpan,
  wordTokens,
} from './packet-words.ts';
import { pageStyle } from './page-style.ts';
import { isRedGreen } from './list-risks.ts';
import { boundText } from '../issue/neutralize-text.ts';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/**
 * The packet as one page that needs nothing else: no script, no request, no address but those of the web. `styleHash` is
 * the SHA-256 of the style sheet in base64, the one style that its Content-Security-Policy lets in.
 */
export function formatHtml(packet: Packet, styleHash: (style: string) => string): string {
  const sections = listSections(packet);
  const policy = `default-src 'none'; style-src 'sha256-${styleHash(pageStyle)}'; base-uri 'none'; form-action 'none'`;
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${packet.spec.title}</title>
${new Markup(`<style>${pageStyle}</style>`)}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<div class="wrap">
${formatHeader(packet)}
<nav aria-label="Contents"><ol>${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main id="main" tabindex="-1">
${sections.map(({ id, title, body }) => markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>\n`)}
</main>
<footer>Made by chant from ${packet.spec.id}. What stands here was written by several hands; proved is only what is called so.</footer>
</div>
</body>
</html>
`;
  return page.html;
}

function listSections(packet: Packet): readonly Section[] {
  const sections: (Section | null)[] = [
    { id: 'asked', title: 'What was asked', body: formatAsked(packet) },
    section('found', 'What was found', packet.found),
    section('ruled-out', 'What was ruled out', packet.ruledOut),
    { id: 'proved', title: 'Claimed and proved', body: formatProof(packet) },
    packet.risks.length + packet.careful.length === 0
      ? null
      : { id: 'risks', title: 'Look twice', body: formatRisks(packet) },
    { id: 'change', title: 'The change', body: formatChange(packet) },
    { id: 'rules', title: 'What upstream asks', body: formatRulesList(packet) },
    { id: 'cost', title: 'Cost', body: formatCosts(packet) },
  ];
  return sections.filter((one) => one !== null);
}

function section(id: string, title: string, excerpts: readonly Excerpt[]): Section | null {
  return excerpts.length === 0 ? null : { id, title, body: markup`${excerpts.map(formatExcerpt)}` };
}

function formatExcerpt({ title, document, line, text }: Excerpt): Markup {
  return markup`<h3>${title}</h3><div class="prose">${formatProse(text)}</div><p class="source">${document}:${line}</p>\n`;
}

function formatHeader(packet: Packet): Markup {
  const { spec, issue, branch, base, tip } = packet;
  const from = issue === null ? null : issue.url === null ? markup`${issue.path}` : link(issue.url);
  return markup`<header>
<p class="eyebrow">For review · ${spec.id}</p>
<h1>${spec.title}</h1>
<p class="lead">${from === null ? null : markup`For ${from}. `}${branch === null ? null : markup`On <code>${branch}</code>, `}<code>${base.slice(0, 12)}</code> to <code>${tip.slice(0, 12)}</code>.</p>
<ul class="tiles">${listTiles(packet)}</ul>
</header>`;
}

function listTiles(packet: Packet): readonly Markup[] {
  const counts = countStandings(packet);
  const red = packet.works.flatMap(({ checks }) => checks).filter(({ proofs }) => isRedGreen(proofs));
  const grave = packet.risks.filter((risk) => judgeGravity(risk) === 'bad').length;
  const warned = packet.risks.filter((risk) => judgeGravity(risk) === 'warn').length;
  const cost = sumCosts(packet.costs);
  const [added, removed] = [sum(packet, 'added'), sum(packet, 'removed')];
  return [
    tile(counts.open > 0 ? 'bad' : counts.claimed > 0 ? 'warn' : 'good', {
      head: `${counts.proved} proved, ${counts.claimed} claimed${counts.open === 0 ? '' : `, ${counts.open} open`}`,
      text: 'criteria',
    }),
    tile(red.length > 0 ? 'good' : 'bad', {
      head: red.length > 0 ? 'Red before, green after' : 'Nothing red before',
      text: red.length > 0 ? red.map(({ name }) => name).join(', ') : 'no check saw the bug go',
    }),
    tile(grave > 0 ? 'bad' : warned > 0 ? 'warn' : 'good', {
      head: grave + warned === 0 ? 'Nothing found' : countOf(grave + warned, 'thing'),
      text: 'to look at twice',
    }),
    tile('', { head: `+${added} −${removed}`, text: countOf(packet.files.length + packet.leftOut.length, 'file') }),
    tile('', {
      head: wordDollars(cost.dollars).replace('not told', 'Cost not told'),
      text: `${wordSpan(cost.ms)}, ${countOf(cost.attempts, 'run')}`,
    }),
  ];
}

function sum({ files }: Packet, key: 'added' | 'removed'): number {
  return files.reduce((total, file) => total + file[key], 0);
}

function tile(kind: string, { head, text }: { readonly head: string; readonly text: string }): Markup {
  return markup`<li class="tile ${kind}"><b>${head}</b><span>${text}</span></li>`;
}

function formatAsked({ issue, spec }: Packet): Markup {
  const body =
    spec.body.trim() === ''
      ? null
      : markup`<h3>What the spec says</h3><div class="prose">${formatProse(spec.body)}</div>`;
  if (issue === null) return markup`<p class="lead">No issue is known; the spec is all that was asked.</p>${body}`;
  const { text, cut } = boundText(issue.description, 6000);
  const facts = [
    issue.author === null ? null : `by ${issue.author}`,
    issue.state,
    issue.comments === 0 ? null : countOf(issue.comments, 'comment'),
  ];
  const said = [...facts.filter((one) => one !== null && one !== ''), ...issue.labels].join(' · ');
  return markup`<h3>${issue.title}</h3>
<p class="source">${said === '' ? null : `${said}. `}These are the words of whoever wrote the issue.</p>
${formatQuote(text)}
${cut ? markup`<p class="cut">${wordCut(issue.description.length, text.length)}</p>` : null}
<p class="source">${issue.path}</p>
${body}`;
}

/** Words of others: the beginning is to be seen at once, the rest when somebody asks. */
function formatQuote(text: string): Markup {
  const head = boundText(text, 700).text.split('\n').slice(0, 12).join('\n');
  const rest = text.slice(head.length);
  if (rest.trim() === '') return markup`<div class="quote">${text.trim() === '' ? 'No description.' : text}</div>`;
  return markup`<div class="quote">${head}</div>
<details class="seen"><summary>The rest of it</summary><div class="quote">${rest.replace(/^\n+/, '')}</div></details>`;
}

function formatProof(packet: Packet): Markup {
  return markup`<p class="lead">${standingText}</p>${packet.works.map(formatWork)}`;
}

function formatWork({ id, title, criteria, checks }: PacketWork): Markup {
  const kinds = { proved: 'good', claimed: 'warn', open: 'bad' } as const;
  const items = criteria.map(
    ({ mark, text, standing }) =>
      markup`<li id="${mark}"><span class="mark">${mark}</span><span><span class="badge ${kinds[standing]}">${standingWords[standing]}</span></span><span class="text">${formatLine(text)}</span></li>`,
  );
  const seen = checks.map(
    (
      check,
    ) => markup`<li id="${check.mark}"><span class="mark">${check.mark}</span><span>${checkBadge(check.proofs)}</span><span class="text"><b>${check.name}</b> ${check.run === null ? null : markup`<code>${check.run}</code>`}</span>
<div class="more">${check.proofs.map(formatTail)}</div></li>`,
  );
  return markup`<h3>${title}</h3><p class="source">${id}</p>
${items.length === 0 ? markup`<p>It has no criteria.</p>` : markup`<ul class="list" aria-label="Criteria">${items}</ul>`}
${seen.length === 0 ? markup`<p>Nothing was checked.</p>` : markup`<ul class="list" aria-label="Evidence">${seen}</ul>`}`;
}

function checkBadge(proofs: PacketWork['checks'][number]['proofs']): Markup {
  if (proofs.length === 0) return markup`<span class="badge bad">not seen</span>`;
  if (proofs.some(({ held }) => !held)) return markup`<span class="badge bad">broken</span>`;
  const red = proofs.some(({ side, passed }) => side !== 'before' && !passed);
  return markup`<span class="badge good">${isRedGreen(proofs) ? 'red, green' : red ? 'red' : 'green'}</span>`;
}

function formatRisks({ risks, careful }: Packet): Markup {
  const items = risks.map(
    (risk) =>
      markup`<li><p><span class="badge ${judgeGravity(risk)}">${{ bad: 'stop', warn: 'look', plain: 'know' }[judgeGravity(risk)]}</span> ${riskWords[risk.risk]}</p><ul>${risk.what.slice(0, 20).map((one) => markup`<li>${formatLine(one)}</li>`)}${risk.what.length > 20 ? markup`<li>and ${risk.what.length - 20} more</li>` : null}</ul></li>`,
  );
  return markup`${items.length === 0 ? null : markup`<ul class="list risks">${items}</ul>`}${careful.map(formatExcerpt)}`;
}

function formatRulesList({ rules }: Packet): Markup {
  if (rules === null)
    return markup`<p class="lead">Nobody has read what upstream asks of contributions. <code>chant fork</code> does.</p>`;
  const asked = rules.filter(({ state }) => state !== 'silent');
  const quiet = rules.filter(({ state }) => state === 'silent').map(wordRule);
  return markup`<ul class="check">${asked.map((item) => markup`<li><span class="box" aria-hidden="true"></span><span>${wordRule(item)}${item.line === null ? null : markup` <span class="source">.chant/research/upstream-rules.md:${item.line}</span>`}</span></li>`)}</ul>
${quiet.length === 0 ? null : markup`<p class="source">${quiet.join('. ')}.</p>`}`;
}

function formatCosts({ costs }: Packet): Markup {
  const all = sumCosts(costs);
  const row = (cells: readonly (string | number)[]): Markup =>
    markup`<tr><td>${cells[0] ?? ''}</td>${cells.slice(1).map((cell) => markup`<td class="n">${cell}</td>`)}</tr>`;
  const rows = costs.map(({ title, attempts, ms, usage }) =>
    row([
      title,
      attempts,
      wordSpan(ms),
      wordTokens(usage === null ? null : usage.inputTokens + usage.outputTokens),
      wordDollars(usage?.costUsd ?? null),
    ]),
  );
  return markup`<table><thead><tr><th scope="col">Spec</th><th scope="col" class="n">Runs</th><th scope="col" class="n">Agents worked</th><th scope="col" class="n">Tokens</th><th scope="col" class="n">Cost</th></tr></thead><tbody>${rows}${row(['All', all.attempts, wordSpan(all.ms), wordTokens(all.tokens), wordDollars(all.dollars)])}</tbody></table>`;
}
