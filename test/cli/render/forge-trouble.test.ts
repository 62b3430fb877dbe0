import { expect, test } from 'vitest';
import { wordForgeTrouble } from '../../../src/cli/render/forge-trouble.ts';
import type { ForgeTrouble } from '../../../src/core/failure.ts';

const trouble: ForgeTrouble = {
  kind: 'forge-trouble',
  server: 'https://github.com',
  action: 'read acme/store#1234',
  reason: 'not-found',
  detail: '',
  retryAt: null,
  withToken: false,
};

test.each<[Partial<ForgeTrouble>, RegExp]>([
  [{}, /check the name; if it is private: gh auth login/],
  [{ withToken: true }, /what the token may see/],
  [{ reason: 'forbidden' }, /gh auth login/],
  [{ reason: 'unauthorized', server: 'https://git.example.org' }, /GITEA_TOKEN/],
  [{ reason: 'rate-limited' }, /signed in, much more may be asked/],
  [{ reason: 'unreachable' }, /run the command again/],
  [{ reason: 'moved' }, /git remote -v/],
])('%j: says what to do', (change, next) => {
  expect(wordForgeTrouble({ ...trouble, ...change }).next.join('')).toMatch(next);
});
