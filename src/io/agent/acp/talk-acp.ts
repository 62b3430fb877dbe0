import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientContext, client, type EnvVariable, methods, PROTOCOL_VERSION } from '@agentclientprotocol/sdk';
import type { AgentLink, AgentReport, AgentRequest } from '../provider.ts';
import { answerPermission, buildQuestion } from './answer-permission.ts';
import { createMessageStream } from './message-stream.ts';
import { parseTrouble } from '../../../core/plan/parse-trouble.ts';
import {
  describeQuestion,
  type PermissionAnswer,
  type PermissionQuestion,
} from '../../../core/plan/permission-question.ts';
import { fieldsOf, itemsOf, textOf } from '../../../core/raw-value.ts';
import { createUpdateReader, type UpdateReader } from './read-update.ts';

export interface AcpSettings {
  /** Session modes to switch to before the prompt, the first that the agent has; none leaves its own. */
  readonly modes: readonly string[];
  readonly permissions: 'allow' | 'scope' | 'ask';
  /** False: it is not told to cancel when it is to stop, but ended. */
  readonly cancels: boolean;
}

/** One conversation, while it lasts. */
interface Talk {
  readonly link: AgentLink;
  readonly settings: AcpSettings;
  readonly reader: UpdateReader;
  /** Updates are of this session only when it is set: what comes while a session is loaded is history. */
  live: boolean;
  sessionId: string | null;
  finished: boolean;
  /** The agent has closed its output: there is nobody to talk with. */
  gone: boolean;
  /** What was said as long as nothing was done; null once something was. */
  onlySaid: string | null;
}

/** How long updates are waited for after the result. */
const lateMs = 150;

/** Leads one turn over the protocol, as a client without file system and terminal of its own. Never rejects. */
export async function talkAcp(link: AgentLink, settings: AcpSettings): Promise<void> {
  const reader = createUpdateReader(link.request.workspace);
  const talk: Talk = {
    ...{ link, settings, reader, live: false, sessionId: null, finished: false, gone: false, onlySaid: '' },
  };
  const app = client({ name: 'chant' }).onRequest(methods.client.session.requestPermission, unchecked, ({ params }) =>
    permit(talk, params),
  );
  const stream = createMessageStream(link, {
    onUpdate: (params) => hear(talk, params),
    onEnd: () => {
      talk.gone = true;
    },
  });
  try {
    await app.connectWith(stream, (context) => lead(talk, context));
  } catch (error) {
    // When the turn was over, or the agent was told to stop, the end of the connection is no error.
    if (!talk.finished && !link.signal.aborted) await failBy(talk, error);
    // Some agents answer a cancel with an error: the session is in order all the same, and may be closed in order.
    if (!talk.finished && link.signal.aborted && talk.sessionId !== null && settings.cancels) await link.hangUp();
  }
  for (const report of reader.flush()) link.report(report);
}

/** An agent that has gone tells nothing of a service, whatever the protocol's package calls it. */
async function failBy({ link, gone }: Talk, error: unknown): Promise<void> {
  if (!gone) return fail(link, wordError(error), detailsOf(error));
  const message = 'the agent ended before it had answered';
  link.report({ kind: 'error', message, transient: false, cause: 'other' });
  link.report({ kind: 'final', ok: false, message });
  // A process that tidies up is gone a moment later, and how it ended says why.
  await link.hangUp();
}

/** `details`: what stood behind the message, which may begin with the status of the service. */
function fail(link: AgentLink, message: string, details: string | null = null): void {
  const trouble = parseTrouble(message);
  const isClear = details === null || trouble.cause !== 'other';
  link.report(isClear ? trouble : { ...parseTrouble(details), message });
  link.report({ kind: 'final', ok: false, message });
}

/** Messages are read as bad input by those who take them: real agents bend the schema. */
function unchecked(params: unknown): unknown {
  return params;
}

