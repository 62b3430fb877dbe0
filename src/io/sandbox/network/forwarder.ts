import net from 'node:net';
import { runInteractive } from '../../process/run-interactive.ts';

/*
 * The first program in a sandbox that has a list of hosts for its network: `node forwarder.cjs SOCKET PORT LOCAL
 * PROGRAM ARGS...`. The loopback inside is the sandbox's own; on PORT it passes on to chant's gate, and for each place
 * of LOCAL (`localhost:11434,localhost:5432`) on that port to the machine's loopback, by way of the gate. Then it runs the program and ends as it
 * ends. What is sent to end it is for the program: it goes when that has gone.
 */

async function main([socket = '', port = '', local = '', ...argv]: readonly string[]): Promise<number> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  await listen(Number(port), (near) => join(near, net.connect(socket)));
  for (const place of local.split(',').filter((one) => one !== ''))
    await listen(Number(place.replace(/^.*:/, '')), (near) => connectThrough(socket, place, near));
  const ended = await runInteractive({ argv, cwd: process.cwd(), env: process.env });
  if (ended.ok) return ended.value;
  process.stderr.write(`cannot start ${ended.failure.path}: ${ended.failure.reason}\n`);
  return 127;
}

/** On both loopbacks; a system without the sixth version has one. */
async function listen(port: number, take: (near: net.Socket) => void): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    await new Promise<void>((resolve) => {
      const server = net.createServer(take);
      server.once('error', () => resolve());
      server.listen({ port, host, ipv6Only: true }, () => resolve());
    });
  }
}

function join(near: net.Socket, far: net.Socket): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
  near.pipe(far).pipe(near);
}

/** `HTTP/1.1 200 Connection established`, an empty line, then what the far end says. */
function connectThrough(socket: string, place: string, near: net.Socket): void {
  const far = net.connect(socket);
  near.pause();
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
  far.write(`CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n\r\n`);
  let head = Buffer.alloc(0);
  const take = (chunk: Buffer): void => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    far.off('data', take);
    if (!head.subarray(0, end).toString('latin1').startsWith('HTTP/1.1 200')) return void near.destroy();
    near.write(head.subarray(end + 4));
    join(near, far);
  };
  far.on('data', take);
}

void main(process.argv.slice(2)).then((status) => process.exit(status));
