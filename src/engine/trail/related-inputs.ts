import { isLiteral } from '../../core/scope/is-literal.ts';
import { isUrl } from '../../core/scope/is-url.ts';
import { matchesAny } from '../../core/scope/matches-any.ts';
import { stripDotSlash } from '../../core/scope/strip-dot-slash.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { RelatedInput } from '../../core/trace/relations.ts';
import { listProjectFiles, readProjectFile } from '../../io/project/project-files.ts';
import { findSpec } from '../find-spec.ts';
import type { Site } from '../work/check-ready.ts';
import { inputKeys } from '../work/find-inputs.ts';

/** What a spec names as its inputs, globs and folders resolved in the working tree. What is not there stays in the list. */
export function listRelatedInputs(site: Site, specs: readonly Spec[], spec: Spec): readonly RelatedInput[] {
  const lists = { informed_by: spec.informedBy, origin: spec.origin, tracks: spec.tracks, context: spec.context };
  const inputs = inputKeys.flatMap((key) =>
    lists[key].flatMap((value) => resolve(site, specs, value).map((one) => ({ key, ...one }))),
  );
  // Under two keys it is one input; the first is the stronger.
  return inputs.filter((one, index) => inputs.findIndex((other) => other.name === one.name) === index);
}

function resolve(site: Site, specs: readonly Spec[], value: string): readonly Omit<RelatedInput, 'key'>[] {
  if (isUrl(value)) return [{ kind: 'url', name: value }];
  const { store, today } = site.project;
  const place = { root: store.root, chantDir: store.dir };
  const path = stripDotSlash(value);
  const asSpec = (): readonly Omit<RelatedInput, 'key'>[] => {
    const found = findSpec(specs, path, today);
    return found.ok ? [{ kind: 'spec', name: found.value.id }] : [];
  };
  if (/^\.chant\/(?:specs|archive)\/[^*]*\.md$/.test(path)) return [...asSpec(), ...asDocument(path)].slice(0, 1);
  if (isLiteral(path) && readProjectFile(place, path) !== null) return asDocument(path);
  const folder = path.endsWith('/') ? path : `${path}/`;
  const isWanted = (name: string): boolean => (isLiteral(path) ? name.startsWith(folder) : matchesAny([path], name));
  const files = listProjectFiles(place, path).filter(isWanted);
  if (files.length > 0) return files.flatMap(asDocument);
  return [...asSpec(), ...asDocument(path)].slice(0, 1);
}

function asDocument(path: string): readonly Omit<RelatedInput, 'key'>[] {
  return [{ kind: 'document', name: path }];
}
