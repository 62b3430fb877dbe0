import path from 'node:path';
import { type HandRig, makeHandRig, tick } from './hand-rig.ts';

const fixture = path.resolve(import.meta.dirname, '../fixtures/agents/acp-agent.mjs');

/** Things that an agent's turn is made of. */
export const turnsOf = {
  cost: (amount: number) => ['update', { sessionUpdate: 'usage_update', cost: { amount, currency: 'USD' } }],
  done: ['stop', 'end_turn', { inputTokens: 1000, outputTokens: 50 }],
  work: ['sh', `echo locked > src/store.txt; ${tick}`],
};

/** A project whose agent plays these turns, one per launch; `prompt-N` beside the project holds what it was told. */
export async function scripted(turns: readonly (readonly unknown[])[], limits = '{}'): Promise<HandRig> {
  const rig = await makeHandRig({ config: `limits: ${limits}` });
  const counter = path.join(rig.root, '../launches');
  const steps = turns.map((turn, index) => [['prompted', path.join(rig.root, `../prompt-${index + 1}`)], ...turn]);
  const script = JSON.stringify({ turns: steps, counter, load: ['fresh'] });
  const command = JSON.stringify([process.execPath, fixture, script]);
  const config = rig.read('.chant/config.md');
  rig.write(
    '.chant/config.md',
    config.replace(/providers: .*/, () => `providers: { hand: { kind: acp, command: ${command} } }`),
  );
  rig.git('commit', '-qam', 'scripted');
  return rig;
}
