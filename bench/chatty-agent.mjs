// Talks at 10,000 events a minute for so many seconds (its argument), as Claude Code prints them with
// `--output-format stream-json`, after it has done its work.
import { writeFileSync } from 'node:fs';

const perMs = 10_000 / 60_000;
const total = Math.round(Number(process.argv[2]) * 1000 * perMs);
const text = 'I look at the next file and say what I see in it, at the length of a sentence or two. '.repeat(3);
const print = (/** @type {object} */ event) => console.log(JSON.stringify(event));

writeFileSync('out.txt', `${process.env['CHANT_SPEC_ID']}\n`);
const began = performance.now();
let said = 0;
const timer = setInterval(() => {
  const due = Math.min(total, Math.round((performance.now() - began) * perMs));
  for (; said < due; said += 1)
    print({ type: 'assistant', message: { id: `m${said}`, content: [{ type: 'text', text: `${said} ${text}` }] } });
  if (said < total) return;
  clearInterval(timer);
  print({ type: 'result', subtype: 'success', is_error: false, result: 'done' });
}, 6);
