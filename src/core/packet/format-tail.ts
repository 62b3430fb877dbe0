import type { Proof } from '../plan/proof.ts';
import { type Markup, markup } from './markup.ts';
import { sideWords, wordProof, wordSpan } from './packet-words.ts';

/** One run of a check: how it ended, on what, and the end of what it printed, folded. */
export function formatTail(proof: Proof): Markup {
  const when = proof.at === '' ? '' : `, ${proof.at.slice(0, 16).replace('T', ' ')}`;
  const took = proof.ms === null ? '' : `, ${wordSpan(proof.ms)}`;
  const head = markup`${wordProof(proof)} <span class="source">on ${proof.tree.slice(0, 12)}${when}${took}</span>`;
  if (proof.tail === null || proof.tail.trim() === '') return markup`<p>${head}</p>`;
  return markup`<p>${head}</p><details class="seen"><summary>What it printed ${sideWords[proof.side]}</summary><pre>${proof.tail}</pre></details>`;
}
