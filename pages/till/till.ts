/**
 * The till's page: what the server tells of the floor (docs/http.md), asked again every second, and the two things that
 * are done there: a tab is freed by force, and a code for one Freestyle sign-up is shown.
 */
import { codePicture } from '../look/code-picture.ts';
import { ask, floorSchema, tabsSchema, codeSchema, type Floor, type Tab } from './server.ts';
import { fill, row, type Cell } from './tables.ts';

const EVERY_MS = 1_000;
/** So long the second press on "Free by force" is waited for, ms. */
const REALLY_MS = 4_000;

const main = document.querySelector('main');
if (main !== null) begin(main);

function begin(main: HTMLElement): void {
  main.innerHTML = `
    <header><h1>Till</h1><label>Operator <select name="operator"></select></label><p class="said" role="status"></p></header>
    <section><h2>Tabs</h2><table class="tabs"></table></section>
    <section><h2>Freestyle</h2><button class="code" type="button">New sign-up code</button><div class="shown"></div></section>
    <section><h2>Print queues</h2><table class="printers"></table></section>
    <section><h2>Parked payments</h2><table class="parked"></table></section>
    <section><h2>Clients</h2><table class="clients"></table></section>
    <section><h2>Licences</h2><table class="licences"></table></section>`;
  const part = <E extends HTMLElement>(selector: string): E => main.querySelector<E>(selector) as E;
  const operator = part<HTMLSelectElement>('select');
  const say = (text: string): void => {
    if (part('.said').textContent !== text) part('.said').textContent = text;
  };
  const done = (act: () => Promise<void>): void =>
    void act().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  const free = async (tab: number): Promise<void> => {
    await ask('till/force-free', { tab, operator: operator.value });
    say(`Tab ${tab} is free.`);
    await look();
  };
  const freeAtSecondPress = twice((tab) => done(() => free(tab)));

  async function look(): Promise<void> {
    const [tabs, floor] = [tabsSchema.parse(await ask('tabs')), floorSchema.parse(await ask('floor'))];
    if (operator.options.length !== floor.operators.length)
      operator.replaceChildren(...floor.operators.map((name) => new Option(name, name)));
    const table = part('.tabs');
    fill(
      table,
      ['Tab', 'Balance', 'Held by', 'Operator', 'Free in', ''],
      tabs.map((tab) => rowOf(tab, freeAtSecondPress)),
    );
    showFloor(part, floor);
  }

  async function watch(): Promise<void> {
    try {
      await look();
      main.dataset['state'] = 'shown';
      if (part('.said').textContent === SILENT) say('');
    } catch {
      main.dataset['state'] = 'silent';
      say(SILENT);
    }
    setTimeout(() => void watch(), EVERY_MS);
  }

  part('.code').addEventListener('click', () =>
    done(async () => {
      const { code, address } = codeSchema.parse(await ask('till/freestyle-code', { operator: operator.value }));
      part('.shown').replaceChildren(
        codePicture(address, 'The address of the sign-up as a QR code'),
        ...lines(code, address),
      );
    }),
  );
  void watch();
}

const SILENT = 'The server does not answer.';

function lines(code: string, address: string): HTMLElement[] {
  const said = document.createElement('p');
  const big = document.createElement('strong');
  big.textContent = code;
  said.append('Code ', big, ', for one sign-up.');
  const where = document.createElement('p');
  where.textContent = address;
  return [said, where];
}

type Twice = { press(tab: number): void; isAsked(tab: number): boolean };

/** What is done at the second press only. */
function twice(act: (tab: number) => void): Twice {
  let asked = { tab: 0, until: 0 };
  const isAsked = (tab: number): boolean => asked.tab === tab && performance.now() < asked.until;
  return {
    isAsked,
    press(tab) {
      const isSecond = isAsked(tab);
      asked = isSecond ? { tab: 0, until: 0 } : { tab, until: performance.now() + REALLY_MS };
      if (isSecond) act(tab);
    },
  };
}

function rowOf({ tab, balanceCents, parked, lock }: Tab, { press, isAsked }: Twice): HTMLTableRowElement {
  const cells: Cell[] = [String(tab), `${euros(balanceCents)}${parked ? ', parked' : ''}`];
  if (lock === null) return row([...cells, '', '', '', ''], parked ? 'parked' : '');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['key'] = `free ${tab}`;
  const name = (): void => {
    button.textContent = isAsked(tab) ? 'Really? Press again' : 'Free by force';
    button.ariaLabel = `${button.textContent}: tab ${tab}`;
  };
  name();
  button.addEventListener('click', () => {
    press(tab);
    name();
  });
  const { device, operator, reason, orphaned, freeInMs } = lock;
  const silent = orphaned ? ', silent' : '';
  const time = `${Math.ceil(freeInMs / 1_000)} s${reason === 'payment' ? ' (payment)' : ''}`;
  return row([...cells, `${device}${silent}`, operator, time, button], parked ? 'parked' : '');
}

function showFloor(part: (selector: string) => HTMLElement, floor: Floor): void {
  const { printers, parked, clients, licences } = floor;
  const job = ({ document, tab, overdue }: Floor['printers'][number]['waiting'][number]): string =>
    `${document} of tab ${tab}${overdue ? ', overdue' : ''}`;
  fill(
    part('.printers'),
    ['Printer', 'State', 'Waiting', 'First in the queue'],
    printers.map(({ printer, trouble, waiting }) =>
      row([printer, trouble ?? 'well', String(waiting.length), waiting[0] === undefined ? '' : job(waiting[0])]),
    ),
  );
  fill(
    part('.parked'),
    ['Tab', 'Amount', 'Terminal', 'Operator'],
    parked.map(({ tab, cents, terminal, operator }) => row([String(tab), euros(cents), terminal, operator])),
  );
  fill(
    part('.clients'),
    ['Client', 'Kind', 'Operator', 'Last heard'],
    clients.map(({ client, kind, operator, silentMs }) =>
      row([client, kind, operator ?? '', `${Math.floor(silentMs / 1_000)} s ago`]),
    ),
  );
  const { freestyle, client, paypos } = licences;
  fill(
    part('.licences'),
    ['Kind', 'In use', 'At most'],
    [
      row(['Freestyle', String(freestyle.used), freestyle.licensed ? String(freestyle.limit) : 'not licensed']),
      row(['mPOS Client', String(client.used), String(client.limit)]),
      row(['PayPOS', String(paypos.used), String(paypos.limit)]),
    ],
  );
}

function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`;
}
