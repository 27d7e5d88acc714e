/** In what letters the journal is exported: what spreadsheets open without being asked. */
export const EXPORT_ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type ExportEncoding = (typeof EXPORT_ENCODINGS)[number];
