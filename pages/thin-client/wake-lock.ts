/** Keeps the display from going dark while there is a screen. Browsers offer it on secure addresses only. */

let isWanted = false;

/** Asks for a display that stays on, now and whenever the page is seen again. */
export function stayAwake(): void {
  if (isWanted) return;
  isWanted = true;
  document.addEventListener('visibilitychange', ask);
  ask();
}

function ask(): void {
  if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
  // Refused when the battery is low: the display then goes dark as on any page.
  navigator.wakeLock.request('screen').catch(() => {});
}
