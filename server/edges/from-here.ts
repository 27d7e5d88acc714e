/** Who a page answers that is for this machine only. */
import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * A request comes from this machine, and was addressed to it by its loopback name: a page from elsewhere that a browser
 * here has open calls the server by another one.
 */
export function isFromHere({ ip, hostname }: Pick<FastifyRequest, 'ip' | 'hostname'>): boolean {
  return isLoopback(ip) && isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

function isLoopback(address: string): boolean {
  const version = isIP(address);
  return version === 0 ? address === 'localhost' : loopback.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
