/** Thin clients of a test at a whole host with the real core, whose journal is written when they have said all they have to say. */
import type { FromThinClient, ScreenMessage, ToThinClient } from '#protocols/thin-client/messages';
import type { PictureMessage } from '#protocols/thin-client/pictures';
import { serverConfigSchema } from '#server/core/config';
import { step as referenceStep } from '#server/core/step';
import type { Input } from '#server/core/turn';
import { dialByHand, timersByHand } from './by-hand.ts';
import { startHost } from './host.ts';

export const spoken = {
  operators: ['Anna', 'Ben'],
  devices: [{ name: 'H01', family: 'handheld' }],
  articles: [
    { name: 'Soup', cents: 690, place: 'kitchen' },
    { name: 'Pils', cents: 420, place: 'bar' },
  ],
  clients: [
    { name: 'T1', setUp: 'key-1' },
    { name: 'T2', setUp: 'key-2', iis: 'terrace' },
    { name: 'T3', setUp: 'key-3', terminal: 'pt2' },
    { name: 'T4', setUp: 'key-4' },
  ],
  licences: { client: 4, freestyle: true },
  iis: [{ name: 'hall' }, { name: 'terrace', offers: ['bar'] }],
  terminals: [{ name: 'pt1' }, { name: 'pt2' }],
  cameras: [{ name: 'door', kind: 'usb' }],
  simpleOrder: { tab: 99, article: 'Pils' },
};
export const floor = serverConfigSchema.parse(spoken);
export type Hello = Extract<FromThinClient, { type: 'hello' }>;
/** What the client T1 says first. */
export const HELLO = {
  ...{ type: 'hello', v: 1, client: 'T1', kind: 'client', install: 'i1', setUp: 'key-1', token: 0 },
  display: { width: 684, height: 384 },
} as const satisfies Hello;

/** A host with its thin clients. What it journals is durable as soon as it has said all it has to say. */
export function stage(config = floor) {
  const timers = timersByHand();
  const inputs: Input[] = [];
  const due: (() => void)[] = [];
  const commit = (): void => {
    for (let one = due.shift(); one !== undefined; one = due.shift()) one();
  };
  const { dial } = dialByHand();
  const camera = dialByHand();
  const host = startHost(
    config,
    {
      timers,
      wallClock: () => 1_000_000 + timers.now(),
      append: (_entries, committed) => void due.push(committed),
      drawCode: () => '12345678',
      exchange: () => () => {},
      dialPrinter: () => dial,
      dialMonitor: () => dial,
      dialCamera: () => camera.dial,
      dialTerminal: () => dial,
      log(level, event, fields) {
        if (level === 'error') throw new Error(`${event} ${JSON.stringify(fields)}`);
      },
    },
    [],
    (state, clock, input) => {
      inputs.push(input);
      return referenceStep(state, clock, input);
    },
  );
  commit();
  const client = () => {
    const sent: (ToThinClient | PictureMessage)[] = [];
    let closes = 0;
    const handlers = host.acceptThinClient({ send: (message) => void sent.push(message), close: () => (closes += 1) });
    const say = (message: FromThinClient): void => {
      handlers.onData(message);
      commit();
    };
    const screens = (): ScreenMessage[] => sent.filter((message) => message.type === 'screen');
    const screen = (): ScreenMessage => screens().at(-1) as ScreenMessage;
    const lines = (): string[] => screen().widgets.map(({ text }) => text);
    /** Where a key is on a screen. */
    const at = (text: string, on = screen()) => {
      const key = on.widgets.find((widget) => widget.text === text && widget.look === 'key');
      if (key === undefined) throw new Error(`no key ${text} on ${lines().join(', ')}`);
      return { screen: on.screen, x: key.x + 1, y: key.y + 1, token: on.token };
    };
    const tap = (text: string, on = screen()): void => {
      for (const phase of ['down', 'up'] as const) say({ type: 'pointer', phase, ...at(text, on) });
      say({ type: 'shown', screen: screen().screen });
    };
    const told = (): string[] => sent.flatMap((message) => (message.type === 'turned-away' ? [message.code] : []));
    const hello = (more: Partial<Hello> = {}): void => {
      say({ ...HELLO, ...more });
      if (screens().length > 0) say({ type: 'shown', screen: screen().screen });
    };
    return { sent, say, hello, at, tap, told, screens, screen, lines, handlers, closes: () => closes };
  };
  /** A client that has a place and stands at the tables. */
  const atTables = (more: Partial<Hello> = {}) => {
    const one = client();
    one.hello(more);
    one.tap('Anna');
    return one;
  };
  const lasts = (kind: Input['kind']): Input | undefined => inputs.filter((input) => input.kind === kind).at(-1);
  return { timers, inputs, lasts, host, client, atTables, cameras: camera.connections, commit };
}
