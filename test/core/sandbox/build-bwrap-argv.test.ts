import { expect, test } from 'vitest';
import { buildBwrapArgv } from '../../../src/core/sandbox/build-bwrap-argv.ts';

const box = { bwrap: '/usr/bin/bwrap', mounts: [], cwd: '/work', network: true };

test('what lies in another folder is mounted after it, and of two in one place the later counts', () => {
  const argv = buildBwrapArgv(
    {
      ...box,
      mounts: [
        { path: '/home/ada/work', as: 'write', source: '/w' },
        { path: '/home/ada', as: 'write', source: '/private' },
        { path: '/etc', as: 'read', source: '/etc' },
        { path: '/etc/shadow', as: 'empty-file', source: '' },
        { path: '/home/ada/work', as: 'read', source: '/other' },
      ],
    },
    ['sh', '-c', 'true'],
  ).join(' ');
  expect(argv).toContain(
    '--ro-bind /etc /etc --ro-bind /dev/null /etc/shadow --bind /private /home/ada --ro-bind /other /home/ada/work --remount-ro /',
  );
  expect(argv).not.toContain('--bind /w');
  expect(argv).toMatch(/--chdir \/work -- sh -c true$/);
});

test('without network there is a net of its own', () => {
  expect(buildBwrapArgv(box, ['true'])).not.toContain('--unshare-net');
  expect(buildBwrapArgv({ ...box, network: false }, ['true'])).toContain('--unshare-net');
});