async function lead(talk: Talk, context: ClientContext): Promise<void> {
  const { link } = talk;
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => {
      if (talk.sessionId === null || !talk.settings.cancels) reject(new Error('stopped'));
      else void context.notify(methods.agent.session.cancel, { sessionId: talk.sessionId });
    };
    if (link.signal.aborted) stop();
    else link.signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([turn(talk, context), stopped]);
  talk.finished = true;
  // Updates may come after the result; an agent whose input is closed cannot send them any more.
  await sleep(lateMs);
  await link.hangUp();
}

async function turn(talk: Talk, context: ClientContext): Promise<void> {
  const { link, reader } = talk;
  const { sessionId, modes } = await openSession(talk, context);
  talk.sessionId = sessionId;
  link.report({ kind: 'session', id: sessionId });
  await switchMode(talk, context, { sessionId, modes });
  talk.live = true;
  const { request } = link;
  const text = sessionId === request.session ? (request.goOn ?? request.prompt) : request.prompt;
  const prompt = [{ type: 'text' as const, text }];
  const result = fieldsOf(await context.request(methods.agent.session.prompt, { sessionId, prompt }));
  for (const report of [...reader.flush(), ...reader.promptUsage(result)]) tell(talk, report);
  const trouble = findSaidError(talk);
  if (trouble !== null) return fail(link, trouble);
  const stopReason = textOf(result['stopReason']) ?? 'none';
  const isDone = stopReason === 'end_turn';
  link.report({ kind: 'final', ok: isDone, message: isDone ? null : `the agent stopped: ${stopReason}` });
}

/** A session that is open. */
interface OpenSession {
  readonly sessionId: string;
  /** Modes that the agent says it has; empty: it says nothing. */
  readonly modes: readonly string[];
}

async function switchMode(talk: Talk, context: ClientContext, { sessionId, modes }: OpenSession): Promise<void> {
  const wanted = talk.settings.modes;
  const mode = wanted.find((one) => modes.includes(one)) ?? wanted[0];
  if (mode === undefined) return;
  try {
    await context.request(methods.agent.session.setMode, { sessionId, modeId: mode });
  } catch (error) {
    throw new Error(`the agent does not take the mode ${mode}: ${wordError(error)}`);
  }
}

/** Introduces itself, then goes on with the earlier session where the agent can, or starts a new one. */
async function openSession(talk: Talk, context: ClientContext): Promise<OpenSession> {
  const { request } = talk.link;
  const agent = fieldsOf(
    await context.request(methods.agent.initialize, {
      protocolVersion: PROTOCOL_VERSION,
      clientCapabilities: { fs: { readTextFile: false, writeTextFile: false }, terminal: false },
    }),
  );
  const version = agent['protocolVersion'];
  if (version !== PROTOCOL_VERSION)
    throw new Error(`the agent speaks version ${String(version)} of the protocol, not 1`);
  const can = fieldsOf(agent['agentCapabilities']);
  const place = { cwd: request.workspace, mcpServers: listServers(request), ...listFolders(request, can) };
  if (request.session !== null && can['loadSession'] === true) {
    try {
      const loaded = await context.request(methods.agent.session.load, { sessionId: request.session, ...place });
      return { sessionId: request.session, modes: listModes(loaded) };
    } catch {
      // A session that the agent has forgotten: the prompt says all that a new one must know.
    }
  }
  const opened = await context.request(methods.agent.session.new, place);
  const sessionId = textOf(fieldsOf(opened)['sessionId']);
  if (sessionId === null) throw new Error('the agent gave no session id');
  return { sessionId, modes: listModes(opened) };
}

/** Ids out of `{"modes":{"availableModes":[{"id":"default","name":"Default"}],"currentModeId":"default"}}`. */
function listModes(opened: unknown): readonly string[] {
  const modes = itemsOf(fieldsOf(fieldsOf(opened)['modes'])['availableModes']);
  return modes.flatMap((mode) => textOf(fieldsOf(mode)['id']) ?? []);
}

/** An agent that halts writes into the outbox, which lies beside the workspace: some let it only when they know. */
function listFolders(
  { outbox }: AgentRequest,
  can: Readonly<Record<string, unknown>>,
): { additionalDirectories?: string[] } {
  const isKnown = fieldsOf(can['sessionCapabilities'])['additionalDirectories'] !== undefined;
  return isKnown ? { additionalDirectories: [outbox] } : {};
}

