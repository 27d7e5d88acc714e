/** Planted bugs of thin clients: their places at the server, their stations, and what they are shown. */
import { mutant, patched, rewriteFacts, rewriteOutputs, type Mutant, type PatchedMutant } from '../mutant.ts';

const CLIENTS = 'server/core/clients/clients.ts';
const STATION = 'server/station/station.ts';
const STATION_CHART = 'machines/station/station.ts';
const STATION_SETUP = 'machines/station/station-setup.ts';
const SCREENS = 'server/station/screens.ts';

export const clientMutants: readonly Mutant[] = [
  mutant(
    'balance-of-the-tab-before',
    ['screens'],
    'A thin client that opens a tab is shown the balance of the tab that was opened before.',
    () => {
      let last = 0;
      return (state, clock, input, core) =>
        rewriteOutputs(core(state, clock, input), (output) => {
          if (output.kind !== 'send' || !state.clients.has(output.device)) return output;
          const { message } = output;
          if (message.type !== 'reply' || !message.ok || message.did !== 'opened') return output;
          const balanceCents = last;
          last = message.balanceCents;
          return { ...output, message: { ...message, balanceCents } };
        });
    },
    { area: 'core', sort: 'stale', subtlety: 'plain' },
  ),
  mutant(
    'first-code-journalled',
    ['places'],
    'Every Freestyle sign-up is journalled with the code of the first one.',
    () => {
      let first: string | null = null;
      return (state, clock, input, core) =>
        rewriteFacts(core(state, clock, input), (fact) => {
          if (fact.kind !== 'client-admitted') return fact;
          first ??= fact.code;
          return { ...fact, code: first };
        });
    },
    { area: 'core', sort: 'stale', subtlety: 'plain' },
  ),
];

export const clientPatches: readonly PatchedMutant[] = [
  patched(
    'one-slot-too-many',
    'One Freestyle device more than the limit gets a slot.',
    'core',
    ['wrong condition', 'plain'],
    {
      file: CLIENTS,
      replace: 'return freestyleCount(state) >= config.freestyle.limit && !state.clients.has(client)',
      by: 'return freestyleCount(state) > config.freestyle.limit && !state.clients.has(client)',
    },
  ),
  patched(
    'slot-never-freed',
    'The slot of a Freestyle device that has been silent for long is never freed.',
    'core',
    ['forgotten', 'plain'],
    { file: CLIENTS, replace: "if (inMs <= 0) leave(turn, known, 'lost');", by: 'if (inMs <= 0) return;' },
  ),
  patched('slots-lost-at-restart', 'A server that starts frees all slots.', 'core', ['restart', 'plain'], {
    file: CLIENTS,
    replace: '    known.carriedMs = Math.max(known.silentMs, orphanAfterMs);\n',
    by: '    known.carriedMs = turn.state.config.durations.leaseMs + orphanAfterMs;\n',
  }),
  patched(
    'clone-admitted',
    'A second device with the set-up of a client is admitted.',
    'core',
    ['wrong condition', 'plain'],
    {
      file: CLIENTS,
      replace: "if (owner !== undefined && owner !== install) return 'set-up-elsewhere';\n",
      by: '',
    },
  ),
  patched(
    'external-operator-admitted',
    'Any operator may sign on at a Freestyle device.',
    'core',
    ['wrong condition', 'plain'],
    { file: CLIENTS, replace: '    !freestyleOperators.has(operator)', by: '    freestyleOperators.size === 0' },
  ),
  patched(
    'assigned-terminal-ignored',
    'A thin client may pay at any terminal, whichever it is assigned.',
    'core',
    ['wrong field', 'plain'],
    {
      file: CLIENTS,
      replace: 'return deviceConfig.get(device)?.terminal ?? clientConfig.get(device)?.terminal ?? null;',
      by: 'return deviceConfig.get(device)?.terminal ?? (clientConfig.size > 5_000 ? device : null);',
    },
  ),
  patched(
    'one-licence-too-many',
    'One client more than there are licences is set up.',
    'core',
    ['wrong condition', 'subtle'],
    {
      file: CLIENTS,
      replace: "return inUse >= config.licences[kind] ? 'licence-used-up' : null;",
      by: "return inUse > config.licences[kind] ? 'licence-used-up' : null;",
    },
  ),
  patched(
    'tap-on-older-screen-taken',
    'A tap counts on whatever screen is shown when it comes, not only on the one it was made on.',
    'host',
    ['stale', 'subtle'],
    {
      file: STATION,
      replace: 'if (number !== this.number || this.screen === null) {',
      by: 'if (this.screen === null) {',
    },
  ),
  patched(
    'tap-while-booking-kept',
    'What is tapped while a booking is on its way to the journal is booked as well.',
    'host',
    ['repetition', 'subtle'],
    {
      file: STATION_CHART,
      replace: "      entry: 'askBook',\n      on: {\n",
      by: "      entry: 'askBook',\n      on: {\n        ARTICLE: { target: 'sending', reenter: true, actions: 'chooseArticle' },\n",
    },
  ),
  patched(
    'balance-without-the-last-booking',
    'The balance on the screen is the one from before the last booking.',
    'host',
    ['stale', 'plain'],
    {
      file: STATION_SETUP,
      replace: "owedCents: event.type === 'BOOKED' ? event.balanceCents : context.owedCents,",
      by: "owedCents: event.type === 'BOOKED' && context.booked.length === 0 ? event.balanceCents : context.owedCents,",
    },
  ),
  patched(
    'aborted-shown-as-paid',
    'A payment that was broken off is shown as paid.',
    'host',
    ['wrong field', 'plain'],
    {
      file: SCREENS,
      replace: "...(outcome === null ? [] : [{ text: said.outcome[outcome], look: 'warning' as const }]),",
      by: "...(outcome === null ? [] : [{ text: said.outcome.paid, look: 'warning' as const }]),",
    },
  ),
  patched(
    'ended-hold-still-shown',
    'A station is not told that the hold its client claims has ended: the tab stays on the screen.',
    'host',
    ['swallowed', 'subtle'],
    {
      file: STATION,
      replace: "if (message.ended === this.context().token) this.actor.send({ type: 'LOCK_LOST' });",
      by: "if (message.ended === this.context().tab) this.actor.send({ type: 'LOCK_LOST' });",
    },
  ),
  patched(
    'free-time-in-minutes',
    'A screen tells in how many minutes a tab will be free, and calls them seconds.',
    'host',
    ['wrong unit', 'plain'],
    {
      file: SCREENS,
      replace: 'text: said.freeIn(Math.ceil(refusal.freeInMs / 1_000))',
      by: 'text: said.freeIn(Math.ceil(refusal.freeInMs / 60_000))',
    },
  ),
];
