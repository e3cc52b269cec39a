const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A date as `YYYY-MM-DD` where its writing leaves no doubt; `03/04/2026` does. A month without a day is its last. */
export function readDate(text: string): string | undefined {
  const iso = /^\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)/.exec(text);
  if (iso !== null) {
    return toDate(iso[1], iso[2], iso[3] ?? '31');
  }
  const dots = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(text);
  if (dots !== null) {
    return toDate(dots[3], dots[2], dots[1]);
  }
  const named = /^\s*(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})(?!\d)/.exec(text);
  const month = MONTHS.indexOf((named?.[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  return named === null || month === 0
    ? undefined
    : toDate(named[4], String(month), named[1] ?? named[3] ?? '31');
}

function toDate(year = '', month = '', day = ''): string | undefined {
  const valid = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return valid ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}
