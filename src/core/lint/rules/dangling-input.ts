import { nearest } from '../../nearest.ts';
import type { Problem } from '../../problem.ts';
import { isLiteral } from '../../scope/is-literal.ts';
import { isUrl } from '../../scope/is-url.ts';
import { stripDotSlash } from '../../scope/strip-dot-slash.ts';
import { resolveInIndex } from '../../spec/resolve-id.ts';
import type { Spec } from '../../spec/spec.ts';
import { buildProblem, type LintContext, type LintRule } from '../lint-rule.ts';

/**
 * An input that is not there would never reach the agent. URLs, globs and spec ids are allowed, and so is a file that
 * another spec is to write.
 */
export const danglingInput: LintRule = {
  name: 'dangling-input',
  lint: (context) => {
    const written = new Map<string, string>();
    for (const spec of context.open) for (const path of spec.targetFiles) written.set(strip(path), spec.id);
    return context.open.flatMap((spec) =>
      inputsOf(spec).flatMap(([key, path]) => {
        const writer = written.get(strip(path));
        return writer !== undefined && writer !== spec.id ? [] : lintInput(context, spec, { key, path });
      }),
    );
  },
};

function inputsOf(spec: Spec): (readonly [key: string, path: string])[] {
  return [
    ...spec.informedBy.map((path) => ['informed_by', path] as const),
    ...spec.origin.map((path) => ['origin', path] as const),
    ...spec.tracks.map((path) => ['tracks', path] as const),
    ...spec.context.map((path) => ['context', path] as const),
    ...(spec.outputSchema === null ? [] : [['output_schema', spec.outputSchema] as const]),
  ];
}

function lintInput(
  context: LintContext,
  spec: Spec,
  input: { readonly key: string; readonly path: string },
): Problem[] {
  const { key, path } = input;
  if (isUrl(path) || context.files.exists(strip(path)) || !isLiteral(path)) return [];
  if (looksLikeId(path)) {
    const found = resolveInIndex(path, context.index, context.today);
    if (found.ok || found.failure.kind === 'spec-ambiguous') return [];
  }
  const message = `\`${key}: ${path}\` is not there`;
  const suggestion = nearest(strip(path), context.files.candidates ?? []);
  return [buildProblem(spec, { rule: 'dangling-input', severity: 'error', key, message, suggestion })];
}

function looksLikeId(path: string): boolean {
  return !path.includes('/') || path.includes('.chant/');
}

function strip(path: string): string {
  return stripDotSlash(path.trim());
}
