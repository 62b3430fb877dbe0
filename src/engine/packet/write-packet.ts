import { formatHtml } from '../../core/packet/format-html.ts';
import { formatMarkdown } from '../../core/packet/format-markdown.ts';
import type { Packet } from '../../core/packet/packet.ts';
import type { FileTrouble } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { hashContent } from '../../io/project/project-files.ts';
import { savePacket } from '../../io/store/save-packet.ts';
import type { Site } from '../work/check-ready.ts';

/** Writes both files of a packet; `folder` absolute, null: among the run records. Gives their paths. */
export function writePacket(
  { project }: Site,
  packet: Packet,
  folder: string | null,
): Result<{ readonly markdown: string; readonly html: string }, FileTrouble> {
  return savePacket(project.store, {
    id: packet.spec.id,
    folder,
    markdown: formatMarkdown(packet),
    html: formatHtml(packet, hashStyle),
  });
}

/** As a Content-Security-Policy names a style sheet: SHA-256 in base64. */
function hashStyle(style: string): string {
  return Buffer.from(hashContent(style).replace('sha256:', ''), 'hex').toString('base64');
}
