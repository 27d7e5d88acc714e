/**
 * The gesture that resets the app, an operator's last resort: two fingers go from left to right over the display. What
 * else fingers do, one alone, three, back to the left, up, or apart, is none.
 */
export type Finger = { id: number; x: number; y: number };

export type TwoFingers = {
  down(finger: Finger): void;
  move(finger: Finger): void;
  /** Returns whether the gesture was made with it: both fingers have gone as far as is asked when the first is lifted. */
  up(finger: Finger): boolean;
  /** The browser has taken the fingers for something of its own. */
  cancel(): void;
};

/** How far each finger goes at least, as a part of the display's width; a finger that only slips goes less. */
const LEAST_PART = 0.25;

/** Follows the fingers on a display of this width, CSS pixels. */
export function twoFingers(width: () => number): TwoFingers {
  const from = new Map<number, Finger>();
  const now = new Map<number, Finger>();
  /** Fingers that were on the display at once since it was last let go. */
  let most = 0;

  /** To the right, further than up or down. */
  function isAcross({ id }: Finger): boolean {
    const [begun, at] = [from.get(id), now.get(id)];
    if (begun === undefined || at === undefined) return false;
    const across = at.x - begun.x;
    return across >= width() * LEAST_PART && across > Math.abs(at.y - begun.y);
  }

  function lifted(id: number): void {
    from.delete(id);
    now.delete(id);
    if (now.size === 0) most = 0;
  }

  return {
    down(finger) {
      from.set(finger.id, finger);
      now.set(finger.id, finger);
      most = Math.max(most, now.size);
    },
    move(finger) {
      if (now.has(finger.id)) now.set(finger.id, finger);
    },
    up(finger) {
      if (now.has(finger.id)) now.set(finger.id, finger);
      const isMade = most === 2 && now.size === 2 && [...now.values()].every(isAcross);
      lifted(finger.id);
      return isMade;
    },
    cancel() {
      from.clear();
      now.clear();
      most = 0;
    },
  };
}

/** Calls `made` whenever the gesture is made on the page. */
export function onTwoFingers(made: () => void): void {
  const fingers = twoFingers(() => window.innerWidth);
  const of = ({ pointerId, clientX, clientY }: PointerEvent): Finger => ({ id: pointerId, x: clientX, y: clientY });
  const on = (type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel', does: (finger: Finger) => void) =>
    window.addEventListener(type, (event) => event.pointerType === 'touch' && does(of(event)), { capture: true });
  on('pointerdown', (finger) => fingers.down(finger));
  on('pointermove', (finger) => fingers.move(finger));
  on('pointerup', (finger) => {
    if (fingers.up(finger)) made();
  });
  on('pointercancel', () => fingers.cancel());
}
