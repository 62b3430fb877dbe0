import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { AgentPrograms } from '../../../src/io/agent/provider-settings.ts';

/** Builds the agents that ship with the package from the source, as it ships them, into a fresh folder. */
export async function buildPrograms(): Promise<{ programs: AgentPrograms; dispose: () => void }> {
  const dir = mkdtempSync(join(tmpdir(), 'chant-programs-'));
  const source = (name: string): string => fileURLToPath(new URL(`../../../src/io/agent/${name}.ts`, import.meta.url));
  const names = ['replay-agent', 'embedded-agent'];
  const input = Object.fromEntries(names.map((name) => [name, source(name)]));
  const bundle = await rolldown({ input, platform: 'node' });
  await bundle.write({ dir, format: 'cjs', entryFileNames: '[name].cjs' });
  await bundle.close();
  return {
    programs: { replayAgent: join(dir, 'replay-agent.cjs'), embeddedAgent: join(dir, 'embedded-agent.cjs') },
    dispose: () => rmSync(dir, { recursive: true, force: true }),
  };
}