/** chant's own tools, as ACP wants a server that is started by its command. */
function listServers({ tools }: AgentRequest): { name: string; command: string; args: string[]; env: EnvVariable[] }[] {
  if (tools === undefined) return [];
  const env = Object.entries(tools.env).map(([name, value]) => ({ name, value }));
  return [{ name: 'chant', command: tools.command, args: [...tools.args], env }];
}

function hear(talk: Talk, params: unknown): void {
  if (!talk.live) return;
  for (const report of talk.reader.update(fieldsOf(params)['update'])) tell(talk, report);
}

function tell(talk: Talk, report: AgentReport): void {
  if (report.kind === 'did') talk.onlySaid = null;
  if (report.kind === 'said' && talk.onlySaid !== null) talk.onlySaid = `${talk.onlySaid}${report.text}`.slice(0, 2000);
  talk.link.report(report);
}

/** What copilot says before it tries again: what came of that stands behind it. */
const saidRetry = /^(\s*Info: [^\n]{1,200}?Retrying\.\.\.)+/;

/** How such an answer begins: `API Error: 401 ...`, `We're currently experiencing high demand, ...`. */
const saidError = /^(\W*(\w+ )?(error|failed|failure|unauthori[sz]ed)\b|We.re currently experiencing high demand)/i;

/**
 * Some agents end a turn in good order when the service refused them, and say the error as if it were an answer. A
 * turn in which nothing was done and nothing was said but such an error has failed.
 */
function findSaidError({ onlySaid }: Talk): string | null {
  const text = onlySaid?.replace(saidRetry, '').trim() ?? '';
  if (text === '' || text.length > 1000 || !saidError.test(text)) return null;
  const { cause } = parseTrouble(text);
  return cause === 'other' || cause === undefined ? null : text;
}

async function permit(talk: Talk, params: unknown): Promise<ReturnType<typeof answerPermission>['response']> {
  const { link, settings, reader } = talk;
  const { workspace, scope } = link.request;
  const call = reader.toolCall(fieldsOf(params)['toolCall']);
  const policy = { permissions: settings.permissions, workspace, ...scope };
  const question = buildQuestion(call, policy);
  const answered = settings.permissions === 'ask' ? await askPerson(link, question) : undefined;
  const answer = answerPermission(params, call, { ...policy, ...(answered === undefined ? {} : { answered }) });
  // Who has been told to stop is refused without a word.
  if (!link.signal.aborted) {
    if (answer.denied !== null) link.report({ kind: 'denied', what: answer.denied });
    else if (answered !== undefined) link.report({ kind: 'allowed', what: describeQuestion(question) });
  }
  return link.signal.aborted ? { outcome: { outcome: 'cancelled' } } : answer.response;
}

async function askPerson(
  { ask, request }: AgentLink,
  question: PermissionQuestion,
): Promise<PermissionAnswer | { readonly absent: string } | undefined> {
  if (ask === null) return request.absent === undefined ? undefined : { absent: request.absent };
  return (await ask(question)) ?? { absent: 'no answer came' };
}

/** `Internal error (-32603): details`, as far as it is told. */
function wordError(error: unknown): string {
  const { message, code } = errorFields(error);
  const details = detailsOf(error);
  const number = typeof code === 'number' ? ` (${code})` : '';
  return `${textOf(message) ?? 'unknown error'}${number}${details === null || details === message ? '' : `: ${details}`}`;
}

function detailsOf(error: unknown): string | null {
  const { data } = errorFields(error);
  return textOf(data) ?? textOf(fieldsOf(data)['details']) ?? textOf(fieldsOf(data)['message']);
}

function errorFields(error: unknown): { message: unknown; code: unknown; data: unknown } {
  if (!(error instanceof Error)) return { message: String(error), code: null, data: null };
  return {
    message: error.message,
    code: 'code' in error ? error.code : null,
    data: 'data' in error ? error.data : null,
  };
}
