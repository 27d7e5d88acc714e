/** Pictures of cameras as their drivers give them: whatever the browser reads, or a portable greymap (P5). */

/** What is to be drawn for a picture in base64. Errors: those of the browser, for what is neither. */
export async function cameraBitmap(picture: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  return createImageBitmap(greymap(bytes) ?? new Blob([bytes]));
}

/** The pixels of a portable greymap of eight bits; null if it is none. */
function greymap(bytes: Uint8Array): ImageData | null {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(String.fromCharCode(...bytes.slice(0, 32)));
  if (head === null) return null;
  const image = new ImageData(Number(head[1]), Number(head[2]));
  const grey = bytes.subarray(head[0].length);
  for (let i = 0; i < image.width * image.height; i += 1)
    image.data.set([grey[i] ?? 0, grey[i] ?? 0, grey[i] ?? 0, 255], 4 * i);
  return image;
}
