import { isAbsolute, join } from 'node:path';
import { fieldsOf, itemsOf } from '../../../src/core/raw-value.ts';
import { fillSchema } from './fill-schema.ts';
import type { Call } from './script.ts';
import type { Asked, OfferedTool, ToolUse } from './wire.ts';

/** A use of one of the client's tools; null where it has none for this. */
export type Chosen = Omit<ToolUse, 'id'> | null;

/**
 * Finds the tool that does a thing among those that the client offers, by name and parameters, and fills its arguments
 * in as its schema asks.
 */
export function chooseTool(call: Call, asked: Asked): Chosen {
  if ('tool' in call) {
    const named =
      asked.tools.find(({ name }) => name === call.tool) ?? asked.tools.find(({ name }) => name.endsWith(call.tool));
    return named === undefined ? null : use(named, call.arguments);
  }
  const want = 'write' in call ? 'write' : 'edit' in call ? 'edit' : 'read' in call ? 'read' : 'run';
  const tool = names[want].flatMap((name) => asked.tools.find((offered) => offered.name === name) ?? [])[0];
  const fitting = tool ?? asked.tools.find((offered) => fits(want, offered));
  if (fitting === undefined) return 'run' in call ? null : chooseTool({ run: commandFor(call) }, asked);
  if (fitting.isFree || fitting.name === 'apply_patch') return patch(call, fitting);
  const given = args(call, fitting, asked);
  const filled = itemsOf(fieldsOf(fitting.schema)['required']).map((name) => [
    name,
    given[String(name)] ?? fillSchema(properties(fitting)[String(name)]),
  ]);
  return use(fitting, { ...given, ...Object.fromEntries(filled) });
}

type Want = 'write' | 'edit' | 'read' | 'run';

/** Names under which known clients offer such a tool, best first. */
const names: Readonly<Record<Want, readonly string[]>> = {
  write: ['Write', 'write_file', 'write', 'create', 'apply_patch'],
  edit: ['Edit', 'replace', 'edit_file', 'edit', 'str_replace', 'apply_patch'],
  read: ['Read', 'read_file', 'read', 'view'],
  run: ['Bash', 'run_shell_command', 'exec_command', 'shell_command', 'bash', 'shell', 'run_command', 'execute'],
};

/** Parameters under which known clients take these, best first. */
const parameters = {
  path: ['file_path', 'filePath', 'path', 'absolute_path', 'target_file', 'filename'],
  content: ['content', 'contents', 'file_text', 'text'],
  from: ['old_string', 'oldString', 'old_str', 'oldText', 'from', 'search', 'find'],
  to: ['new_string', 'newString', 'new_str', 'newText', 'to', 'replace', 'replacement'],
  command: ['command', 'cmd', 'commands', 'script'],
} as const;

function properties({ schema }: OfferedTool): Readonly<Record<string, unknown>> {
  return fieldsOf(fieldsOf(schema)['properties']);
}

function key(tool: OfferedTool, of: keyof typeof parameters): string | undefined {
  return parameters[of].find((name) => name in properties(tool));
}

function fits(want: Want, tool: OfferedTool): boolean {
  const has = (of: keyof typeof parameters): boolean => key(tool, of) !== undefined;
  switch (want) {
    case 'run':
      return has('command') && /run|exec|shell|bash|command/i.test(tool.name);
    case 'read':
      return has('path') && !has('content') && /read|view|cat/i.test(tool.name) && !/image/i.test(tool.name);
    case 'edit':
      return has('path') && has('from') && has('to');
    case 'write':
      return has('path') && has('content') && !has('from');
  }
}

function use({ name, namespace }: OfferedTool, input: ToolUse['input']): Chosen {
  return { name, input, ...(namespace === undefined ? {} : { namespace }) };
}

function args(call: Call, tool: OfferedTool, asked: Asked): Readonly<Record<string, unknown>> {
  const set = (of: keyof typeof parameters, value: string) => ({ [key(tool, of) ?? of]: value });
  const path = (file: string) => set('path', place(file, asked));
  if ('write' in call) return { ...path(call.write), ...set('content', call.content) };
  if ('edit' in call) return { ...path(call.edit), ...set('from', call.from), ...set('to', call.to) };
  if ('read' in call) return path(call.read);
  if ('run' in call) {
    const name = key(tool, 'command') ?? 'command';
    const isList = fieldsOf(properties(tool)[name])['type'] === 'array';
    return { [name]: isList ? ['sh', '-c', call.run] : call.run };
  }
  return {};
}

/** Absolute where the client tells where it works, as the tools of some take nothing else; else as it is. */
function place(file: string, asked: Asked): string {
  const cwd = workingDirectory(asked);
  return isAbsolute(file) || cwd === null ? file : join(cwd, file);
}

function workingDirectory({ system, turns }: Asked): string | null {
  const told =
    /(?:working director(?:y|ies)|working in the directory|current directory|workspace (?:root )?(?:folder|directory)|cwd)(?: is)?[ :=`"'*>]{0,8}(\/[^\s"'<>`\\,)]+)/i;
  return [system, ...turns.map(({ text }) => text)].flatMap((text) => told.exec(text)?.[1] ?? [])[0] ?? null;
}

/** The same, done by a shell. */
function commandFor(call: Exclude<Call, { run: string } | { tool: string }>): string {
  if ('read' in call) return `cat ${quote(call.read)}`;
  if ('write' in call)
    return `mkdir -p "$(dirname ${quote(call.write)})" && printf %s ${quote(call.content)} > ${quote(call.write)}`;
  return `node -e ${quote(replaceProgram)} ${[call.edit, call.from, call.to].map(quote).join(' ')}`;
}

const replaceProgram =
  'const f=require("fs"),[p,a,b]=process.argv.slice(1);f.writeFileSync(p,f.readFileSync(p,"utf8").replace(a,()=>b))';

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `apply_patch` of the OpenAI clients: https://developers.openai.com/api/docs/guides/tools-apply-patch */
function patch(call: Call, tool: OfferedTool): Chosen {
  const body =
    'write' in call
      ? [`*** Add File: ${call.write}`, ...lines(call.content, '+')]
      : 'edit' in call
        ? [`*** Update File: ${call.edit}`, '@@', ...lines(call.from, '-'), ...lines(call.to, '+')]
        : [];
  const text = ['*** Begin Patch', ...body, '*** End Patch'].join('\n');
  const name = ['input', 'patch', 'patchText', 'patch_text'].find((candidate) => candidate in properties(tool));
  return use(tool, tool.isFree ? text : { [name ?? 'input']: text });
}

function lines(text: string, sign: string): readonly string[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${sign}${line}`);
}
