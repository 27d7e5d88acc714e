/** What `dumpsys connectivity` says, from Android 7 on: which networks there are, and by which of them apps go. */
import { wholeOf } from '../answer.ts';
import { andThen, known, single, unknown, type Reading } from '../reading.ts';

export type Network = {
  /** Its system gives each a number, and another one whenever it has joined. */
  id: number;
  /** `WIFI`, `CELLULAR`; with a VPN several. */
  transports: readonly string[];
  /** Whether its system found the internet behind it when it last looked. */
  isValidated: boolean;
};
/** `used`: by which apps go; null for none. */
export type Networks = { used: Network | null; all: readonly Network[] };

export function networksOf(lines: readonly string[]): Reading<Networks> {
  const actives = lines.flatMap((line) => /^\s*Active default network: (none|null|\d+)\s*$/.exec(line)?.[1] ?? []);
  const agents = lines.filter((line) => /^\s*NetworkAgentInfo\{/.test(line)).map(networkOf);
  const all: Network[] = [];
  for (const agent of agents) {
    if (agent.kind === 'unknown') return agent;
    all.push(agent.value);
  }
  return andThen(single(actives, 'network'), (active): Reading<Networks> => {
    const [id] = wholeOf(active);
    if (id === undefined) return known({ used: null, all });
    const [used, other] = all.filter((one) => one.id === id);
    if (used === undefined) return unknown(`The device does not say what network ${id} is.`);
    return other === undefined ? known({ used, all }) : unknown(`The device says network ${id} in two ways.`);
  });
}

/** A network is told in one line, in other orders from Android 11 on; names may hold anything but their quotes. */
function networkOf(line: string): Reading<Network> {
  const plain = line.replaceAll(/"[^"]*"/g, '""');
  const ids = [...plain.matchAll(/\bnetwork\{(\d+)\}/g)].flatMap(([, id]) => wholeOf(String(id)));
  const found = [...plain.matchAll(/\bnc\{\[ Transports: ([A-Z_|]+) Capabilities: ([A-Z_&]+)/g)];
  const said = found.map(([, transports, capabilities]) => `${transports} ${capabilities}`);
  return andThen(single(ids, 'number of a network'), (id) =>
    andThen(single(said, `kind of network ${id}`), (text) => {
      const [transports = '', capabilities = ''] = text.split(' ');
      return known({
        ...{ id, transports: transports.split('|') },
        isValidated: capabilities.split('&').includes('VALIDATED'),
      });
    }),
  );
}
