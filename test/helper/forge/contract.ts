import { createRequire } from 'node:module';
import path from 'node:path';

/** What is used of the validator; it is installed for the tests alone, so its types are not here at check time. */
export interface Validator {
  init(): Promise<unknown>;
  register(operation: string, handler: (context: Asked, ...rest: unknown[]) => unknown): void;
  handleRequest(request: AskedRequest): Promise<Reply>;
  validateResponse(body: unknown, operation: string, status: number): { errors?: readonly unknown[] | null };
}

export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request that the description allows, taken apart. */
export interface Asked {
  readonly operation: { readonly operationId: string };
  readonly request: {
    readonly params: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, string>>;
    readonly requestBody: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly validation: { readonly errors?: readonly { instancePath: string; message: string }[] | null };
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Description {
  readonly openapi: string;
  readonly info: unknown;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, unknown>>;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** Finds what test/contract/ installs. */
export const contractRequire = createRequire(path.join(root, 'test/contract/package.json'));

/** A server's mind: what it is asked is held against the description before anybody looks at it. */
export async function makeValidator(definition: Description, apiRoot: string): Promise<Validator> {
  // The shape is that of `Validator`: see its documentation, and every test that goes through it.
  const { default: OpenAPIBackend } = contractRequire('openapi-backend') as {
    default: new (options: unknown) => Validator;
  };
  return new OpenAPIBackend({
    definition,
    apiRoot,
    quick: true,
    validate: true,
    ajvOpts: { strict: false, validateFormats: false, logger: false },
  });
}

/** What the description shows as an answer of an operation: the first example, or the one of that name. */
export function findExample(description: Description, operationId: string, name?: string): unknown {
  const follow = (value: unknown): unknown => {
    const reference = (value as { $ref?: string } | undefined)?.$ref;
    if (reference === undefined) return value;
    const [, kind = '', key = ''] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) ?? [];
    return follow((description.components[kind] as Record<string, unknown>)[key]);
  };
  for (const methods of Object.values(description.paths)) {
    for (const operation of Object.values(methods as Record<string, Operation>)) {
      if (operation.operationId !== operationId) continue;
      const response = follow(operation.responses['200'] ?? operation.responses['201'] ?? operation.responses['202']);
      const examples = (response as Operation['responses'][string]).content['application/json'].examples;
      let chosen = name === undefined ? Object.values(examples)[0] : examples[name];
      // An example names another, which names its value: unwrapped until there is nothing to unwrap.
      while (isWrapped(chosen)) chosen = follow(chosen.value ?? chosen);
      return chosen;
    }
  }
  throw new Error(`no operation ${operationId}`);
}

/** `{ $ref }`, or what OpenAPI puts around the value of an example. */
function isWrapped(value: unknown): value is { readonly value?: unknown } {
  return typeof value === 'object' && value !== null && ('$ref' in value || ('value' in value && !('id' in value)));
}

/** The part of an operation that examples are found in. */
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<
      string,
      { readonly content: { readonly 'application/json': { readonly examples: Record<string, unknown> } } }
    >
  >;
}
