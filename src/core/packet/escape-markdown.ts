import { fence, quoteInline } from '../prompt/fence.ts';
import { showHidden } from './show-hidden.ts';

/**
 * Text of others as one line of markdown that says exactly this and does nothing: no markup, no HTML, no image, and on a
 * forge no mention, no reference to an issue, and no address that becomes a link by itself.
 */
export function escapeMarkdown(text: string): string {
  return escapeLead(escapeText(text).trim());
}

/** As `escapeMarkdown`, with code and strong words kept as such. */
export function escapeInline(text: string): string {
  // Every third part is a run of backticks, and the one after it what stands between two of them.
  const parts = text.split(/(`+)(?!`)(.*?[^`])\1(?!`)/s);
  const escaped = parts.map((part, index) => {
    if (index % 3 === 0) return escapeStrong(part);
    return index % 3 === 1 ? '' : quoteInline(showHidden(part.trim()));
  });
  return escapeLead(escaped.join('').trim());
}

function escapeStrong(text: string): string {
  const parts = text.split(/\*\*([^*\s](?:[^*\n]*[^*\s])?)\*\*/);
  return parts.map((part, index) => (index % 2 === 1 ? `**${escapeText(part)}**` : escapeText(part))).join('');
}

function escapeText(text: string): string {
  return (
    showHidden(text)
      .replace(/\s+/g, ' ')
      .replace(/[\\`*_[\]<>|~&$!]/g, '\\$&')
      // A comment between two characters is not seen, and no forge looks across it.
      .replace(/[@#](?=\w)/g, '$&<!-- -->')
      .replace(/\/(?=\/)|\bGH(?=-\d)|\bwww(?=\.)|\bmailto(?=:)/gi, '$&<!-- -->')
  );
}

/** What would make a line a heading, an item, or the one above a heading. */
function escapeLead(text: string): string {
  return text.replace(/^[-+=#]/, '\\$&').replace(/^(\d{1,9})(?=[.)])/, '$1\\');
}

/**
 * Markdown of others as markdown of ours: paragraphs, lists, tables and code keep their form, headings become strong
 * words, and every text in them is escaped.
 */
export function escapeProse(text: string): string {
  const out: string[] = [];
  const rows = text.replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? '';
    const open = /^ {0,3}(`{3,}|~{3,})/.exec(row)?.[1];
    const isCode = open !== undefined || (/^(?: {4}|\t)/.test(row) && (rows[at - 1] ?? '').trim() === '');
    if (!isCode) {
      out.push(escapeRow(row));
      continue;
    }
    const end = open === undefined ? endOfIndented(rows, at) : endOfFence(rows, at, open);
    const code =
      open === undefined ? rows.slice(at, end).map((one) => one.replace(/^(?: {4}|\t)/, '')) : rows.slice(at + 1, end);
    out.push(fence(showHidden(code.join('\n').trimEnd())));
    at = open === undefined ? end - 1 : end;
  }
  return out.join('\n').trim();
}

function endOfFence(rows: readonly string[], from: number, open: string): number {
  const closing = new RegExp(`^ {0,3}${open.charAt(0)}{${open.length},}\\s*$`);
  const end = rows.findIndex((row, index) => index > from && closing.test(row));
  return end === -1 ? rows.length : end;
}

function endOfIndented(rows: readonly string[], from: number): number {
  const end = rows.findIndex((row, index) => index > from && !/^(?: {4}|\t|\s*$)/.test(row));
  return end === -1 ? rows.length : end;
}

function escapeRow(row: string): string {
  if (/^\s*\|[\s:|-]*-[\s:|-]*$/.test(row)) return row.trim();
  const table = /^\s*\|(.*?)\|?\s*$/.exec(row);
  if (table !== null) {
    const cells = (table[1] ?? '').split(/(?<!\\)\|/).map((cell) => escapeCell(cell.replaceAll('\\|', '|')));
    return `| ${cells.join(' | ')} |`;
  }
  const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(row);
  if (heading !== null) return `**${escapeMarkdown(heading[1] ?? '')}**`;
  const item = /^( {0,8})(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/.exec(row);
  if (item === null) return escapeInline(row);
  const [, indent = '', number, rest = ''] = item;
  return `${indent}${number === undefined ? '-' : `${number}.`} ${escapeInline(rest)}`;
}

/** A bar inside of a cell's code would end the cell. */
function escapeCell(cell: string): string {
  return escapeInline(cell).replace(/(?<!\\)\|/g, '\\|');
}
