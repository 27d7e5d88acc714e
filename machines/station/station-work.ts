/**
 * What an operator does with an open tab beside booking and settling it: what it is, then the lines it is about, then the
 * number or the reason it needs. Nothing is asked of the core before the last of these; on every screen stands what has been
 * chosen so far, and each leads back to the tab.
 */
import { station } from './station-setup.ts';

const back = { target: '#tab.booking', actions: 'beginWork' } as const;

export const work = station.createStateConfig({
  initial: 'kinds',
  states: {
    kinds: {
      entry: 'beginWork',
      on: {
        CHOOSE_WORK: [
          { guard: 'choosesLines', target: 'choosing', actions: 'chooseWork' },
          { target: 'typing', actions: 'chooseWork' },
        ],
        CHOOSE_REVERSAL: 'reversal',
        UNDERSTOOD: back,
      },
    },
    /** At which terminal the last payment, one of this tab, is taken back. */
    reversal: { on: { REVERSE: { target: '#tab.reversing', actions: 'chooseTerminal' }, UNDERSTOOD: back } },
    choosing: {
      on: {
        TAKE: { actions: 'take' },
        PAGE: { actions: 'turnPage' },
        GO_ON: [
          { guard: 'chosenToCancel', target: 'reason' },
          { guard: 'chosenToSplit', target: 'typing' },
          { guard: 'chosen', target: '#tab.changing' },
        ],
        UNDERSTOOD: back,
      },
    },
    reason: { on: { REASON: { target: '#tab.changing', actions: 'giveReason' }, UNDERSTOOD: back } },
    typing: {
      on: {
        DIGIT: { actions: 'typeNumber' },
        CLEAR: { actions: 'typeNumber' },
        GO_ON: { guard: 'meant', target: '#tab.changing' },
        BILL: { guard: 'amountMeant', target: '#tab.settling', actions: 'settlePart' },
        CARD: { guard: 'amountMeant', target: '#tab.settling', actions: 'settlePart' },
        UNDERSTOOD: back,
      },
    },
  },
});
