import { expect, test } from 'vitest';
import { buildCloneConfig } from '../../../src/core/clone/build-clone-config.ts';

test('what says how files are read is kept, what names a remote, a credential or a program of git is not', () => {
  const text = buildCloneConfig(
    [
      { key: 'core.autocrlf', value: 'true' },
      { key: 'core.fsmonitor', value: '/bin/evil' },
      { key: 'core.hookspath', value: '/hooks' },
      { key: 'core.sshcommand', value: 'ssh -i key' },
      { key: 'remote.origin.url', value: 'https://user:secret@example.com/' },
      { key: 'http.extraheader', value: 'Authorization: x' },
      { key: 'credential.helper', value: 'store' },
      { key: 'filter.a "b\\.clean', value: 'say "hi"\t\\\n# no comment' },
    ],
    false,
  );
  expect(text).toContain('autocrlf = "true"');
  expect(text).toContain('[filter "a \\"b\\\\"]\n\tclean = "say \\"hi\\"\\t\\\\\\n# no comment"');
  expect(text).not.toMatch(/evil|hooks|ssh|secret|Authorization|credential/);
});

test('a repository that names objects by SHA-256 has a clone that does, too', () => {
  expect(buildCloneConfig([], true)).toContain('objectformat = sha256');
  expect(buildCloneConfig([], false)).not.toContain('objectformat');
});
