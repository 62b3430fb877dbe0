import type { HostRule } from './host-rule.ts';

/** Port of the sandbox's own loopback on which there is a proxy, below those that systems give out. */
const proxyPort = 18_118;

/** How a program in a sandbox with a list of hosts finds its way out. */
export interface InsideNetwork {
  /** Port of the sandbox's loopback on which there is the proxy. */
  readonly port: number;
  /** What of the machine's loopback the rules name, `localhost:11434`: it is there under the same port inside. */
  readonly local: readonly string[];
  /** What common programs and libraries look for. */
  readonly env: Readonly<Record<string, string>>;
}

/** Plans it. A server that a program starts inside is reached without a proxy. */
export function planInsideNetwork(rules: readonly HostRule[]): InsideNetwork {
  const local = rules
    .filter(({ host }) => host === 'localhost' || host === '127.0.0.1')
    .flatMap(({ host, ports }) => ports.map((port) => `${host}:${port}`));
  const proxy = `http://127.0.0.1:${proxyPort}`;
  const none = 'localhost,127.0.0.1,::1';
  return {
    port: proxyPort,
    local,
    env: {
      ...{ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy, NO_PROXY: none },
      ...{ http_proxy: proxy, https_proxy: proxy, all_proxy: proxy, no_proxy: none },
      // Node's own fetch, from 22.21 and 24 on.
      NODE_USE_ENV_PROXY: '1',
    },
  };
}
