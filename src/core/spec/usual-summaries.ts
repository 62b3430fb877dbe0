import { type SpecSource, titleAt } from './build-spec.ts';
import { fieldKeys, fieldShapes } from './frontmatter-keys.ts';
import { loadPlainFrontmatter } from './load-plain-frontmatter.ts';
import { noApproval } from './parse-approval.ts';
import { readUsualFields, type UsualFields } from './read-usual-fields.ts';
import type { SpecSummary } from './spec.ts';

/** Reads the summary of a spec, or gives null where it takes more than a look. */
export type SummaryParser = (source: SpecSource) => SpecSummary | null;

/** A key of a frontmatter with its value, and what it says of the summary. */
interface Entry {
  readonly key: string;
  readonly fields: UsualFields;
}

/** Lists of which a summary says nothing. */
const otherLists = fieldKeys.filter((key) => fieldShapes[key] === 'list' && key !== 'depends_on' && key !== 'labels');
const simpleWord = '[A-Za-z0-9_./][\\w./-]*';

/** So many different entries are remembered; thousands of specs have the same few, and each its own beside them. */
const most = 500;

/**
 * A parser for thousands of specs: what one of them says as the one before it is not read again. What it gives is what
 * `parsePlainSummary` gives, which it leaves all to that nobody writes: comments and empty lines in the frontmatter,
 * CRLF, anything that has to be complained about.
 */
export function makeSummaryParser(): SummaryParser {
  const known = new Map<string, Entry | null>();
  const readEntry = (text: string): Entry | null => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const entry = parseEntry(text);
    if (known.size < most) known.set(text, entry);
    return entry;
  };
  return ({ id, path, archived, text }) => {
    if (!text.startsWith(fence)) return null;
    let { type, status, statusReason, dependsOn, labels } = nothing;
    const keys: string[] = [];
    let at = fence.length;
    while (!text.startsWith(fence, at)) {
      const end = findEnd(text, at);
      const entry = end === -1 ? null : readEntry(text.slice(at, end));
      // A key that stands twice is an error that the YAML library words.
      if (entry === null || keys.includes(entry.key)) return null;
      keys.push(entry.key);
      if (entry.key === 'type') type = entry.fields.type;
      else if (entry.key === 'status') status = entry.fields.status;
      else if (entry.key === 'status_reason') statusReason = entry.fields.statusReason;
      else if (entry.key === 'depends_on') dependsOn = entry.fields.dependsOn;
      else if (entry.key === 'labels') labels = entry.fields.labels;
      at = end;
    }
    const title = titleAt(text, at + fence.length);
    if (title === null) return null;
    const fields = { title, type, status, statusReason, dependsOn, labels };
    return { id, path, archived, ...fields, approval: noApproval, problems: noProblems };
  };
}

const fence = '---\n';
const noProblems: SpecSummary['problems'] = [];
const nothing: UsualFields = { type: 'code', status: 'pending', statusReason: null, dependsOn: [], labels: [] };

/** Behind the line of a key and all lines that belong to it; -1: no line begins here that could be one of a key. */
function findEnd(text: string, from: number): number {
  const first = text.charCodeAt(from) | 32;
  if (first < 97 || first > 122) return -1;
  for (let at = from; ; ) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) return -1;
    const next = text.charCodeAt(at);
    if (next !== 32 && !(next === 45 && text.charCodeAt(at + 1) === 32)) return at;
  }
}

function parseEntry(text: string): Entry | null {
  const other = OTHER_LIST.exec(text);
  if (other?.[1] !== undefined) return { key: other[1], fields: nothing };
  const values = loadPlainFrontmatter(text);
  const fields = values === null ? null : readUsualFields(values);
  // The lines of one key hold no other.
  const [key] = Object.keys(values ?? {});
  return key === undefined || fields === null ? null : { key, fields };
}

/** A list that a summary has no use for, and that each spec has for itself. */
const OTHER_LIST = new RegExp(
  `^(${otherLists.join('|')}):(?: \\[(?:${simpleWord}(?:, ${simpleWord})*)?\\]\\n|\\n( *)- ${simpleWord}\\n(?:\\2- ${simpleWord}\\n)*)$`,
);
