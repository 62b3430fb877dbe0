import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editFrontmatter } from '../../../src/core/spec/edit-frontmatter.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';
import { splitFrontmatter } from '../../../src/core/spec/split-frontmatter.ts';
import { tickCriteria } from '../../../src/core/spec/tick-criteria.ts';

/** A folder that holds checkouts with real specs of other tools. */
const corpus = process.env['CHANT_CORPUS'] ?? '';
const why = '[no corpus] CHANT_CORPUS names no folder with checkouts that have .chant/specs/*.md';

const files =
  corpus === ''
    ? []
    : readdirSync(corpus, { recursive: true, encoding: 'utf8' })
        .filter((path) => /(?:^|\/)\.chant\/specs\/[^/]+\.md$/.test(path))
        .map((path) => ({ path, text: readFileSync(join(corpus, path), 'utf8') }));

function read(file: { readonly path: string; readonly text: string }): ReturnType<typeof parseSpec> {
  const id = file.path.replace(/^.*\//, '').replace(/\.md$/, '');
  return parseSpec({ id, path: file.path, archived: false, text: file.text });
}

describe.skipIf(corpus === '')(`real specs (${corpus === '' ? why : files.length})`, () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('$path parses without an error, with title and criteria', (file) => {
    const spec = read(file);
    expect(spec.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(spec.title).not.toBe(spec.id);
    const raw: Record<string, unknown> = parse(splitFrontmatter(file.text).yaml) ?? {};
    expect(spec.status).toBe(raw['status'] ?? 'pending');
    expect(spec.commits).toHaveLength(Array.isArray(raw['commits']) ? raw['commits'].length : 0);
    if (/^#+ acceptance criteria\s*\n+\s*- \[/im.test(file.text)) expect(spec.criteria.length).toBeGreaterThan(0);
  });

  it.each(files)('$path keeps its other bytes when one key is edited', (file) => {
    const edited = editFrontmatter(file.text, [{ key: 'status', value: 'failed' }]);
    expect(edited).toEqual({ ok: true, value: file.text.replace(/^status: .*$/m, 'status: failed') });
    const added = editFrontmatter(file.text, [{ key: 'commits', value: ['220e9100', 'c8f82c9'] }]);
    expect(added.ok && editFrontmatter(added.value, [{ key: 'commits', value: null }]).ok).toBe(true);
  });

  it.each(files)('$path is the same again after its criteria were ticked and unticked', (file) => {
    const open = read(file).criteria.filter((criterion) => !criterion.ticked);
    const lines = open.map((criterion) => criterion.line);
    const ticked = tickCriteria(file.text, lines, true);
    expect(read({ ...file, text: ticked }).criteria.every((criterion) => criterion.ticked)).toBe(true);
    expect(tickCriteria(ticked, lines, false)).toBe(file.text);
  });
});
