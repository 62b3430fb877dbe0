import { expect, test } from 'vitest';
import { fillSession } from '../../../src/core/session/fill-session.ts';

const read = (path: string): string | null => (path === 'a.js' ? 'the text\n' : null);

test.each([
  ['{"at":1,"wrote":"a.js"}', '{"at":1,"wrote":"a.js","text":"the text\\n"}'],
  ['{"at":1,"wrote":"a.js","text":"its own"}', '{"at":1,"wrote":"a.js","text":"its own"}'],
  ['{"at":1,"wrote":"gone.js"}', '{"at":1,"wrote":"gone.js"}'],
  ['{"at":1,"said":"a.js"}', '{"at":1,"said":"a.js"}'],
  ['no json', 'no json'],
  ['', ''],
])('%s becomes %s', (line, filled) => {
  expect(fillSession(`head\n${line}\n`, read)).toBe(`head\n${filled}\n`);
});
