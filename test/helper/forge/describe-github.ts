import { readFileSync } from 'node:fs';
import { contractRequire, type Description } from './contract.ts';

/** What chant asks GitHub. A request to any other operation is refused, as is one that its description does not allow. */
const operations: Readonly<Record<string, readonly string[]>> = {
  '/user': ['get'],
  '/repos/{owner}/{repo}': ['get'],
  '/repos/{owner}/{repo}/forks': ['post'],
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/timeline': ['get'],
  '/repos/{owner}/{repo}/pulls': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get', 'patch'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/comments': ['get'],
  '/repos/{owner}/{repo}/commits/{ref}/check-runs': ['get'],
  '/repos/{owner}/{repo}/commits/{ref}/status': ['get'],
};

type Json = Readonly<Record<string, unknown>>;

/** A part of the description as an object; the description is GitHub's, and a slip in it fails the first test. */
const at = (value: unknown, key: string): Json => (value as Json)[key] as Json;

/**
 * GitHub's own description of its API (npm `@octokit/openapi`), cut down to the operations that chant uses and to what
 * these refer to: 13 MB become a tenth of that. Bodies may hold nothing that is not described.
 */
export function describeGitHub(): Description {
  const file = contractRequire.resolve('@octokit/openapi/package.json');
  const whole: Json = JSON.parse(
    readFileSync(file.replace(/package\.json$/, 'generated/api.github.com.json'), 'utf8'),
  ) as Json;
  const paths: Record<string, Json> = {};
  for (const [name, methods] of Object.entries(operations)) {
    const described = at(at(whole, 'paths'), name);
    paths[name] = Object.fromEntries(methods.map((method) => [method, closeBody(at(described, method))]));
  }
  const described = spellOutNull({ paths, components: collect(whole, paths) }) as Pick<
    Description,
    'paths' | 'components'
  >;
  return { openapi: '3.0.3', info: whole['info'], ...described };
}

function closeBody(operation: Json): Json {
  const body = operation['requestBody'];
  if (body === undefined) return operation;
  const json = at(at(body, 'content'), 'application/json');
  const schema = { ...at(json, 'schema'), additionalProperties: false };
  return { ...operation, requestBody: { ...(body as Json), content: { 'application/json': { ...json, schema } } } };
}

/** OpenAPI allows `nullable` beside what has no `type`, and without null among the values; the validator does not. */
function spellOutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spellOutNull);
  if (typeof value !== 'object' || value === null) return value;
  const spelled = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, spellOutNull(child)]));
  const { nullable, ...rest } = spelled;
  if (nullable === true && Array.isArray(rest['enum'])) return { ...spelled, enum: [...rest['enum'], null] };
  return nullable === true && !('type' in rest) ? { anyOf: [rest, { enum: [null] }] } : spelled;
}

/** Everything under `components` that is referred to, however deep. */
function collect(whole: Json, from: unknown): Record<string, Record<string, unknown>> {
  const components: Record<string, Record<string, unknown>> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const reference = key === '$ref' ? /^#\/components\/([^/]+)\/([^/]+)$/.exec(String(child)) : null;
      const [, kind = '', name = ''] = reference ?? [];
      if (reference === null) visit(child);
      else if (components[kind]?.[name] === undefined) {
        // Of the twenty kinds of events in a timeline the forge of the tests knows one: the others cost a second.
        const chosen = name === 'timeline-issue-events' ? 'timeline-cross-referenced-event' : name;
        components[kind] = { ...components[kind], [name]: at(at(whole, 'components'), kind)[chosen] };
        visit(components[kind][name]);
      }
    }
  };
  visit(from);
  return components;
}
