/**
 * Places of thin clients. Never more Freestyle devices than the limit have a slot; a slot is taken with a code that the
 * till has shown and nobody has used, and is free again when its device leaves, or after a silence of 180 s and a grace,
 * not before. A set-up is for one installation, licences are counted, and whoever is turned away is told why, truly.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { SlotSilence } from './slot-silence.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

type Admitted = Extract<Fact, { kind: 'client-admitted' }>;
type Place = { session: number; family: string; install: string; id: number };
type Told = EventOf<'told'>;

/** What there is for thin clients where a history does not tell it. */
const NO_LIMITS = {
  freestyleLimit: Number.MAX_SAFE_INTEGER,
  licences: { freestyle: true, client: Number.MAX_SAFE_INTEGER, paypos: Number.MAX_SAFE_INTEGER },
};
/** Who is told one of these has no place. */
const WITHOUT_PLACE: readonly string[] = ['slot-gone', 'code-not-valid', 'freestyle-full'];

class Places {
  readonly later: Later;
  readonly silence: SlotSilence;
  private readonly found: Findings;
  private readonly limits: NonNullable<HistoryHeader['floor']['clients']>;
  private readonly names: ReadonlySet<string>;
  /** Device → the client it was set up as, and its family. */
  private readonly devices: ReadonlyMap<string, { as: string; family: string }>;
  private readonly places = new Map<string, Place>();
  private readonly codes = new Set<string>();
  private readonly setUps = new Map<string, { install: string; family: string; id: number }>();
  /** When each device dialled last. */
  private readonly askedMs = new Map<string, number>();
  /** Devices that have given their place back since they had it. */
  private readonly gaveBack = new Set<string>();
  private slots = 0;
  /** Until when all slots were taken; the end of time while they are. */
  private fullUntilMs = -1;

  constructor(header: HistoryHeader, found: Findings) {
    const { floor, limits } = header;
    this.found = found;
    this.later = new Later(limits.slackMs);
    this.silence = new SlotSilence(header, found);
    this.limits = floor.clients ?? NO_LIMITS;
    this.names = thinClientsOf(floor);
    this.devices = new Map(floor.devices.map(({ name, family, as = name }) => [name, { as, family }]));
    if (this.limits.freestyleLimit === 0) this.fullUntilMs = Number.POSITIVE_INFINITY;
  }

  made({ code }: Extract<Fact, { kind: 'code-made' }>): void {
    this.codes.add(code);
  }

  admitted(fact: Admitted, event: EventOf<'fact'>, id: number): void {
    const { client, family, install, session } = fact;
    this.found.judge();
    const wrong = family === 'freestyle' ? this.wrongSlot(fact) : this.wrongSetUp(fact);
    if (wrong !== '') {
      this.found.fail(
        [id],
        `let ${install} ask for the place of ${client}; then at ${this.found.at(event.at)} it was admitted; however ${wrong}`,
        'a client is admitted that must not be',
      );
    }
    this.gaveBack.delete(install);
    this.places.set(client, { session, family, install, id });
    if (family === 'freestyle') {
      this.codes.delete(fact.code ?? '');
      this.slots += 1;
      this.silence.begins(client, event.at, id);
    } else this.setUps.set(client, { install, family, id });
    if (this.slots >= this.limits.freestyleLimit) this.fullUntilMs = Number.POSITIVE_INFINITY;
  }

  private wrongSlot({ client, code }: Admitted): string {
    const { freestyleLimit, licences } = this.limits;
    if (!licences.freestyle) return 'there is no licence for Freestyle';
    if (this.places.has(client)) return 'it had a slot already, which now counts twice';
    if (this.slots >= freestyleLimit) return `all ${freestyleLimit} slots were taken`;
    return code !== null && this.codes.has(code) ? '' : 'its code was used, or never shown';
  }

  private wrongSetUp({ client, family, install }: Admitted): string {
    const owner = this.setUps.get(client)?.install ?? (this.devices.has(client) ? client : install);
    if (owner !== install) return `that client is set up on ${owner}`;
    if (family === 'freestyle' || this.setUps.has(client)) return '';
    const most = this.limits.licences[family];
    return this.inUse(family) >= most ? `all ${most} licences were in use` : '';
  }

  private inUse(family: string): number {
    return [...this.setUps.values()].filter((one) => one.family === family).length;
  }

  left({ client, cause }: Extract<Fact, { kind: 'client-left' }>, event: EventOf<'fact'>, id: number): void {
    const place = this.places.get(client);
    if (place === undefined) return;
    this.places.delete(client);
    if (place.family !== 'freestyle') return;
    this.slots -= 1;
    if (this.slots < this.limits.freestyleLimit) this.fullUntilMs = event.t;
    this.silence.ends(client, cause, event, id);
  }

