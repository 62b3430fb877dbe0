// `npm run check`: everything that can be said about the code without running it. All steps always run.
import { spawn } from 'node:child_process';

const bin = (/** @type {string} */ name) => `node_modules/${name}`;

/** What the compiler found out the last time stands in a cache, so that only what changed is looked at again. */
const types = (/** @type {string} */ config) => [
  ...[bin('typescript/bin/tsc'), '--noEmit', '-p', config],
  ...['--incremental', '--tsBuildInfoFile', `node_modules/.cache/types/${config}.tsbuildinfo`],
];

/** @type {{ name: string, argv: string[] }[]} */
const steps = [
  { name: 'types', argv: types('tsconfig.json') },
  { name: 'format and lint', argv: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types of core/ alone', argv: types('tsconfig.core.json') },
  { name: 'types of scripts', argv: types('tsconfig.scripts.json') },
  { name: 'doors', argv: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', 'test', 'bench'] },
  { name: 'dead code', argv: [bin('knip/bin/knip.js')] },
  { name: 'copies', argv: [bin('jscpd/run-jscpd.js'), '--config', '.jscpd.json', 'src'] },
  { name: 'package', argv: [bin('publint/src/cli.js'), '--pack', 'npm'] },
];

/**
 * @param {{ name: string, argv: string[] }} step
 * @returns {Promise<boolean>}
 */
function run(step) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.argv, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => {
      const held = code === 0;
      console.log(`${held ? 'ok  ' : 'FAIL'} ${step.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      if (!held) console.log(output.trimEnd());
      resolve(held);
    });
  });
}

/** Takes the next step until none is left. Two at a time: most machines that run this have two cores. */
async function worker() {
  const results = [];
  for (let step = steps.shift(); step; step = steps.shift()) results.push(await run(step));
  return results;
}

const held = (await Promise.all([worker(), worker()])).flat();
const failed = held.filter((result) => !result).length;
console.log(failed === 0 ? `check: all ${held.length} hold` : `check: ${failed} of ${held.length} do not hold`);
process.exitCode = failed === 0 ? 0 : 1;
