import type { HostRule } from './host-rule.ts';

/** `own`: this machine, this cable, a group, or nobody. `private`: a network that has no address of its own in the world. */
export type AddressKind = 'public' | 'private' | 'own';

/**
 * Whether a program may be connected to an address that a name was resolved to. Whoever answers for a name can lead it
 * anywhere: to this machine only a rule that names it, or its address, leads; into a private network also a rule that
 * names the host in full.
 */
export function isAddressAllowed(
  rules: readonly HostRule[],
  asked: { readonly rule: HostRule; readonly port: number; readonly address: string },
): boolean {
  const { rule, port, address } = asked;
  const isNamed = rules.some((one) => !one.isBelow && one.host === address && one.ports.includes(port));
  switch (kindOfAddress(address)) {
    case 'public':
      return true;
    case 'private':
      return isNamed || !rule.isBelow;
    case 'own':
      return isNamed || (rule.host === 'localhost' && isLoopback(address));
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || parseFour(address)?.[0] === 127;
}

/** What kind of address it is (RFC 6890); one that cannot be read is nobody's. */
export function kindOfAddress(address: string): AddressKind {
  const four = parseFour(address);
  if (four !== null) return kindOfFour(four);
  const six = parseSix(address);
  return six === null ? 'own' : kindOfSix(six);
}

type Four = readonly [number, number, number, number];

function kindOfFour([a, b, c]: Four): AddressKind {
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
  if (a === 100 && b >= 64 && b < 128) return 'private';
  if (a === 198 && (b === 18 || b === 19)) return 'private';
  // "This network", loopback, link-local (where clouds keep credentials), protocol assignments, groups and the rest.
  if (a === 0 || a === 127 || a >= 224 || (a === 169 && b === 254)) return 'own';
  return a === 192 && b === 0 && c === 0 ? 'own' : 'public';
}

function kindOfSix(words: readonly number[]): AddressKind {
  const [first = 0, second = 0] = words;
  const tail: Four = [(words[6] ?? 0) >> 8, (words[6] ?? 0) & 255, (words[7] ?? 0) >> 8, (words[7] ?? 0) & 255];
  // ::, ::1, ::ffff:a.b.c.d and 64:ff9b::a.b.c.d
  if (words.slice(0, 5).every((word) => word === 0)) return words[5] === 0xffff ? kindOfFour(tail) : 'own';
  if (first === 0x64 && second === 0xff9b) return kindOfFour(tail);
  if ((first & 0xfe00) === 0xfc00) return 'private';
  // What is given out to the world, but for tunnels that end anywhere (Teredo, 6to4).
  const isGlobal = (first & 0xe000) === 0x2000 && first !== 0x2002 && !(first === 0x2001 && second === 0);
  return isGlobal ? 'public' : 'own';
}

function parseFour(address: string): Four | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  const [a = 256, b = 256, c = 256, d = 256] = parts ?? [];
  return Math.max(a, b, c, d) > 255 ? null : [a, b, c, d];
}

/** `2001:db8::1`, `::ffff:10.0.0.1` -> eight words. */
function parseSix(address: string): readonly number[] | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const four = dotted === null ? null : parseFour(dotted[2] ?? '');
  if (dotted !== null && four === null) return null;
  const text = four === null ? address : `${dotted?.[1]}${hex(four[0], four[1])}:${hex(four[2], four[3])}`;
  const halves = text.split('::');
  if (halves.length > 2 || !/^[0-9a-f:]+$/i.test(text)) return null;
  const [head = [], rest = []] = halves.map((half) => half.split(':').filter((word) => word !== ''));
  const gap = halves.length === 2 ? 8 - head.length - rest.length : 0;
  const words = [...head, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...rest];
  const isWhole = words.length === 8 && words.every((word) => word.length <= 4);
  return isWhole ? words.map((word) => Number.parseInt(word, 16)) : null;
}

function hex(high: number, low: number): string {
  return (high * 256 + low).toString(16);
}
