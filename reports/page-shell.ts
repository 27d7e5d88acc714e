/** What every page of ours begins and ends with: one file that needs no network, in both colour schemes. */

/** A page's own script and style, as text. */
export type ReportAssets = { script: string; style: string };

/** Up to the beginning of the body; `title` is markup already. */
export function pageBegin(title: string, style: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${style.replaceAll('</', '<\\/')}
</style>
</head>
<body>
`;
}

/** From the page's script on. */
export function pageEnd(script: string): string {
  return `<script>
${script.replaceAll('</script', '<\\/script')}
</script>
</body>
</html>
`;
}
