/** Elements of the page. Foreign words only ever arrive as text. */

/** An element with attributes and children; `on…` are listeners. */
export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  fields: Record<string, string | ((event: Event) => void)>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function button(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.append(text);
  if (title !== '') made.title = title;
  made.addEventListener('click', act);
  return made;
}
