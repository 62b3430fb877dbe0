import { defineConfig } from 'rolldown';

// CommonJS with a lazy chunk per command: it starts fastest on every Node from the floor up.
export default defineConfig({
  input: {
    chant: 'src/main.ts',
    'replay-agent': 'src/io/agent/replay-agent.ts',
    'embedded-agent': 'src/io/agent/embedded-agent.ts',
  },
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    minify: true,
    // The program is started by name; the others are started with node.
    banner: (chunk) => (chunk.isEntry && chunk.name === 'chant' ? '#!/usr/bin/env node' : ''),
    cleanDir: true,
  },
});
