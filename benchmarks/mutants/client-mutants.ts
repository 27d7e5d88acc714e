/** Planted bugs of thin clients: their places at the server, their stations, and what they are shown. */
import { mutant, patched, rewriteOutputs, type Mutant, type PatchedMutant } from './mutant.ts';

const STATION = 'server/station/station.ts';
const STATION_CHART = 'machines/station.ts';
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
];

export const clientPatches: readonly PatchedMutant[] = [
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
      file: STATION_CHART,
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
