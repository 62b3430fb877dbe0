import { expect, test } from 'vitest';
import { findHostRule, parseHostRule } from '../../../src/core/sandbox/host-rule.ts';
import { isAddressAllowed, kindOfAddress } from '../../../src/core/sandbox/judge-address.ts';

test.each([
  ['example.org', { host: 'example.org', isBelow: false, ports: [443, 80] }],
  ['*.Example.org.', { host: 'example.org', isBelow: true, ports: [443, 80] }],
  ['example.org:8443', { host: 'example.org', isBelow: false, ports: [8443] }],
  ['localhost:11434', { host: 'localhost', isBelow: false, ports: [11434] }],
  ['10.0.0.5:5000', { host: '10.0.0.5', isBelow: false, ports: [5000] }],
  ['[fd00::5]:443', { host: 'fd00::5', isBelow: false, ports: [443] }],
  ['https://example.org', null],
  ['example.org/path', null],
  ['example.org:0', null],
  ['example.org:70000', null],
  ['*', null],
  ['*.org', null],
  ['*.10.0.0.5', null],
  ['exam*ple.org', null],
  ['user@example.org', null],
  ['', null],
] as const)('%j is read as %j', (text, rule) => {
  expect(parseHostRule(text)).toEqual(rule);
});

const rules = ['example.org', '*.example.org', 'example.org:8443', 'db.example.org:5432', '10.0.0.5', 'localhost:1']
  .map(parseHostRule)
  .filter((rule) => rule !== null);

test.each([
  ['example.org', 443, true],
  ['EXAMPLE.org.', 80, true],
  ['example.org', 8443, true],
  ['example.org', 22, false],
  ['a.b.example.org', 443, true],
  ['evilexample.org', 443, false],
  ['example.org.evil.net', 443, false],
  ['a.example.org', 8443, false],
  ['db.example.org', 5432, true],
  ['10.0.0.5', 443, true],
  ['10.0.0.6', 443, false],
] as const)('whether %s at port %i may be asked for is %s', (host, port, isAllowed) => {
  expect(findHostRule(rules, { host, port }) !== null).toBe(isAllowed);
});

test.each([
  ['93.184.216.34', 'public'],
  ['2606:2800:220:1::1', 'public'],
  ['64:ff9b::5db8:d822', 'public'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd00::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['::ffff:a00:1', 'private'],
  ['64:ff9b::10.0.0.1', 'private'],
  ['127.0.0.1', 'own'],
  ['0.0.0.0', 'own'],
  ['169.254.169.254', 'own'],
  ['224.0.0.1', 'own'],
  ['255.255.255.255', 'own'],
  ['::', 'own'],
  ['::1', 'own'],
  ['fe80::1', 'own'],
  ['ff02::1', 'own'],
  ['::ffff:127.0.0.1', 'own'],
  ['2002:7f00:1::', 'own'],
  ['fe80::1%eth0', 'own'],
  ['rubbish', 'own'],
] as const)('%s is %s', (address, kind) => {
  expect(kindOfAddress(address)).toBe(kind);
});

test.each([
  ['example.org', 'at an address of the world', '93.184.216.34', true],
  ['example.org', 'in a private network', '10.1.1.1', true],
  ['a.example.org', 'in a private network, by a star', '10.1.1.1', false],
  ['a.example.org', 'at an address that has a rule of its own', '10.0.0.5', true],
  ['example.org', 'on this machine', '127.0.0.1', false],
  ['example.org', 'where clouds keep credentials', '169.254.169.254', false],
] as const)('%s %s (%s): %s', (host, _, address, isAllowed) => {
  const rule = findHostRule(rules, { host, port: 443 });
  if (rule === null) throw new Error('no rule');
  expect(isAddressAllowed(rules, { rule, port: 443, address })).toBe(isAllowed);
});

test('localhost by its name is this machine, and nothing else', () => {
  const rule = findHostRule(rules, { host: 'localhost', port: 1 });
  if (rule === null) throw new Error('no rule');
  expect(isAddressAllowed(rules, { rule, port: 1, address: '::1' })).toBe(true);
  expect(isAddressAllowed(rules, { rule, port: 1, address: '169.254.1.1' })).toBe(false);
});
