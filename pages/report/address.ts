/** The address of what one sees: it can be sent to somebody, and one can go back to it. Times in ms of the scenario. */
import type { View } from './timeline/view.ts';

export type Place = {
  /** Index of the run. */
  run: number;
  /** Null: the whole run. */
  view: View | null;
  /** Number of the event that is read; 0 for none. */
  event: number;
  /** Place of the finding on the page from 0; -1 for none. */
  finding: number;
  /** What lanes are filtered by, and what events are looked for. */
  filter: string;
  find: string;
};

export const NOWHERE: Place = { run: -1, view: null, event: 0, finding: -1, filter: '', find: '' };

/** `#run=1&from=…&to=…&event=7&finding=2&lanes=…&find=…`; what says nothing is left out. */
export function toHash({ run, view, event, finding, filter, find }: Place): string {
  const fields = new URLSearchParams();
  if (run >= 0) fields.set('run', String(run + 1));
  if (view !== null) {
    fields.set('from', String(Math.round(view.from)));
    fields.set('to', String(Math.round(view.to)));
  }
  if (event > 0) fields.set('event', String(event));
  if (finding >= 0) fields.set('finding', String(finding + 1));
  if (filter !== '') fields.set('lanes', filter);
  if (find !== '') fields.set('find', find);
  return fields.size === 0 ? '#' : `#${fields}`;
}

/** What an address says, nonsense left out. `#finding-2`, as links without a script have it, is the second finding. */
export function fromHash(hash: string): Place {
  const plain = /^#finding-(\d+)$/.exec(hash)?.[1];
  if (plain !== undefined) return { ...NOWHERE, finding: Number(plain) - 1 };
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const number = (name: string): number => {
    const value = Number(fields.get(name) ?? Number.NaN);
    return Number.isFinite(value) && value >= 0 ? value : Number.NaN;
  };
  const from = number('from');
  const to = number('to');
  return {
    run: Math.trunc(number('run') || 0) - 1,
    view: to > from ? { from, to } : null,
    event: Math.trunc(number('event') || 0),
    finding: Math.trunc(number('finding') || 0) - 1,
    filter: fields.get('lanes') ?? '',
    find: fields.get('find') ?? '',
  };
}
