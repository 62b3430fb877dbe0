import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { contractRequire, type Description } from './contract.ts';

/** What chant asks Gitea, by the names of its Swagger description, and the status of a success. */
const operations: Readonly<Record<string, number>> = {
  getVersion: 200,
  userGetCurrent: 200,
  repoGet: 200,
  createFork: 202,
  repoGetContents: 200,
  issueGetIssue: 200,
  issueGetComments: 200,
  issueGetCommentsAndTimeline: 200,
  repoListPullRequests: 200,
  repoCreatePullRequest: 201,
  repoGetPullRequest: 200,
  repoEditPullRequest: 201,
  repoListPullReviews: 200,
  repoGetPullReviewComments: 200,
  repoGetCombinedStatusByRef: 200,
};

type Schema = Readonly<Record<string, unknown>>;
const pending: Schema = { type: 'object' };

/**
 * Gitea's Swagger description is on npm only as what was generated from it: the types of `gitea-js`, where every
 * operation has its method, path, parameters, body and answer. They are read back into a description.
 */
export function describeGitea(): Description {
  const file = contractRequire.resolve('gitea-js').replace(/[^/]+$/, 'index.d.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const declared = new Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>();
  const found = new Map<string, ts.PropertySignature | ts.PropertyDeclaration>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) declared.set(node.name.text, node);
    if (
      (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) &&
      node.type &&
      ts.isFunctionTypeNode(node.type)
    ) {
      if (/@request/.test(node.getFullText())) found.set(node.name.getText(), node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const components: Record<string, Schema> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, status] of Object.entries(operations)) {
    const node = found.get(name);
    const [, method = '', path = ''] = /@request (\w+):(\S+)/.exec(node?.getFullText() ?? '') ?? [];
    if (node?.type === undefined || !ts.isFunctionTypeNode(node.type) || path === '') throw new Error(`no ${name}`);
    const described = describeOperation(node.type, path, (type) => schemaOf(type, declared, components));
    const [answer] = typeArguments(typeArguments(node.type.type)[0]);
    const content = { 'application/json': { schema: answer ? schemaOf(answer, declared, components) : {} } };
    const operation = { operationId: name, ...described, responses: { [status]: { description: 'done', content } } };
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  return { openapi: '3.0.3', info: { title: 'Gitea', version: '1.23' }, paths, components: { schemas: components } };
}

function typeArguments(node: ts.TypeNode | undefined): readonly ts.TypeNode[] {
  return node !== undefined && ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []) : [];
}

/** Parameters by their names: those that stand in the path, `query`, and `body`, in which nothing else may stand. */
function describeOperation(type: ts.FunctionTypeNode, path: string, toSchema: (type: ts.TypeNode) => Schema) {
  const parameters: unknown[] = [];
  let body: { requestBody?: unknown } = {};
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  for (const parameter of type.parameters) {
    const name = parameter.name.getText();
    if (parameter.type === undefined || name === 'params') continue;
    if (name === 'query' && ts.isTypeLiteralNode(parameter.type)) {
      for (const member of parameter.type.members) {
        if (!ts.isPropertySignature(member) || member.type === undefined) continue;
        const required = member.questionToken === undefined;
        parameters.push({ name: member.name.getText(), in: 'query', required, schema: toSchema(member.type) });
      }
    } else if (name === 'body') {
      body = { requestBody: { required: true, content: { 'application/json': { schema: toSchema(parameter.type) } } } };
    } else {
      parameters.push({ name: inPath.shift(), in: 'path', required: true, schema: toSchema(parameter.type) });
    }
  }
  return { parameters, ...body };
}

function schemaOf(
  type: ts.TypeNode,
  declared: ReadonlyMap<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>,
  components: Record<string, Schema>,
): Schema {
  const recurse = (inner: ts.TypeNode): Schema => schemaOf(inner, declared, components);
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { type: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    default:
  }
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: recurse(type.elementType) };
  if (ts.isUnionTypeNode(type)) return { enum: type.types.map((one) => one.getText().replace(/^['"]|['"]$/g, '')) };
  const name = type.getText();
  const declaration = declared.get(name);
  if (!ts.isTypeReferenceNode(type) || declaration === undefined) return {};
  if (ts.isTypeAliasDeclaration(declaration)) return recurse(declaration.type);
  if (components[name] === undefined) {
    // Not looked into where it stands inside of itself: the parent of a repository is one.
    components[name] = pending;
    const members = declaration.members.filter(ts.isPropertySignature);
    const properties = members.map((one) => [one.name.getText(), one.type === undefined ? {} : recurse(one.type)]);
    components[name] = { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
  }
  return components[name] === pending ? pending : { $ref: `#/components/schemas/${name}` };
}
