import type { InitProjectOutput } from '../../engine/operations/init-project.ts';
import { paint } from './paint.ts';

/** What init has made, what it left alone, and how to go on. */
export function renderInit({ root, name, hasAgent, check, silent, created, kept, unused }: InitProjectOutput): string {
  const lines = [
    created.length === 0 ? `chant is set up already in ${root}` : `${paint('green', 'Set up')} ${name} in ${root}`,
    ...created.map((file) => `  created ${file}`),
    ...(created.length === 0 ? [] : kept.map((file) => paint('dim', `  kept    ${file}`))),
    ...(created.includes('.chant/config.md') ? [wordCheck(check)] : []),
    ...(created.includes('.chant/config.md') && !hasAgent
      ? ['No agent was named: say under providers in .chant/config.md how to start one']
      : []),
    ...(unused.length === 0
      ? []
      : [
          `${paint('yellow', 'not used:')} ${unused.map(wordOption).join(', ')}; .chant/config.md is there already: write it there`,
        ]),
    ...(silent ? ['Silent: .chant is kept out of git'] : []),
    `${paint('cyan', 'next:')} chant add "what to do"`,
  ];
  return `${lines.join('\n')}\n`;
}

/** `mainBranch` -> `--main-branch` */
function wordOption(input: string): string {
  return `--${input.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function wordCheck(check: string | null): string {
  return check === null
    ? 'No check was found: name one under checks in .chant/config.md'
    : `Check on every landing: ${check}`;
}
