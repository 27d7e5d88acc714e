/**
 * A station: what the server does for one thin client, and so what that client is shown. It is the application of the
 * client-server family, run at the server: nothing of it is stored in the device. Taps come in as what they mean on the
 * screen they were made on; requests go out as those of any device, and their answers come back.
 *
 * While an answer is out the screen stays as it is, and taps do nothing.
 */
import { camera } from './station-camera.ts';
import { noWork, nothing, nothingTold, openTab, station } from './station-setup.ts';
import { work } from './station-work.ts';

const holdEnded = { target: '#tables', actions: 'endHold' } as const;
/** What was asked on the screen of tables is refused; who is not signed on any more signs on first. */
const refusedHere = [
  { guard: 'notSignedOn', target: 'signOn', actions: ['endHold', 'forgetOperator'] },
  { target: 'openRefused', actions: 'refused' },
] as const;

/** A tab is open here: every article that is tapped is in the journal before it is shown. */
const tab = station.createStateConfig({
  id: 'tab',
  initial: 'booking',
  on: {
    LOCK_LOST: holdEnded,
    CARD_TOLD: { actions: 'cardTold' },
    REVERSED: { actions: 'reversed' },
    LATE_OUTCOME: { actions: 'lateOutcome' },
  },
  states: {
    booking: {
      on: {
        NOT_RUNNING: { target: 'refused', actions: 'sayNotRunning' },
        ARTICLE: { target: 'sending', actions: 'chooseArticle' },
        PAGE: { actions: 'turnPage' },
        NEW_BALANCE: 'closing',
        BILL: { target: 'settling', actions: 'settleInCash' },
        CARD: { target: 'settling', actions: 'settleByCard' },
        WORK_ON_TAB: 'work',
        CAM: '#camera',
        SCAN: [
          { guard: 'mayScan', target: 'card' },
          { target: 'refused', actions: 'refuseScan' },
        ],
      },
    },
    work,
    /** A card is held before the camera; which kind it is says who has it in hand. */
    card: {
      entry: 'beginWork',
      on: {
        CODE: { actions: 'readCode' },
        CHOOSE_CARD: { guard: 'codeRead', target: 'scanning', actions: 'chooseCard' },
        UNDERSTOOD: { target: 'booking', actions: 'beginWork' },
      },
    },
    scanning: {
      entry: 'askScan',
      on: {
        SCANNED: { target: 'booking', actions: 'workDone' },
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    changing: {
      entry: 'askChange',
      on: {
        CHANGED: { target: 'booking', actions: 'changed' },
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    /** The terminal is asked; nobody waits for what it has to say of it. */
    reversing: {
      entry: 'askReverse',
      on: {
        REVERSING: { target: 'booking', actions: 'workDone' },
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    sending: {
      entry: 'askBook',
      on: {
        BOOKED: { target: 'booking', actions: 'booked' },
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    closing: {
      entry: 'askNewBalance',
      on: {
        CLOSED: holdEnded,
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    settling: {
      entry: 'askToSettle',
      on: {
        CLOSED: holdEnded,
        PAYING: 'paying',
        PAYMENT_ENDED: [
          { guard: 'settled', target: '#tables', actions: ['keepOutcome', 'endHold'] },
          { target: 'booking', actions: 'keepOutcome' },
        ],
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { guard: 'mayBeCharged', target: 'warned', actions: 'refused' },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    paying: {
      on: {
        PAYMENT_ENDED: [
          { guard: 'settled', target: '#tables', actions: ['keepOutcome', 'endHold'] },
          { target: 'booking', actions: 'keepOutcome' },
        ],
      },
    },
    /** The card may have been charged: settled another way only by who confirms that. */
    warned: {
      on: { UNDERSTOOD: { target: 'booking', actions: 'understood' }, SETTLE_ALL_THE_SAME: 'settling' },
      exit: 'understood',
    },
    refused: { on: { UNDERSTOOD: { target: 'booking', actions: 'understood' } } },
  },
});

export const stationChart = station.createMachine({
  id: 'station',
  context: ({ input: { operator, hold, scans } }) => ({
    operator: operator ?? '',
    digits: '',
    ...nothing,
    ...(hold === null ? {} : openTab(hold)),
    booking: 0,
    ordered: false,
    done: 0,
    refusal: null,
    outcome: null,
    takings: null,
    ...noWork,
    scans,
    card: 'voucher' as const,
    ...nothingTold,
    toldCard: hold?.card ?? null,
    toldReversal: hold?.reversal ?? null,
    toldLate: hold?.late ?? null,
    terminal: '',
    camera: '',
    view: 0,
    settling: hold?.paying === true ? { type: 'pay', terminal: '' } : { type: 'bill' },
  }),
  initial: 'beginning',
  states: {
    /** On from where the client was before. */
    beginning: {
      always: [
        { guard: 'beginsPaying', target: 'tab.paying' },
        { guard: 'beginsOpen', target: 'tab' },
        { guard: 'beginsSignedOn', target: 'tables' },
        { target: 'signOn' },
      ],
    },
    signOn: {
      id: 'signOn',
      on: {
        CHOOSE_OPERATOR: { target: 'signingOn', actions: 'chooseOperator' },
        PAGE: { actions: 'turnPage' },
      },
    },
    signingOn: {
      entry: 'askSignOn',
      on: {
        DONE: { target: 'tables', actions: 'firstPage' },
        REFUSED: { target: 'signOnRefused', actions: ['refused', 'forgetOperator'] },
      },
    },
    signOnRefused: { on: { UNDERSTOOD: { target: 'signOn', actions: 'understood' } } },
    tables: {
      id: 'tables',
      entry: 'firstPage',
      on: {
        DIGIT: { actions: 'type' },
        CLEAR: { actions: 'clear' },
        OPEN_TAB: { guard: 'typed', target: 'opening', actions: 'chooseTab' },
        SIGN_OFF: 'signingOff',
        TAKINGS: 'askingTakings',
        SIMPLE_ORDER: 'ordering',
        REPRINT: 'ticket',
        CAM: 'camera',
      },
    },
    camera,
    askingTakings: {
      entry: 'askTakings',
      on: { TAKINGS_TOLD: { target: 'takings', actions: 'keepTakings' }, REFUSED: refusedHere },
    },
    takings: { on: { UNDERSTOOD: 'tables' } },
    /** Which ticket is to be printed once more: its number is typed. */
    ticket: {
      entry: 'beginWork',
      on: {
        DIGIT: { actions: 'typeNumber' },
        CLEAR: { actions: 'typeNumber' },
        GO_ON: { guard: 'ticketMeant', target: 'reprinting' },
        UNDERSTOOD: 'tables',
      },
    },
    reprinting: { entry: 'askReprint', on: { DONE: 'tables', REFUSED: refusedHere } },
    ordering: {
      entry: 'askSimpleOrder',
      on: { CLOSED: { target: 'tables', actions: 'ordered' }, REFUSED: refusedHere },
    },
    opening: {
      entry: 'askOpen',
      on: {
        OPENED: { target: 'tab', actions: 'opened' },
        REFUSED: refusedHere,
      },
    },
    openRefused: { on: { UNDERSTOOD: { target: 'tables', actions: ['understood', 'endHold'] } } },
    signingOff: {
      entry: 'askSignOff',
      on: {
        DONE: { target: 'signOn', actions: ['endHold', 'forgetOperator'] },
        REFUSED: { target: 'signOn', actions: ['endHold', 'forgetOperator'] },
      },
    },
    tab,
  },
});
