/**
 * The CAM view of a device, beside whatever else it shows: closed, asked for, or open. It ends when its operator leaves it,
 * when the server says so, and with the connection; none of that touches the tab that is open. Who leaves before the
 * answer is there leaves as soon as it is.
 */
import { assign, emit, setup } from 'xstate';

export type ViewEvent =
  /** Its operator presses CAM, or leaves the view. */
  | { type: 'LOOK'; camera: string }
  | { type: 'LEAVE' }
  /** The answer: the number of the view, or that there is none. */
  | { type: 'VIEWING'; view: number }
  | { type: 'REFUSED' }
  | { type: 'FRAME'; view: number; picture: string }
  | { type: 'ENDED'; view: number; code: string }
  /** The connection is gone; what was asked is asked again on the next one. */
  | { type: 'CUT' }
  /** The app has ended. */
  | { type: 'APP_ENDED' };

export type ViewEffect =
  | { type: 'ask'; camera: string }
  | { type: 'show'; view: number; picture: string }
  | { type: 'leave'; view: number }
  | { type: 'end'; camera: string; view: number; why: string };

/** Of the view that is asked for, or open: its camera, and once it is granted its number. */
type ViewContext = { camera: string; view: number };

/** Why a view ends that the server has not ended. */
function whyEnded({ type }: ViewEvent): string {
  return type === 'CUT' ? 'disconnected' : type === 'APP_ENDED' ? 'app-ended' : 'left';
}

export const cameraView = setup({
  types: { context: {} as ViewContext, events: {} as ViewEvent, emitted: {} as ViewEffect },
  guards: {
    isOfView: ({ context, event }) => 'view' in event && event.view === context.view,
  },
  actions: {
    choose: assign({ camera: ({ context, event }) => (event.type === 'LOOK' ? event.camera : context.camera) }),
    remember: assign({ view: ({ context, event }) => (event.type === 'VIEWING' ? event.view : context.view) }),
    ask: emit(({ context: { camera } }) => ({ type: 'ask', camera })),
    show: emit(({ context: { view }, event }) => ({
      type: 'show',
      view,
      picture: event.type === 'FRAME' ? event.picture : '',
    })),
    leave: emit(({ context: { view } }) => ({ type: 'leave', view })),
    end: emit(({ context: { camera, view }, event }) => ({
      type: 'end',
      camera,
      view,
      why: event.type === 'ENDED' ? event.code : whyEnded(event),
    })),
  },
}).createMachine({
  id: 'camera-view',
  context: { camera: '', view: 0 },
  initial: 'closed',
  states: {
    closed: { on: { LOOK: { target: 'asking', actions: ['choose', 'ask'] } } },
    asking: {
      on: {
        VIEWING: { target: 'open', actions: 'remember' },
        REFUSED: 'closed',
        LEAVE: 'leaving',
        APP_ENDED: 'closed',
      },
    },
    leaving: {
      on: {
        VIEWING: { target: 'closed', actions: ['remember', 'leave', 'end'] },
        REFUSED: 'closed',
        APP_ENDED: 'closed',
      },
    },
    open: {
      on: {
        FRAME: { guard: 'isOfView', actions: 'show' },
        LOOK: { target: 'asking', actions: ['leave', 'end', 'choose', 'ask'] },
        LEAVE: { target: 'closed', actions: ['leave', 'end'] },
        ENDED: { guard: 'isOfView', target: 'closed', actions: 'end' },
        CUT: { target: 'closed', actions: 'end' },
        APP_ENDED: { target: 'closed', actions: 'end' },
      },
    },
  },
});