  /** At a Freestyle device only operators with a sign-up of their own are signed on. */
  signedOn({ device, operator }: Extract<Fact, { kind: 'signed-on' }>, { at }: EventOf<'fact'>, id: number): void {
    const { freestyleOperators } = this.limits;
    if (this.devices.get(device)?.family !== 'freestyle' || freestyleOperators === undefined) return;
    this.found.judge();
    if (freestyleOperators.includes(operator)) return;
    this.found.fail(
      [id],
      `let ${operator} have no Freestyle sign-up; then at ${this.found.at(at)} ${device} was asked to sign on; however ${operator} was signed on there`,
      'an external operator is signed on',
    );
  }

  transition({ node, to, t }: EventOf<'transition'>): void {
    if (to === 'left') this.gaveBack.add(node);
    if (this.names.has(node) && (to.startsWith('connecting') || to.startsWith('problems'))) this.askedMs.set(node, t);
  }

  /** Whoever has given its place back is no sign of life of that, though nobody may have heard so. */
  heard(event: EventOf<'heard'>, id: number): void {
    if (!this.gaveBack.has(event.from)) this.silence.heard(event, id);
  }

  shown({ node, session, t }: EventOf<'admitted'>, id: number): void {
    const { as } = this.deviceOf(node);
    this.later.after(t, () => {
      const place = this.places.get(as);
      this.found.judge();
      // It may have been lost since.
      if (place === undefined || (place.session >= session && place.install === node)) return;
      this.found.fail(
        [place.id, id],
        `let ${place.install} have the place of ${as}; then at ${this.found.at(t)} ${node} was told that it is admitted; however that place is not its own`,
        'a client is told of a place that is none',
      );
    });
  }

  told(event: Told, id: number): void {
    if (!this.names.has(event.node) || event.tab !== 0) return;
    const place = this.places.get(this.deviceOf(event.node).as);
    const askedMs = this.askedMs.get(event.node) ?? 0;
    this.later.after(event.t, () => {
      this.found.judge();
      const wrong = this.untrue(event, askedMs, place);
      if (wrong === '') return;
      this.found.fail(
        [id],
        `let ${event.node} ask for a place; then at ${this.found.at(event.t)} it was told "${event.code}"; however ${wrong}`,
        `told ${event.code} untruly`,
      );
    });
  }

  /** What is wrong with a reason for being turned away; empty if it is true. */
  private untrue({ node, code }: Told, askedMs: number, before: Place | undefined): string {
    const { as, family } = this.deviceOf(node);
    const place = this.places.get(as);
    const isIts = place?.install === node && place === before && !this.gaveBack.has(node);
    if (WITHOUT_PLACE.includes(code) && isIts) return 'it had a place';
    const { licences } = this.limits;
    switch (code) {
      case 'freestyle-full':
        return this.fullUntilMs >= askedMs ? '' : 'a slot was free all the time';
      case 'set-up-elsewhere':
        return as !== node || (this.setUps.get(as)?.install ?? node) !== node ? '' : 'it is set up there';
      case 'licence-missing':
        return (family === 'freestyle' ? !licences.freestyle : licences[family as 'client' | 'paypos'] === 0)
          ? ''
          : 'there is a licence';
      case 'licence-used-up':
        return this.inUse(family) >= licences[family as 'client' | 'paypos'] ? '' : 'a licence was free';
      default:
        return '';
    }
  }

  private deviceOf(node: string): { as: string; family: string } {
    return this.devices.get(node) ?? { as: node, family: '' };
  }
}

export const places: Checker = {
  name: 'places',
  about:
    'Thin clients have no more places than there are, each by its own code or set-up; a slot is freed when it must be, and who is turned away is told why.',
  start(header) {
    const found = findings('places', header);
    const fold = new Places(header, found);
    const { silence, later } = fold;
    return {
      on: {
        fault: (event) => silence.slow.fault(event),
        stall: (event) => silence.still.seen(event),
        heard: (event, id) => fold.heard(event, id),
        condition: (event) => silence.condition(event),
        transition: (event) => fold.transition(event),
        admitted(event, id) {
          later.until(event.t);
          fold.shown(event, id);
        },
        told(event, id) {
          later.until(event.t);
          fold.told(event, id);
        },
        phase: (event) => silence.until(event.t),
      },
      facts: {
        'signed-on': (fact, event, id) => fold.signedOn(fact, event, id),
        'code-made': (fact) => fold.made(fact),
        'client-admitted'(fact, event, id) {
          later.until(event.t);
          fold.admitted(fact, event, id);
        },
        'client-left'(fact, event, id) {
          later.until(event.t);
          fold.left(fact, event, id);
        },
        'client-silent': ({ client }) => silence.charged(client, true),
        'client-back': ({ client }) => silence.charged(client, false),
      },
      end(whole) {
        later.rest();
        silence.end();
        return found.result(whole);
      },
    };
  },
};
