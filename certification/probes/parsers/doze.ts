/** Who is exempt from Doze (`dumpsys deviceidle whitelist`), and how the app may work in the background. */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';
import { wholeOf } from '../answer.ts';

/**
 * Packages that are exempt, whoever has put them there; `kind,package,uid` a line. Those of `system-excidle` are exempt
 * from energy saving only while the device is not idle, so they are left out.
 */
export function exemptPackages(lines: readonly string[]): Reading<ReadonlySet<string>> {
  const rows = lines.flatMap((line) => /^(system-excidle|system|user),([\w.]+),\d+$/.exec(line.trim()) ?? []);
  if (rows.length === 0) return unknown('The list of apps that are exempt from Doze is empty, as none ever is.');
  const exempt = lines.flatMap((line) => /^(?:system|user),([\w.]+),\d+$/.exec(line.trim())?.[1] ?? []);
  return known(new Set(exempt));
}

/** Bucket of app standby: 5 exempt, 10 active, 20, 30, 40 rare, 45 restricted, 50 never. */
export function standbyBucket(lines: readonly string[]): Reading<number> {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '');
  return andThen(single(said, 'standby bucket'), (text) => single(wholeOf(text), 'standby bucket'));
}

/** RUN_ANY_IN_BACKGROUND of `cmd appops get`; allowed where the service says that nothing was set. */
export function mayRunInBackground(lines: readonly string[]): Reading<boolean> {
  const modes = lines.flatMap((line) => /\bRUN_ANY_IN_BACKGROUND: (\w+)/.exec(line)?.[1] ?? []);
  const unset = modes.length === 0 && lines.some((line) => line.trim() === 'No operations.') ? ['allow'] : modes;
  return andThen(single(unset, 'mode of RUN_ANY_IN_BACKGROUND'), (mode) => {
    if (mode === 'allow' || mode === 'default') return known(true);
    return mode === 'ignore' || mode === 'deny' ? known(false) : unknown(`“${mode}” is no mode that is known.`);
  });
}
