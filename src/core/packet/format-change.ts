import { formatLine } from './format-prose.ts';
import { type Markup, markup } from './markup.ts';
import type { Mention, Packet, PacketFile, PacketHunk } from './packet.ts';
import { type DiffLine, longestLine } from './parse-hunks.ts';
import { orderText, roleWords, statusWords, wordProof } from './packet-words.ts';

/** The change, file by file, each hunk beside what it serves. */
export function formatChange(packet: Packet): Markup {
  const marks = indexMarks(packet);
  const left = packet.leftOut;
  return markup`<p class="lead">${orderText}</p>
${packet.files.map((file, index) => formatFile(file, { marks, index }))}
${left.length === 0 ? null : markup`<p class="cut">${left.length} more files are not shown: ${left.slice(0, 50).join(', ')}</p>`}`;
}

interface Marks {
  readonly criteria: ReadonlyMap<string, { readonly text: string; readonly standing: string }>;
  readonly checks: ReadonlyMap<string, { readonly name: string; readonly seen: string }>;
}

function indexMarks({ works }: Packet): Marks {
  return {
    criteria: new Map(works.flatMap(({ criteria }) => criteria.map((one) => [one.mark, one] as const))),
    checks: new Map(
      works.flatMap(({ checks }) =>
        checks.map(({ mark, name, proofs }) => [mark, { name, seen: proofs.map(wordProof).join('; ') }] as const),
      ),
    ),
  };
}

function formatFile(file: PacketFile, { marks, index }: { readonly marks: Marks; readonly index: number }): Markup {
  const status = statusWords[file.status];
  return markup`<details class="file" open><summary><span class="path">${file.path}</span> <span class="badge">${roleWords[file.role]}</span>${status === '' ? null : markup` <span class="badge">${status}</span>`} <span class="count"><span class="plus">+${file.added}</span> <span class="minus">−${file.removed}</span></span></summary>
${file.was === null ? null : markup`<p class="mentions">was ${file.was}</p>`}
${file.mentions.length === 0 ? null : markup`<ul class="mentions">${file.mentions.map(formatMention)}</ul>`}
${file.binary ? markup`<p class="cut">No text: its content is not shown.</p>` : null}
${file.hunks.map((hunk, at) => formatHunk(hunk, { marks, name: `${index + 1}.${at + 1}` }))}
</details>\n`;
}

function formatMention({ document, line, section, text }: Mention): Markup {
  return markup`<li>${section}: ${formatLine(text.replace(/^\||\|$/g, '').replaceAll('|', ' · '))} <span class="source">${document.slice(document.lastIndexOf('/') + 1)}:${line}</span></li>`;
}

function formatHunk(hunk: PacketHunk, { marks, name }: { readonly marks: Marks; readonly name: string }): Markup {
  const [from, to] = hunk.after;
  const place = to < from ? `before line ${from + 1}` : `lines ${from} to ${to}`;
  return markup`<div class="hunk"><div class="code"><p class="at">${place}${hunk.heading === '' ? null : markup` · ${hunk.heading}`}</p>
${hunk.lines.map(formatDiffLine)}${hunk.cut === 0 ? null : markup`<p class="cut">Cut: ${hunk.cut} more lines of this hunk are not here.</p>`}</div>
<div class="why" role="note" aria-label="What hunk ${name} serves">${formatWhy(hunk, marks)}</div></div>
`;
}

function formatWhy(hunk: PacketHunk, { criteria, checks }: Marks): Markup {
  if (hunk.specs.length === 0) return markup`<p>Made for no spec that chant knows of.</p>`;
  const serves = hunk.criteria.map((mark) => {
    const one = criteria.get(mark);
    return markup`<li><a class="mark" href="#${mark}">${mark}</a> ${formatLine(one?.text ?? '')} <span class="hide">(${one?.standing ?? ''})</span></li>`;
  });
  const seen = hunk.checks.map((mark) => {
    const one = checks.get(mark);
    return markup`<li><a class="mark" href="#${mark}">${mark}</a> ${one?.name ?? ''}: ${one?.seen ?? ''}</li>`;
  });
  return markup`${hunk.mentions.length === 0 ? null : markup`<h4>Named by the research</h4><ul>${hunk.mentions.map(formatMention)}</ul>`}
${serves.length === 0 ? null : markup`<h4>Serves</h4><ul>${serves}</ul>`}${seen.length === 0 ? null : markup`<h4>Seen</h4><ul>${seen}</ul>`}`;
}

const signs = { same: ' ', added: '+', removed: '−' } as const;

function formatDiffLine({ kind, text, before, after }: DiffLine): Markup {
  const whole = text.replace(/\r$/, '␍');
  const shown = whole.length > longestLine ? `${whole.slice(0, longestLine)}… (${whole.length} characters)` : whole;
  return markup`<div class="l ${kind}"><span>${before}</span><span>${after}</span><i>${signs[kind]}</i><b>${shown}</b></div>\n`;
}
