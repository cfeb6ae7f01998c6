/**
 * The one writer of CSV for people. A spreadsheet runs a cell that begins like
 * a formula, so such a cell is put behind an apostrophe, which shows as text;
 * numbers stay numbers.
 */

/** Also the full-width forms, which some spreadsheets take for the same, and what shifts a cell to its next one. */
const FORMULA = /^[\s\u00A0\u200B\uFEFF]*[=+\-@＝＋－＠|%]/u;
const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;
/** Control characters that no cell has a use for. */
const CONTROL = /[^\P{Cc}\t\n\r]/gu;

function csvCell(value: string | number | boolean | null | undefined): string {
  const text = String(value ?? '').replaceAll(CONTROL, '');
  const risky = /^[\t\r\n]/.test(text) || (FORMULA.test(text) && !NUMBER.test(text));
  const safe = risky ? `'${text}` : text;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (cells: readonly (string | number | boolean | null | undefined)[]): string =>
  cells.map(csvCell).join(',');
