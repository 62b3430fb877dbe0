import { countOf, countStandings, judgeGravity, riskWords } from '../../core/packet/packet-words.ts';
import type { PacketReport } from '../../engine/operations/make-packet.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** Where a packet is, and what of it cannot wait until it is opened. */
export function renderPacket({ packet, html, markdown }: PacketReport): string {
  const { proved, claimed, open } = countStandings(packet);
  const files = packet.files.length + packet.leftOut.length;
  const risks = packet.risks.map((risk) => {
    const text = riskWords[risk.risk];
    return `  ${judgeGravity(risk) === 'bad' ? paint('red', text) : text}`;
  });
  const lines = [
    `${paint('bold', oneLine(packet.spec.title))} (${oneLine(packet.spec.id)})`,
    `Criteria  ${proved} proved, ${claimed} claimed, ${open} open`,
    `Change    ${countOf(files, 'file')}, ${packet.base.slice(0, 12)} to ${packet.tip.slice(0, 12)}`,
    ...(risks.length === 0 ? [] : ['Look twice', ...risks]),
    `Page      ${html}`,
    `Markdown  ${markdown}`,
  ];
  return `${lines.join('\n')}\n`;
}
