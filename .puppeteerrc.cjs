// The browser comes from the machine (tests/e2e/pages/browser.ts finds or installs it); npm must not download one.
module.exports = { skipDownload: true };
