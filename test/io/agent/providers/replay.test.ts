import { existsSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatSession } from '../../../../src/core/session/format-session.ts';
import type { SessionStep } from '../../../../src/core/session/session.ts';
import type { AgentRequest, Provider } from '../../../../src/io/agent/provider.ts';
import { replayProvider } from '../../../../src/io/agent/providers/replay.ts';
import { startRecorder } from '../../../../src/io/agent/recorder.ts';
import { agentRig, providerConfig, runInRig, settings } from '../agent-rig.ts';
import { buildPrograms } from '../build-programs.ts';

let program: Awaited<ReturnType<typeof buildPrograms>>;
beforeAll(async () => {
  program = await buildPrograms();
});
afterAll(() => program.dispose());

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

function rig(over: Partial<AgentRequest> = {}): { request: AgentRequest; root: string } {
  const { request, dispose } = agentRig(over);
  disposers.push(dispose);
  return { request, root: dirname(request.workspace) };
}

function player(root: string): Provider {
  const config = providerConfig({ kind: 'replay', session: 'session.jsonl' });
  return replayProvider(settings(config, { root, programs: program.programs }));
}

function save(root: string, ...steps: SessionStep[]): void {
  writeFileSync(join(root, 'session.jsonl'), formatSession({ title: 't', provider: 'p', steps }));
}

describe('a session that is played', () => {
  it('writes, deletes, ticks and halts in the workspace, and tells it', async () => {
    const { request, root } = rig();
    writeFileSync(join(request.workspace, 'old.txt'), 'old');
    save(
      root,
      { at: 0, kind: 'said', text: 'hello' },
      { at: 1, kind: 'wrote', path: 'deep/er/made.txt', content: { text: 'made' }, mode: '100644' },
      { at: 1, kind: 'wrote', path: 'run', content: { base64: '/w==' }, mode: '100755' },
      { at: 1, kind: 'wrote', path: 'link', content: { text: 'run' }, mode: '120000' },
      { at: 2, kind: 'deleted', path: 'old.txt' },
      { at: 3, kind: 'ran', command: 'exit 1', exit: 1 },
      { at: 4, kind: 'ticked', criterion: 'It is tested' },
      { at: 5, kind: 'halt', reason: 'No', finding: 'It is so.\n' },
      { at: 6, kind: 'usage', usage: { inputTokens: 5, outputTokens: 6, costUsd: 0.1 } },
      { at: 7, kind: 'denied', what: 'rm' },
      { at: 8, kind: 'end', exit: 4 },
    );
    const { outcome, events } = await runInRig(player(root), request);
    const at = (path: string): string => join(request.workspace, path);
    expect(outcome).toMatchObject({
      ending: 'exited',
      exitCode: 4,
      usage: { inputTokens: 5, outputTokens: 6, costUsd: 0.1 },
      denied: ['rm'],
    });
    expect(readFileSync(at('deep/er/made.txt'), 'utf8')).toBe('made');
    expect([readFileSync(at('run'))[0], statSync(at('run')).mode & 0o777]).toEqual([0xff, 0o755]);
    expect(readlinkSync(at('link'))).toBe('run');
    expect(existsSync(at('old.txt'))).toBe(false);
    expect(readFileSync(request.specFile, 'utf8')).toContain('- [ ] It is made\n- [x] It is tested\n');
    expect(readFileSync(join(request.outbox, 'halt.md'), 'utf8')).toBe('# No\n\nIt is so.\n');
    expect(events).toContainEqual({ kind: 'did', action: 'ran exit 1 (exit 1)', path: null });
    expect(events[0]).toEqual({ kind: 'said', text: 'hello' });
  });

  it('takes its time, scaled by CHANT_REPLAY_SPEED', async () => {
    const { request, root } = rig({ env: { PATH: process.env['PATH'] ?? '', CHANT_REPLAY_SPEED: '1000' } });
    save(root, { at: 200_000, kind: 'said', text: 'late' });
    const { outcome } = await runInRig(player(root), request);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.ms).toBeGreaterThanOrEqual(200);
  });

  it('does not write through a link that leads out of the workspace', async () => {
    const { request, root } = rig();
    const outside = join(root, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(request.workspace, 'out'));
    save(root, { at: 0, kind: 'wrote', path: 'out/made.txt', content: { text: '' }, mode: '100644' });
    const { outcome } = await runInRig(player(root), request);
    expect(outcome).toMatchObject({ exitCode: 2, lastMessage: 'out/made.txt leads out of the workspace' });
    expect(existsSync(join(outside, 'made.txt'))).toBe(false);
  });

  it('fails with the line that is wrong', async () => {
    const { request, root } = rig();
    writeFileSync(join(root, 'session.jsonl'), '{"chant-session":1}\n{"at":0,"wrote":"../x","text":""}\n');
    const { outcome } = await runInRig(player(root), request);
    expect(outcome).toMatchObject({ exitCode: 2, lastMessage: `${root}/session.jsonl:2: "wrote" cannot be used` });
  });

  it('fails where there is none', async () => {
    const { request, root } = rig();
    const { outcome } = await runInRig(player(root), request);
    expect(outcome.exitCode).toBe(2);
    expect(outcome.lastMessage).toContain('ENOENT');
  });
});

describe('a session that is recorded', () => {
  it('plays to the same files, ticks, halt and exit status', async () => {
    const { request, root } = rig();
    const recorder = startRecorder(() => 0);
    recorder.take({ kind: 'said', text: 'writing' });
    const { outcome } = await runInRig(player(root), request);
    const result = recorder.finish({
      file: join(root, 'session.jsonl'),
      title: 'A spec',
      provider: 'mine',
      files: [
        { path: 'made.txt', content: Buffer.from('made ä\n'), mode: '100644' },
        { path: 'bytes', content: Buffer.from([0, 255]), mode: '100755' },
        { path: 'spec-old.md', content: null, mode: '100644' },
      ],
      ticks: ['It is made'],
      halt: null,
      outcome: { ...outcome, exitCode: 0 },
    });
    expect(result).toEqual({ ok: true, value: null });
    const played = await runInRig(player(root), request);
    expect(played.outcome.exitCode).toBe(0);
    expect(played.said).toEqual(['writing']);
    expect(readFileSync(join(request.workspace, 'made.txt'), 'utf8')).toBe('made ä\n');
    expect(readFileSync(join(request.workspace, 'bytes'))).toEqual(Buffer.from([0, 255]));
    expect(readFileSync(request.specFile, 'utf8')).toContain('- [x] It is made');
  });
});
