import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'rolldown';

/**
 * What the commands that people type all day need, in two chunks: to find and open a file costs more than to read it.
 * A list that is given back as it was made before needs the first alone.
 */
const daily = listReached(['src/cli/run-cli.ts', 'src/cli/commands/list.ts']);
const specs = listReached(['src/engine/operations/list-specs.ts', 'src/cli/commands/add.ts']);

/**
 * All source files that are reached by static imports, types left out; absolute paths.
 * @param {string[]} entries
 */
function listReached(entries) {
  const reached = new Set(entries.map((entry) => path.resolve(entry)));
  for (const file of reached) {
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type )[^;]*?'(\..*?\.ts)';/gm,
    )) {
      reached.add(path.resolve(path.dirname(file), from));
    }
  }
  return reached;
}

// CommonJS with a lazy chunk per command: it starts fastest on every Node from the floor up.
export default defineConfig({
  input: {
    chant: 'src/main.ts',
    'replay-agent': 'src/io/agent/replay-agent.ts',
    'embedded-agent': 'src/io/agent/embedded-agent.ts',
    'network-forwarder': 'src/io/sandbox/network/forwarder.ts',
  },
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    codeSplitting: {
      groups: [
        { name: 'daily', priority: 2, test: (id) => daily.has(id) },
        { name: 'specs', priority: 1, test: (id) => specs.has(id) },
      ],
    },
    minify: true,
    // The program is started by name; the others are started with node.
    banner: (chunk) => (chunk.isEntry && chunk.name === 'chant' ? '#!/usr/bin/env node' : ''),
    cleanDir: true,
  },
});
