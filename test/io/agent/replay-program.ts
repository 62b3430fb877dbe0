import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** Builds the player of sessions as the package ships it, into a fresh folder. */
export async function buildReplayProgram(): Promise<{ path: string; dispose: () => void }> {
  const dir = mkdtempSync(join(tmpdir(), 'chant-replay-agent-'));
  const input = fileURLToPath(new URL('../../../src/io/agent/replay-agent.ts', import.meta.url));
  const bundle = await rolldown({ input: { 'replay-agent': input }, platform: 'node' });
  await bundle.write({ dir, format: 'cjs', entryFileNames: '[name].cjs' });
  await bundle.close();
  return { path: join(dir, 'replay-agent.cjs'), dispose: () => rmSync(dir, { recursive: true, force: true }) };
}
