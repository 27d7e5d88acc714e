/**
 * The CAM view at a station: a camera of the till is chosen, and its pictures are shown until somebody leaves the view or
 * the server ends it. The tab that was open stays open meanwhile, and is come back to.
 */
import { station } from './station-setup.ts';

/** Back to the tab that is open, or to the tables. */
const back = [{ guard: 'beginsOpen', target: '#tab.booking' }, { target: '#tables' }] as const;
const leave = [
  { guard: 'beginsOpen', target: '#tab.booking', actions: ['leaveCamera', 'viewOver'] },
  { target: '#tables', actions: ['leaveCamera', 'viewOver'] },
] as const;

export const camera = station.createStateConfig({
  id: 'camera',
  initial: 'choosing',
  on: {
    CARD_TOLD: { actions: 'cardTold' },
    REVERSED: { actions: 'reversed' },
    LATE_OUTCOME: { actions: 'lateOutcome' },
  },
  states: {
    choosing: {
      on: {
        LOOK: { target: 'asking', actions: 'chooseCamera' },
        UNDERSTOOD: back,
        LOCK_LOST: { target: '#tables', actions: 'endHold' },
      },
    },
    asking: {
      entry: 'askCamera',
      on: {
        VIEWING: { target: 'looking', actions: 'viewing' },
        REFUSED: [
          { guard: 'notSignedOn', target: '#signOn', actions: ['endHold', 'forgetOperator'] },
          { target: 'ended', actions: 'refused' },
        ],
      },
    },
    looking: {
      on: {
        UNDERSTOOD: leave,
        LOCK_LOST: { target: '#tables', actions: ['leaveCamera', 'viewOver', 'endHold'] },
        VIEW_ENDED: { target: 'ended', actions: 'viewEnded' },
      },
    },
    /** There is no view, and why stands there. */
    ended: {
      on: {
        UNDERSTOOD: [
          { guard: 'beginsOpen', target: '#tab.booking', actions: 'understood' },
          { target: '#tables', actions: 'understood' },
        ],
        LOCK_LOST: { target: '#tables', actions: ['understood', 'endHold'] },
      },
    },
  },
});
