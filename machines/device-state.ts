/** What the chart of a device is in, as the short texts of history and reports. */
import type { StateValue } from 'xstate';

type RunningValue = { running?: { app: StateValue; connection: StateValue } };

/**
 * `open.booking`, and behind it what is shown of the connection: the dialog's colour (`open.booking yellow`), or the wait
 * symbol (`opening waiting`).
 */
export function deviceStateText(value: StateValue): string {
  const app = appStateOf(value);
  const connection = typeof value === 'object' ? (value as RunningValue).running?.connection : undefined;
  if (connection === undefined) return app;
  const [shown] = typeof connection === 'string' ? [connection] : Object.keys(connection);
  if (shown === 'fine') return app;
  return `${app} ${shown === 'problems' ? String(Object.values(connection)[0]) : shown}`;
}

/** The app's state without the dialog: `idle`, `open.booking`, `off`, `putAway`. */
export function appStateOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const app = (value as RunningValue).running?.app;
  if (app === undefined) return 'running';
  if (typeof app === 'string') return app;
  const key = Object.keys(app)[0] ?? '';
  return `${key}.${String(app[key])}`;
}
