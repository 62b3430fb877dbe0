import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import type { Packet } from '../../core/packet/packet.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { formatGhCommand } from '../../core/upstream/format-gh-command.ts';
import type { Sending } from '../../core/upstream/sending.ts';
import { readConfigValue } from '../../io/git/read-config-value.ts';
import { saveSending } from '../../io/store/sending.ts';
import { findInside } from '../find-inside.ts';
import type { ForkSite } from '../forge/fork-site.ts';
import { refusePublish } from '../forge/fork-site.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { writePacket } from '../packet/write-packet.ts';
import { loadTrail } from '../trail/load-trail.ts';
import { planSending, type SendingPlan } from '../upstream/plan-sending.ts';
import type { Site } from '../work/check-ready.ts';

export interface SendUpstreamInput {
  readonly id: string;
  /** Why it goes although CI of the fork is not green; null: it must be green. */
  readonly withoutCi: string | null;
  /** Only say what to type to open it; nothing is sent. */
  readonly print: boolean;
  /**
   * Shows a person what is to be sent and where its packet lies, and gives what the person has typed: nothing but the
   * name of the original project is taken for a yes. null: the person does not want to.
   */
  readonly ask: (shown: ShownSending) => Promise<string | null>;
}

export interface ShownSending {
  readonly plan: SendingPlan;
  readonly packet: Packet;
  /** The packet's page and its markdown, absolute. */
  readonly html: string;
  readonly markdown: string;
}

export interface SendingReport extends ShownSending {
  /** `was-there`: it had been opened before, by whomever. */
  readonly state: 'printed' | 'opened' | 'was-there';
  /** Command that opens it; null: the forge is none that `gh` knows. */
  readonly command: string | null;
  readonly pullRequest: Sending['pullRequest'];
}

/**
 * Opens the pull request to the original project. It is a person's to decide: refused to whoever is inside of a run and
 * to whoever has no terminal, and done only when the person has typed where it goes. Failures: inside-workspace,
 * publish-refused, bad-argument, forge-trouble, interrupted, git-failed, file-trouble.
 */
export const sendUpstream: Operation<SendUpstreamInput, SendingReport> = async (context, input) => {
  const person = refuseAgents(context, input);
  if (!person.ok) return person;
  const site = await openSite(context);
  if (!site.ok) return site;
  const id = await findId(site.value, input.id);
  if (!id.ok) return id;
  const trail = await loadTrail(site.value);
  if (!trail.ok) return trail;
  const ready = await planSending(trail.value, { id: id.value, withoutCi: input.withoutCi });
  if (!ready.ok) return ready;
  const { plan, packet, fork } = ready.value;
  const written = writePacket(site.value, packet, null);
  if (!written.ok) return written;
  const shown: ShownSending = { plan, packet, ...written.value };
  const command = fork.forge.kind === 'github' ? formatGhCommand(plan) : null;
  if (input.print) return ok({ ...shown, state: 'printed', command, pullRequest: null });
  const typed = await input.ask(shown);
  if (typed === null) return err({ kind: 'interrupted', spec: id.value });
  if (typed.trim() !== plan.upstream) return refusePublish('name-differs', [typed.trim(), plan.upstream]);
  const sent = await send(site.value, fork, plan);
  return sent.ok ? ok({ ...shown, ...sent.value, command }) : sent;
};

/** Whoever is at work on a spec, and whoever nobody sees, sends nothing. */
function refuseAgents(context: Context, { print, withoutCi }: SendUpstreamInput): Result<void, Failure> {
  const inside = findInside(context);
  if (inside !== null) {
    return err({ kind: 'inside-workspace', command: 'upstream', by: inside.by, workspace: inside.workspace });
  }
  if (!print && !context.terminal.interactive) return refusePublish('no-terminal', []);
  if (withoutCi === null || withoutCi.trim() !== '') return ok(undefined);
  const expected = 'why CI need not be green, so that it can be read later';
  return err({ kind: 'bad-argument', argument: '--without-ci', value: '', expected, suggestion: null });
}

/** Writes down who sends what, sends it, and writes down what came of it. One that is open already is found, not doubled. */
async function send(
  site: Site,
  { forge, upstream, place }: ForkSite,
  plan: SendingPlan,
): Promise<Result<Pick<SendingReport, 'state' | 'pullRequest'>, Failure>> {
  const login = await forge.readUser();
  if (!login.ok) return login;
  const { spec, server, fork, branch, base, commit, ci } = plan;
  const draft: Sending = {
    version: 1,
    ...{ spec, server, upstream: plan.upstream, fork, branch, base, commit },
    by: { name: (await readConfigValue(site.repo, 'user.name')) ?? login.value, login: login.value },
    at: new Date(site.context.clock.now()).toISOString(),
    ci: { state: ci.state, without: ci.without },
    pullRequest: null,
  };
  const { store } = site.project;
  const noted = saveSending(store, draft);
  if (!noted.ok) return noted;
  const between = { head: branch, headOwner: place.owner, base };
  const find = () => forge.findPullRequest(upstream.place, between);
  const known = await find();
  if (!known.ok) return known;
  const isOpen = known.value?.state === 'open';
  const { title, body } = plan;
  const opened = isOpen
    ? known
    : await forge.openPullRequest(upstream.place, { title, body, ...between, draft: false });
  const isThere = !opened.ok && opened.failure.kind === 'forge-trouble' && opened.failure.reason === 'exists';
  const found = isThere ? await find() : opened;
  if (!found.ok) return found;
  if (found.value === null) return opened.ok ? refusePublish('not-staged', [spec]) : opened;
  const pullRequest = { number: found.value.number, url: found.value.url };
  const saved = saveSending(store, { ...draft, pullRequest });
  return saved.ok ? ok({ state: isOpen || isThere ? 'was-there' : 'opened', pullRequest }) : saved;
}
