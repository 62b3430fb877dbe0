import type { Mount } from '../../core/sandbox/box.ts';
import type { Failure } from '../../core/failure.ts';
import { parseHostRule } from '../../core/sandbox/host-rule.ts';
import { planInsideNetwork } from '../../core/sandbox/inside-network.ts';
import { ok, type Result } from '../../core/result.ts';
import { appendRunFile } from '../../io/store/run-file.ts';
import { holdGate } from '../../io/sandbox/network/gates.ts';
import type { Run } from './run.ts';

/** What a sandbox needs for a list of hosts; nothing of it where the network is on or off. */
interface Network {
  readonly mounts: readonly Mount[];
  readonly env: Readonly<Record<string, string>>;
  /** The words that go before every command line. */
  readonly before: readonly string[];
}

/** Where the gate's socket is inside. */
const socket = '/run/chant/network.sock';

/**
 * Opens the way to the hosts of `workspace.network`: one gate for all sandboxes of a run, which closes when its session
 * folder goes. Every host that is asked for stands in the run's `network.log`; what is refused is told at once, too.
 * Failure: file-trouble.
 */
export async function openNetwork(run: Run, session: string): Promise<Result<Network, Failure>> {
  const { network } = run.project.config.workspace;
  if (typeof network === 'string') return ok({ mounts: [], env: {}, before: [] });
  const rules = network.map(parseHostRule).filter((rule) => rule !== null);
  const onAsked = (asked: string, refused: string | null): void => {
    const at = new Date(run.context.clock.now()).toISOString();
    appendRunFile(
      run.dir,
      'network.log',
      `${at} ${asked} ${refused === null ? 'let through' : `refused: ${refused}`}\n`,
    );
    if (refused === null) return;
    const message = `network: ${asked} was refused: ${refused} (workspace.network)`;
    run.context.emit({ kind: 'warning', spec: run.spec.id, message });
  };
  const gate = await holdGate({ folder: session, rules, onAsked });
  if (!gate.ok) return gate;
  const { node, networkForwarder } = run.context.assets;
  const { env, port, local } = planInsideNetwork(rules);
  return ok({
    mounts: [{ path: socket, as: 'read', source: gate.value.socket }],
    env,
    before: [node, networkForwarder, socket, String(port), local.join(',')],
  });
}
