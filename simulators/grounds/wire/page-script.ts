/** What a page is given before its own script runs: who it is, and somebody who tells the states of its chart. */

/** Under this name the page tells states, each time one or more of them as JSON. */
export const TELL = 'mposTwinTold';

/** The script, for a page that remembers `who` under `key` unless it remembers something already. */
export function scriptOf(key: string, who: { client: string; install: string }): string {
  const remembered = JSON.stringify(JSON.stringify({ ...who, token: 0 }));
  return `if (location.protocol === 'http:') {
  if (localStorage.getItem(${JSON.stringify(key)}) === null) localStorage.setItem(${JSON.stringify(key)}, ${remembered});
  new MutationObserver((records) => {
    const states = records.map(({ target }, i) => records[i + 1]?.oldValue ?? target.dataset.state);
    ${TELL}(JSON.stringify(states));
  }).observe(document, { subtree: true, attributes: true, attributeOldValue: true, attributeFilter: ['data-state'] });
}`;
}
