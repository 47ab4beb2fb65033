import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { type Fault, fault } from '../kernel/faults.ts';

/**
 * Makes sure that a hub can listen where the settings say, before anything is started that would have to be stopped again.
 * @throws UNAVAILABLE when the port is in use, CONFIGURATION when the address is none of this machine's
 */
export async function demandPort(address: Pick<Config, 'host' | 'port'>): Promise<void> {
  const error = await tryPort(address);
  if (error) throw portFault(error, address);
}

/** The error that whoever would listen there gets; undefined when the port is free. */
export function tryPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<NodeJS.ErrnoException | undefined> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', resolve);
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
  });
}

/** Why nothing can listen there, as a fault. */
export function portFault(cause: NodeJS.ErrnoException, { host, port }: Pick<Config, 'host' | 'port'>): Fault {
  if (cause.code === 'EADDRINUSE')
    return fault({ code: 'UNAVAILABLE', public: `Port ${port} is in use. Choose another with PORT=…`, cause });
  return fault({
    code: 'CONFIGURATION',
    public: `Nothing can listen on ${host}:${port} (${cause.code}). Set HOST and PORT to an address of this machine.`,
    cause,
  });
}
