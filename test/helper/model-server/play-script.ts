import { chooseTool } from './choose-tool.ts';
import { fillSchema } from './fill-schema.ts';
import type { Answer, Call, Fault, Script, Usage } from './script.ts';
import type { Asked, Told, Turn } from './wire.ts';

/** What is to come for one request. */
export type Next =
  | { readonly kind: 'fault'; readonly fault: Fault; readonly answer: Told; readonly step: number }
  | { readonly kind: 'answer'; readonly answer: Told; readonly step: number; readonly after: Promise<unknown> }
  | { readonly kind: 'aside'; readonly answer: Told };

interface Scene {
  readonly faults: readonly Fault[];
  readonly answer: Answer;
}

const usual: Usage = { inputTokens: 1000, cachedTokens: 200, outputTokens: 25 };
const nothingLeft: Answer = { say: 'Nothing is left to do.' };

/** Plays a script to any number of conversations. */
export function createPlayer(script: Script): (asked: Asked) => Next {
  const scenes = cutScenes(script);
  const fired = new Map<Fault, number>();
  const own = new Set([...scenes, { answer: nothingLeft, faults: [] }].flatMap(({ answer }) => marksOf(answer)));
  let count = 0;
  return (asked) => {
    count += 1;
    const tell = (answer: Answer): Told => build(answer, asked, `${count}`.padStart(12, '0'));
    // Clients ask aside for a title, a topic, a test of the key: there is nothing to be done with. Some want data.
    if (asked.tools.length === 0) return { kind: 'aside', answer: tell({ say: sayAside(asked) }) };
    const step = countAnswers(asked.turns, own);
    const { faults, answer } = scenes[step] ?? { faults: [], answer: nothingLeft };
    const fault = faults.find((each) => (fired.get(each) ?? 0) < (each.times ?? Number.POSITIVE_INFINITY));
    if (fault === undefined)
      return { kind: 'answer', step, answer: tell(answer), after: answer.after ?? Promise.resolve() };
    fired.set(fault, (fired.get(fault) ?? 0) + 1);
    return { kind: 'fault', fault, step, answer: tell(answer) };
  };
}

function sayAside({ answerSchema }: Asked): string {
  return answerSchema === undefined ? 'A title' : JSON.stringify(fillSchema(answerSchema));
}

/** Every answer with the faults before it; faults at the end stand before an answer that says nothing is left. */
function cutScenes(script: Script): readonly Scene[] {
  const scenes: Scene[] = [];
  let faults: Fault[] = [];
  for (const step of script) {
    if ('fault' in step) faults.push(step);
    else {
      scenes.push({ faults, answer: step });
      faults = [];
    }
  }
  return faults.length > 0 ? [...scenes, { faults, answer: nothingLeft }] : scenes;
}

/** By what an answer of ours is known again when a client sends the conversation back. */
function marksOf({ say, call }: Answer): readonly string[] {
  return [...(say === undefined ? [] : [`say ${say.trim()}`]), ...(listOf(call).length > 0 ? ['call'] : [])];
}

/** How many answers of the script a conversation holds: runs of what the model said, ours among it. */
function countAnswers(turns: readonly Turn[], own: ReadonlySet<string>): number {
  let answers = 0;
  let isCounted = false;
  for (const { by, text, call } of turns) {
    if (by !== 'model') isCounted = false;
    else if (!isCounted && own.has(call === undefined ? `say ${text.trim()}` : 'call')) {
      answers += 1;
      isCounted = true;
    }
  }
  return answers;
}

function build(answer: Answer, asked: Asked, id: string): Told {
  const chosen = listOf(answer.call).map((call) => chooseTool(call, asked));
  const missing = chosen.includes(null) ? ['(The client offers no tool for this.)'] : [];
  const said = [...(answer.say === undefined ? [] : [answer.say]), ...missing].join('\n');
  return {
    id,
    model: asked.model,
    say: said === '' ? null : said,
    calls: chosen.flatMap((call, index) => (call === null ? [] : [{ ...call, id: `${id}${index}` }])),
    usage: answer.usage ?? usual,
  };
}

function listOf(call: Answer['call']): readonly Call[] {
  // A list has no field of a call; TypeScript cannot tell a readonly list by Array.isArray.
  return call === undefined ? [] : Array.isArray(call) ? (call as readonly Call[]) : [call as Call];
}
