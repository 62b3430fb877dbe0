import path from 'node:path';
import type { Packet } from '../../core/packet/packet.ts';
import { ok } from '../../core/result.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { gatherPacket } from '../packet/gather-packet.ts';
import { writePacket } from '../packet/write-packet.ts';
import { loadTrail } from '../trail/load-trail.ts';

export interface MakePacketInput {
  readonly id: string;
  /** Folder for the two files, relative to where the user stands; null: the spec's own under `.chant/runs/`. */
  readonly out: string | null;
}

export interface PacketReport {
  readonly packet: Packet;
  /** Absolute. */
  readonly markdown: string;
  readonly html: string;
}

/**
 * Writes what a reviewer of a fix has to know, as markdown and as a page. Failures: spec-not-found, spec-ambiguous,
 * publish-refused (not-landed), git-failed, file-trouble.
 */
export const makePacket: Operation<MakePacketInput, PacketReport> = async (context, { id, out }) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const spec = await findId(site.value, id);
  if (!spec.ok) return spec;
  const trail = await loadTrail(site.value);
  if (!trail.ok) return trail;
  const packet = await gatherPacket(trail.value, spec.value);
  if (!packet.ok) return packet;
  const saved = writePacket(site.value, packet.value, out === null ? null : path.resolve(context.cwd, out));
  return saved.ok ? ok({ packet: packet.value, ...saved.value }) : saved;
};
