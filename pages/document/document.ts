/** Certificates, whitelists and comparisons need a script for one thing: they are printed with a click. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
