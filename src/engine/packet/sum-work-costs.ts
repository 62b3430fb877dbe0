import type { PacketCost } from '../../core/packet/packet.ts';
import { loadSpecUsage } from '../../io/store/load-usage.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import type { Trail } from '../trail/trail.ts';
import type { Change } from './find-works.ts';

/** What the specs of a fix and of its research cost, the oldest first; those that were never worked on are left out. */
export function sumWorkCosts(trail: Trail, { chain }: Change): readonly PacketCost[] {
  const { store } = trail.site.project;
  return chain.toReversed().flatMap((id) => {
    const records = listAttempts(store, id)
      .map((attempt) => loadRunRecord(store, id, attempt))
      .filter((record) => record !== null);
    if (records.length === 0) return [];
    return [
      {
        id,
        title: trail.specs.get(id)?.title ?? id,
        attempts: records.length,
        ms: records.reduce((sum, { agent }) => sum + (agent?.ms ?? 0), 0),
        provider: records.at(-1)?.claimed?.provider ?? null,
        usage: loadSpecUsage(store, id),
      },
    ];
  });
}
