/** Buttons that copy. Files opened from the disk have no clipboard in some browsers; a selection always works. */

const SAID_MS = 1_500;

export function copyOnClick(button: HTMLButtonElement, text: () => string): void {
  const word = button.textContent;
  button.addEventListener('click', () => {
    void copied(text()).then((isCopied) => {
      button.textContent = isCopied ? 'Copied' : 'Not copied';
      setTimeout(() => (button.textContent = word), SAID_MS);
    });
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.style.position = 'fixed';
  box.style.opacity = '0';
  document.body.append(box);
  box.select();
  const isCopied = document.execCommand('copy');
  box.remove();
  return isCopied;
}
