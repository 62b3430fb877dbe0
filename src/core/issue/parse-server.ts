/**
 * The address of a forge from a text: `https://github.com`, `https://git.example.org:8443/gitea`. Plain http is taken
 * only from this machine, because tokens are sent there. null: it is none. What stands for a user name or a password in
 * it is left out, so that it is never kept.
 */
export function parseServer(text: string): string | null {
  const match =
    /^(https?):\/\/(?:[^/?#@\\\s]*@)?([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?((?:\/[a-z0-9_.-]+)*)\/?$/i.exec(text);
  if (match === null) return null;
  const [, scheme = '', host = '', port = '', path = ''] = match;
  if (!isHost(host) || path.split('/').some((part) => /^\.+$/.test(part))) return null;
  if (scheme.toLowerCase() === 'http' && !isThisMachine(host)) return null;
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${port}${path}`;
}

/** Whether a host name stands for the machine itself. */
function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(host);
}

function isHost(host: string): boolean {
  return host.startsWith('[') || host.split('.').every((part) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(part));
}
