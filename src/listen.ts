/** How a server of ours takes its place on a port, and whether only this machine can reach it there. */
import type { Server } from 'node:http';
import { type AddressInfo, BlockList } from 'node:net';
import { StudioError } from './errors.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Names that a browser on this machine uses for it; any other comes from a page that had its own name point here. */
const loopbackNames = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)(?::\d{1,5})?$/i;

/** Whether a host, with or without a port, names this machine and no other. */
export function isLoopbackName(host: string): boolean {
  return loopbackNames.test(host);
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'no permission to listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
};

export interface Listening {
  /** The one that it got. */
  readonly port: number;
  readonly isLoopback: boolean;
}

/**
 * Listens.
 * @param port 0 = any that is free.
 * @throws StudioError 'port-unavailable'.
 */
export function listen(server: Server, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const detail = reasons[error.code ?? ''] ?? error.message;
      reject(new StudioError('port-unavailable', { host, port, detail }, { cause: error }));
    };
    server.once('error', refuse);
    server.listen({ host, port }, () => {
      server.off('error', refuse);
      const { address, family, port } = server.address() as AddressInfo;
      resolve({ port, isLoopback: loopback.check(address, family === 'IPv6' ? 'ipv6' : 'ipv4') });
    });
  });
}
