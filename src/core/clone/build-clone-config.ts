/** One `key = value` as `git config --list` prints it: section and name in lower case, the subsection as written. */
export interface ConfigPair {
  readonly key: string;
  readonly value: string;
}

/** Keys of `core` that say how files and objects are read; none of them starts a program or leads elsewhere. */
const coreKeys = [
  ...['abbrev', 'autocrlf', 'bigfilethreshold', 'checkroundtripencoding', 'checkstat', 'commentchar', 'eol'],
  ...['filemode', 'ignorecase', 'precomposeunicode', 'protecthfs', 'protectntfs', 'quotepath', 'safecrlf'],
  ...['sparsecheckout', 'sparsecheckoutcone', 'symlinks', 'trustctime', 'whitespace'],
];

/** Sections that an agent's git needs to see the files as the user's git does. Remotes and credentials are not among them. */
const sections = ['apply', 'diff', 'filter', 'i18n', 'merge'];

/**
 * The configuration of a clone that an agent works in: what the user's repository says of files and of merging, and
 * nothing that names a remote, a credential or a folder of the user's. `sha256`: how the repository names objects.
 */
export function buildCloneConfig(pairs: readonly ConfigPair[], sha256: boolean): string {
  const head = [
    '[core]',
    `\trepositoryformatversion = ${sha256 ? 1 : 0}`,
    '\tbare = false',
    '\tlogallrefupdates = true',
    ...(sha256 ? ['[extensions]', '\tobjectformat = sha256'] : []),
    // A clone lives as long as a run: nothing in it is worth a clean-up, which would copy what it only borrows.
    '[gc]',
    '\tauto = 0',
    '[maintenance]',
    '\tauto = false',
  ];
  return [...head, ...pairs.filter(isKept).flatMap(formatPair), ''].join('\n');
}

function isKept({ key, value }: ConfigPair): boolean {
  const { section, name } = splitKey(key);
  if (/[\0\r]/.test(value)) return false;
  return section === 'core' ? coreKeys.includes(name) : sections.includes(section);
}

/** `filter.lfs.clean` -> `[filter "lfs"]`, `clean = …`; a section may stand in a file as often as one likes. */
function formatPair({ key, value }: ConfigPair): readonly string[] {
  const { section, subsection, name } = splitKey(key);
  const header = subsection === null ? `[${section}]` : `[${section} "${quote(subsection)}"]`;
  return [header, `\t${name} = "${quote(value).replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`];
}

function quote(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function splitKey(key: string): { section: string; subsection: string | null; name: string } {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  const subsection = first === last ? null : key.slice(first + 1, last);
  return { section: key.slice(0, first), subsection, name: key.slice(last + 1) };
}
