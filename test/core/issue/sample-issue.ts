import { createHash } from 'node:crypto';
import type { Issue } from '../../../src/core/issue/issue.ts';

export const sampleIssue: Issue = {
  source: 'https://github.com/acme/store/issues/1234',
  repository: { server: 'https://github.com', owner: 'acme', name: 'store' },
  number: 1234,
  title: 'Concurrent writes lose data',
  state: 'open',
  author: 'reporter',
  authorRole: 'none',
  createdAt: '2026-02-01T10:00:00Z',
  closedAt: null,
  labels: ['bug', 'storage'],
  body: 'Two writers, one value.',
  comments: [
    {
      author: 'keeper',
      authorRole: 'owner',
      createdAt: '2026-02-02T10:00:00Z',
      body: 'I can see it too, see #1200.',
      url: 'https://github.com/acme/store/issues/1234#issuecomment-1',
    },
  ],
  linked: [
    {
      reference: 'acme/store#1200',
      url: 'https://github.com/acme/store/issues/1200',
      title: 'Locking',
      state: 'closed',
      relation: 'mentions',
    },
  ],
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
