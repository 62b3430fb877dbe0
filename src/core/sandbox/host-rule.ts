/** What one entry of `workspace.network` lets through. */
export interface HostRule {
  /** A name or an address, in lower case; of `*.example.org` what stands behind the star. */
  readonly host: string;
  /** Every name below `host`, and not `host` itself. */
  readonly isBelow: boolean;
  readonly ports: readonly number[];
}

/** Where nothing else is said: TLS, and what is not. */
const usualPorts = [443, 80];

/**
 * Reads `example.org`, `*.example.org`, `example.org:8443`, `10.0.0.5:5000`, `[fd00::5]:443`. null: it is none of
 * these; an address of a page (`https://...`) is none.
 */
export function parseHostRule(text: string): HostRule | null {
  const parts = /^(\*\.)?(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?))\.?(?::(\d{1,5}))?$/i.exec(
    text.trim(),
  );
  if (parts === null) return null;
  const [, star, bracketed, name, port] = parts;
  const host = cleanHost(bracketed ?? name ?? '');
  const number = port === undefined ? null : Number(port);
  if (number !== null && (number < 1 || number > 65_535)) return null;
  // A star takes in a whole domain, not a whole part of the net.
  if (star !== undefined && (bracketed !== undefined || !/[a-z].*\.[a-z]/.test(host))) return null;
  return { host, isBelow: star !== undefined, ports: number === null ? usualPorts : [number] };
}

/** A host as names are compared: without brackets, the dot at its end, and capitals. */
export function cleanHost(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** The rule that lets a program ask for a host; null: none does. A name in full goes before a star. */
export function findHostRule(
  rules: readonly HostRule[],
  asked: { readonly host: string; readonly port: number },
): HostRule | null {
  const host = cleanHost(asked.host);
  const fits = (rule: HostRule): boolean =>
    rule.ports.includes(asked.port) && (rule.isBelow ? host.endsWith(`.${rule.host}`) : host === rule.host);
  return rules.find((rule) => !rule.isBelow && fits(rule)) ?? rules.find(fits) ?? null;
}
